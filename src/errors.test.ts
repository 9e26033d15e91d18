import { describe, expect, it } from 'vitest';
import { FaultlineError, errorCodes, unreachable } from './errors.ts';
import { BreadthFirst } from './explore/breadth-first.ts';

describe('FaultlineError', () => {
  it('says the code, the problem and what to do', () => {
    const cause = new Error('lower down');
    const error = new FaultlineError('FL602', 'There is no spec "x".', 'use y.', { cause });
    expect(error.message).toBe('[FL602] There is no spec "x".\n  Fix: use y.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'FaultlineError',
      code: 'FL602',
      problem: 'There is no spec "x".',
      fix: 'use y.',
      cause,
    });
  });
});

describe('unreachable', () => {
  it('is a bug of ours, and shows the value', () => {
    expect(() => unreachable({ kind: 'new' } as never)).toThrow(
      '[FL901] The value {"kind":"new"} was not expected here.\n' +
        '  Fix: please report this with the command that shows it.',
    );
  });
});

describe('the table of error codes', () => {
  it('is in order, with a sentence for each', () => {
    const codes = Object.keys(errorCodes);
    expect(codes).toEqual([...codes].sort());
    for (const [code, sentence] of Object.entries(errorCodes)) {
      expect(code).toMatch(/^FL[1-69]\d\d$/);
      expect(sentence).toMatch(/^[A-Z].*[.]$/);
    }
  });
});

describe('a search', () => {
  it('has nothing to search in a system without an initial state', () => {
    const nothing = () => undefined;
    const system = {
      layout: { wordCount: 1, slotCount: 1, unpack: nothing, pack: nothing },
      hashOf: () => 1,
      initial: nothing,
      expand: nothing,
    };
    const limits = { statesMax: 1, depthMax: 1, bytesMax: Infinity };
    const search = new BreadthFirst({ system, checks: [], limits });
    expect(() => search.advance(1)).toThrow(
      '[FL401] There is no initial state.\n  Fix: give each role an input.',
    );
  });
});
