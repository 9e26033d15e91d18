import { describe, expect, it } from 'vitest';
import { mixed, numberAt, numberLayout, NumberSystem } from './samples/number-system.ts';
import { StateStore } from './store.ts';
import { Successors } from './system.ts';

const system = new NumberSystem({ starts: [], next: () => [] });
const tiny = { stateBits: 2, tableBits: 6 };

function add(store: StateStore, state: number, parent: number): boolean {
  const words = new Int32Array(store.layout.wordCount);
  store.layout.pack(Int32Array.of(state), words, 0);
  if (store.has(words, 0, mixed(state))) return false;
  store.addHere(words, 0, parent);
  return true;
}

function stateOf(store: StateStore, index: number): number {
  return numberAt(store.layout, store.segmentOf(index), store.offsetOf(index));
}

/** Every state with its parent, in order. */
function contents(store: StateStore): [number, number][] {
  return Array.from({ length: store.count }, (_, index) => [
    stateOf(store, index),
    store.parentOf(index),
  ]);
}

describe('StateStore', () => {
  it('keeps states and parents in the order of discovery, in segments of four', () => {
    const store = new StateStore(system, tiny);
    const states = Array.from({ length: 3_000 }, (_, index) => 5 * index);
    expect(states.every((state, index) => add(store, state, index - 1))).toBe(true);
    expect(states.some((state) => add(store, state, 0))).toBe(false);
    expect(contents(store)).toEqual(states.map((state, index) => [state, index - 1]));
  });

  it('takes one segment of states and of parents more for every four states', () => {
    const store = new StateStore(system, tiny);
    const table = 64 * 2 * 4;
    const segments = 4 * (2 + 1) * 4;
    const bytes = Array.from({ length: 9 }, (_, state) => {
      add(store, state, -1);
      return store.bytes;
    });
    expect(bytes.map((each) => (each - table) / segments)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3]);
  });

  it('gives each new state of a batch the parent that has it first', () => {
    const store = new StateStore(system, tiny);
    add(store, 1, -1);
    const batch = new Successors();
    const successors = [[1, 2], [], [2, 3, 3], [4, 1]];
    batch.reserve(7, 2);
    const ends = successors.map((states) => {
      for (const state of states) {
        store.layout.pack(Int32Array.of(state), batch.words, 2 * batch.count);
        batch.hashes[batch.count] = mixed(state);
        batch.count += 1;
      }
      return batch.count;
    });
    store.addAll(batch, ends, 10);
    expect(contents(store)).toEqual([
      [1, -1],
      [2, 10],
      [3, 12],
      [4, 13],
    ]);
  });

  it('packs all in a new layout, and knows it afterwards', () => {
    const growing = new NumberSystem({ starts: [], next: () => [], grows: true });
    const store = new StateStore(growing, tiny);
    const small = Array.from({ length: 15 }, (_, index) => 14 - index);
    small.forEach((state, index) => add(store, state, index - 1));
    const before = contents(store);
    const { bytes } = store;
    growing.layout = numberLayout(2);
    store.relayout(growing.layout);
    expect(contents(store)).toEqual(before);
    // The parents have one word as before; states have two instead of one, in queue and table.
    expect(store.bytes - bytes).toBe((16 + 64) * 4);
    expect(small.some((state) => add(store, state, 0))).toBe(false);
    expect(add(store, 1_000_000, 3)).toBe(true);
    expect(contents(store).at(-1)).toEqual([1_000_000, 3]);
  });
});
