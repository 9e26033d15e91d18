import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixed, numberAt, numberLayout } from './samples/number-system.ts';
import { StateTable } from './state-table.ts';
import { Successors } from './system.ts';

const layout = numberLayout(2);

function tableOf(segmentBits: number, hash = mixed): StateTable {
  return new StateTable(segmentBits, 2, (words, offset) => hash(numberAt(layout, words, offset)));
}

/** Adds a number unless it is there, and returns whether it was. */
function add(table: StateTable, state: number, hash = mixed): boolean {
  const words = new Int32Array(2);
  layout.pack(Int32Array.of(state), words, 0);
  if (table.has(words, 0, hash(state))) return true;
  table.addHere(words, 0);
  return false;
}

function batchOf(states: readonly number[]): Successors {
  const batch = new Successors();
  batch.reserve(states.length, 2);
  for (const state of states) {
    layout.pack(Int32Array.of(state), batch.words, 2 * batch.count);
    batch.hashes[batch.count] = mixed(state);
    batch.count += 1;
  }
  return batch;
}

/** Adds a batch and returns which items were new. */
function addAll(table: StateTable, states: readonly number[]): number[] {
  const fresh = new Int32Array(states.length + 1);
  const added = table.addAll(batchOf(states), fresh);
  return [...fresh.subarray(0, added)];
}

describe('StateTable', () => {
  it('finds every entry again after hundreds of splits', () => {
    const table = tableOf(6);
    const states = Array.from({ length: 20_000 }, (_, index) => 31 * index);
    expect(states.filter((state) => add(table, state))).toEqual([]);
    expect(table.segmentCount).toBeGreaterThan(20_000 / 64);
    expect(states.filter((state) => !add(table, state))).toEqual([]);
  });

  it('grows by one segment at a time, and is at least a third full', () => {
    const table = tableOf(8);
    const segmentBytes = 2 ** 8 * 2 * 4;
    let { bytes } = table;
    expect(bytes).toBe(segmentBytes);
    const growths = new Set<number>();
    for (let state = 0; state < 50_000; state += 1) {
      add(table, state);
      growths.add(table.bytes - bytes);
      bytes = table.bytes;
    }
    expect([...growths]).toEqual([0, segmentBytes]);
    expect(bytes).toBe(table.segmentCount * segmentBytes);
    expect((50_000 * 2 * 4) / bytes).toBeGreaterThan(0.37);
    expect((50_000 * 2 * 4) / bytes).toBeLessThan(0.75);
  });

  it('never takes two states for one, though their hashes are the same', () => {
    const hash = (state: number) => mixed(state % 10);
    const table = tableOf(8, hash);
    const states = Array.from({ length: 150 }, (_, index) => index);
    expect(states.filter((state) => add(table, state, hash))).toEqual([]);
    expect(states.filter((state) => !add(table, state, hash))).toEqual([]);
  });

  it('goes on at the beginning of a segment when its end is taken', () => {
    const hash = () => 15;
    const table = tableOf(4, hash);
    expect([1, 2, 3, 1, 2, 3, 4].map((state) => add(table, state, hash))).toEqual([
      ...[false, false, false],
      ...[true, true, true, false],
    ]);
  });

  it('adds a batch as it would add its states one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat({ max: 300 }), { maxLength: 120 })), (batches) => {
        const [whole, single] = [tableOf(6), tableOf(6)];
        for (const batch of batches) {
          const fresh = batch.flatMap((state, item) => (add(single, state) ? [] : [item]));
          expect(addAll(whole, batch)).toEqual(fresh);
        }
        expect(whole.segmentCount).toBe(single.segmentCount);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('splits in the middle of a batch', () => {
    const table = tableOf(6);
    const states = Array.from({ length: 5_000 }, (_, index) => index % 4_000);
    expect(addAll(table, states)).toEqual(states.slice(0, 4_000));
    expect(table.segmentCount).toBeGreaterThan(4_000 / 64);
    expect(addAll(table, states)).toEqual([]);
  });

  it('finds every entry again after all of them were packed anew', () => {
    const [narrow, wide] = [numberLayout(1), numberLayout(2)];
    let now = narrow;
    const table = new StateTable(2, 1, (words, offset) => mixed(numberAt(now, words, offset)));
    const known = (state: number) => {
      const words = new Int32Array(now.wordCount);
      now.pack(Int32Array.of(state), words, 0);
      return table.has(words, 0, mixed(state)) || (table.addHere(words, 0), false);
    };
    const small = [0, 3, 6, 9, 12, 15];
    expect(small.filter(known)).toEqual([]);
    now = wide;
    table.relayout(narrow, wide);
    expect(small.filter(known)).toEqual(small);
    expect([1_000, 2_000].filter(known)).toEqual([]);
    expect(table.bytes).toBe(table.segmentCount * 4 * 2 * 4);
  });
});
