import { describe, expect, it } from 'vitest';
import { bitsOf, include, isEmpty, wordsFor } from './fair-classes.ts';

describe('A set of fair classes', () => {
  it('has as many words as it needs, and one at least', () => {
    expect([0, 1, 32, 33, 64, 65].map(wordsFor)).toEqual([1, 1, 1, 2, 2, 3]);
  });

  it('holds what was put into it, where it begins', () => {
    const sets = new Int32Array(4);
    expect(isEmpty(sets)).toBe(true);
    include(sets, 2, 0);
    include(sets, 2, 31);
    include(sets, 2, 33);
    expect([...sets]).toEqual([0, 0, 1 | (1 << 31), 2]);
    expect(isEmpty(sets)).toBe(false);
    expect(bitsOf(sets, 0, 2)).toBe(0n);
    expect(bitsOf(sets, 2, 2)).toBe(2n ** 0n + 2n ** 31n + 2n ** 33n);
  });
});
