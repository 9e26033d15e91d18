import { describe, expect, it } from 'vitest';
import { mixed, NumberSystem } from '../samples/number-system.ts';
import { StateStore } from '../store.ts';
import { StateIndex } from './state-index.ts';
import { finish } from './work.ts';

const system = new NumberSystem({ starts: [], next: () => [] });

/** The index of a store that holds these numbers, hashed in this way. */
function indexOf(numbers: readonly number[], hash: (state: number) => number, hasAll: boolean) {
  const store = new StateStore(system, { stateBits: 2, tableBits: 6 });
  for (const state of numbers) {
    const words = wordsOf(state);
    if (!store.has(words, 0, mixed(state))) store.addHere(words, 0, -1);
  }
  const hashing = {
    layout: system.layout,
    initial: () => undefined,
    expand: () => undefined,
    hashOf: (words: Int32Array, offset: number) => {
      const at = numbers.find((state) =>
        wordsOf(state).every((word, w) => word === words[offset + w]),
      );
      return hash(at ?? 0);
    },
  };
  const index = finish(StateIndex.of(store, hashing, hasAll));
  return (state: number) => index.find(wordsOf(state), 0, hash(state) | 0);
}

function wordsOf(state: number): Int32Array {
  const words = new Int32Array(system.layout.wordCount);
  system.layout.pack(Int32Array.of(state), words, 0);
  return words;
}

describe('StateIndex', () => {
  const numbers = Array.from({ length: 60 }, (_, at) => 7 * at);

  it.each([
    ['different', (state: number) => mixed(state)],
    ['beyond 31 bits', (state: number) => 2 ** 31 + state],
    ['all the same', () => 5],
    ['nearly all the same', (state: number) => (state === 0 ? 4 : 5)],
    ['by threes the same', (state: number) => Math.floor(state / 21)],
  ])('finds every state, with hashes that are %s', (_, hash) => {
    for (const hasAll of [true, false]) {
      const find = indexOf(numbers, hash, hasAll);
      expect(numbers.map(find)).toEqual(numbers.map((_state, at) => at));
    }
  });

  it('says of a state that is not stored that it is not, unless it was told that there is none', () => {
    const find = indexOf(numbers, (state) => state >> 3, false);
    expect([1, 2, 3, 1000].map(find)).toEqual([-1, -1, -1, -1]);
  });
});
