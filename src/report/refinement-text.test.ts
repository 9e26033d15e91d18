import { describe, expect, it } from 'vitest';
import type { StateRecord } from '../system/state-record.ts';
import type { AbstractTrace } from '../trace/refinement/abstract-trace.ts';
import { refinementLines } from './refinement-text.ts';
import { onTheWay, sampleTrace, stimulus } from './samples/sample-trace.ts';
import { plainPalette, type TextOptions } from './text-options.ts';

const options: TextOptions = { columns: 80, unicode: false, palette: plainPalette };
const trace = sampleTrace({
  processes: { a: 'idle', b: 'idle' },
  steps: [
    { action: stimulus('go', 'a'), becomes: { state: 'gone' } },
    { action: onTheWay('deliver', 'm', 'a', 'b'), becomes: { state: 'bad' } },
  ],
});

function record(state: string, context = {}): StateRecord {
  const process = { id: 'all', role: 'all', alive: true, state, context, timers: [] };
  return { processes: [process], messages: [] };
}

const change = {
  kind: 'process',
  process: 'all',
  field: 'state',
  before: 'one',
  after: 'two',
} as const;
const abstract: AbstractTrace = {
  protocol: 'Abstract',
  start: record('one', { n: 0 }),
  isStart: true,
  steps: [
    { kind: 'stutters', label: null, changes: [], state: record('one') },
    { kind: 'breaks', label: null, changes: [change], state: record('two') },
  ],
  allowed: ['stimulus up at all', 'deliver m x → y'],
};

describe('refinementLines', () => {
  it('has both levels side by side, and what would have been allowed', () => {
    expect(refinementLines(trace, abstract, options)).toEqual([
      'A sample                                 Abstract',
      '   Initially a, b are idle.              Initially all is one; all has {"n":0}.',
      ' 1 stimulus go at a; a idle -> gone      stutters',
      ' 2 deliver m a -> b; b idle -> bad       breaks: no step makes all one -> two',
      '',
      'Abstract would have allowed: to stay; stimulus up at all; deliver m x -> y.',
    ]);
  });

  it('says when there is no abstract state at all, and when nothing else was possible', () => {
    const lost: AbstractTrace = {
      ...abstract,
      steps: [
        { kind: 'steps', label: 'stimulus up at all', changes: [change], state: record('two') },
        { kind: 'breaks', label: null, changes: [], state: null },
      ],
      allowed: [],
    };
    expect(refinementLines(trace, lost, options).slice(2)).toEqual([
      ' 1 stimulus go at a; a idle -> gone      stimulus up at all; all one -> two',
      ' 2 deliver m a -> b; b idle -> bad       breaks: no state stands for this one',
      '',
      'Abstract would have allowed: nothing but to stay.',
    ]);
  });

  it('says where it does not begin', () => {
    const early = { ...trace, steps: [] };
    const nowhere = { ...abstract, steps: [], allowed: [] };
    const second = (about: AbstractTrace) =>
      refinementLines(early, about, options).slice(1).join(' ').replace(/\s+/g, ' ');
    expect(second({ ...nowhere, isStart: false })).toContain(
      'Breaks: it does not begin where all is one',
    );
    expect(second({ ...nowhere, start: null, isStart: false })).toContain(
      'Breaks: no state stands',
    );
  });

  it('keeps within the columns', () => {
    for (const columns of [40, 57, 100]) {
      const widths = refinementLines(trace, abstract, { ...options, columns }).map(
        ({ length }) => length,
      );
      expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
    }
  });
});
