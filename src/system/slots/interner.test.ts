import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Interner } from './interner.ts';

describe('Interner', () => {
  it('numbers keys in the order in which they come, and makes each value once', () => {
    const made: string[] = [];
    const interner = new Interner<string, string>();
    const number = (key: string) =>
      interner.intern(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a', 'c', 'b'].map(number)).toEqual([0, 1, 0, 2, 1]);
    expect(made).toEqual(['a', 'b', 'c']);
    expect([0, 1, 2].map((id) => interner.valueOf(id))).toEqual(['A', 'B', 'C']);
    expect([interner.find('c'), interner.find('d'), interner.count]).toEqual([2, -1, 3]);
  });

  it('does the same when a Map holds two keys as when it holds all', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 })), (keys) => {
        const [few, many] = [new Interner<number, number>(2), new Interner<number, number>()];
        const numbers = (interner: Interner<number, number>) =>
          keys.map((key) => interner.intern(key, () => -key));
        expect(numbers(few)).toEqual(numbers(many));
        expect(few.values).toEqual(many.values);
        expect(keys.map((key) => few.find(key))).toEqual(keys.map((key) => many.find(key)));
      }),
      { seed: 1 },
    );
  });
});
