import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from './width.ts';
import { hang, hangItems, wrap } from './wrap.ts';

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abc-é投💥1') }),
  fc.integer({ min: 0, max: 9999 }).map(String),
);
const text = fc.array(word).map((words) => words.join(' '));

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('no two processes decide differently', 16)).toEqual([
      'no two processes',
      'decide',
      'differently',
    ]);
  });

  it('breaks a word that is longer than a line', () => {
    expect(wrap('a decisionTimeout', 6)).toEqual(['a', 'decisi', 'onTime', 'out']);
  });

  it('counts columns, not characters', () => {
    expect(wrap('投票 投票', 8)).toEqual(['投票', '投票']);
    expect(wrap('投票 投票', 9)).toEqual(['投票 投票']);
  });

  it('keeps the groups of a number together', () => {
    expect(wrap('all 10 340 352 states', 10)).toEqual(['all', '10 340 352', 'states']);
    expect(wrap('room 12 in', 7)).toEqual(['room 12', 'in']);
  });

  it('gives an empty line for an empty text', () => {
    expect(wrap('', 10)).toEqual(['']);
  });

  it('never exceeds the width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (long, width) => {
        for (const line of wrap(long, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('loses nothing: the lines make up the text again', () => {
    fc.assert(
      fc.property(text, (long) => {
        // Wide enough for every word, and for grouped numbers of any length.
        const width = Math.max(2, ...long.split(/(?<!\d) | (?!\d)/).map(widthOf));
        expect(wrap(long, width).join(' ')).toBe(long);
      }),
    );
  });

  it('loses no character of long words either', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 6 }), (long, width) => {
        expect(wrap(long, width).join('').replaceAll(' ', '')).toBe(long.replaceAll(' ', ''));
      }),
    );
  });

  it('fills its lines: no first word would have fitted on the line before', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (long, width) => {
        // A word that has to be broken begins a line of its own.
        const words = long.split(/(?<!\d) | (?!\d{3}(?!\d))/);
        fc.pre(words.every((word) => widthOf(word) <= width));
        const lines = wrap(long, width);
        for (const [index, line] of lines.slice(1).entries()) {
          const first = line.split(/(?<!\d) | (?!\d{3}(?!\d))/)[0] as string;
          expect(widthOf(`${lines[index]} ${first}`)).toBeGreaterThan(width);
        }
      }),
    );
  });
});

describe('hang', () => {
  it('indents every line as far as the first', () => {
    expect(hang('Note: ', 'no two processes decide', 16)).toEqual([
      'Note: no two',
      '      processes',
      '      decide',
    ]);
  });

  it('never exceeds the columns', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 40 }), (long, columns) => {
        const lines = hang('First ', long, columns);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('hangItems', () => {
  it('breaks between items', () => {
    expect(hangItems('In: ', ['ack b → a', 'vote c → a', 'no d → a'], 30)).toEqual([
      'In: ack b → a; vote c → a;',
      '    no d → a',
    ]);
  });

  it('breaks an item that is longer than a line', () => {
    expect(hangItems('', ['no', 'an item of many words', 'yes'], 10)).toEqual([
      'no; an',
      'item of',
      'many',
      'words; yes',
    ]);
  });

  it('never exceeds the columns', () => {
    fc.assert(
      fc.property(fc.array(text), fc.integer({ min: 6, max: 40 }), (items, columns) => {
        const lines = hangItems('In: ', items, columns);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
