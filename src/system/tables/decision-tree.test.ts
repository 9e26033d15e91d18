import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecisionTree, type Examine } from './decision-tree.ts';
import { Layout } from './layout.ts';

/** Adds up rests of five, slot by slot, and stops asking at the first that is 3. */
const sumIsSmall: Examine = ([before, after], ask) => {
  let sum = 0;
  for (const side of [0, 1] as const) {
    const slots = (side === 0 ? before : after) as Int32Array;
    for (const [slot, value] of slots.entries()) {
      const answerFor = (of: number) => String(of % 5);
      ask({ key: `${slot} rest`, side, question: { slot, answerFor } });
      sum += value % 5;
      if (value % 5 === 3) return sum < 12;
    }
  }
  return sum < 12;
};

function packed(layout: Layout, slots: readonly number[]): Int32Array {
  const words = new Int32Array(layout.wordCount);
  layout.pack(Int32Array.from(slots), words, 0);
  return words;
}

/** More tests than it takes until a tree is made into code. */
const many = 60_000;

describe('A decision tree', () => {
  it('gives what the predicate gives, walked or made into code, in any layout', () => {
    const state = fc.array(fc.nat({ max: 60 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        state,
        state,
        fc.array(fc.tuple(state, state), { minLength: 20 }),
        (a, b, steps) => {
          let layout = new Layout([6, 6, 6]);
          const tree = new DecisionTree(() => layout, sumIsSmall);
          const direct = (before: readonly number[], after: readonly number[]) =>
            sumIsSmall([Int32Array.from(before), Int32Array.from(after)], () => undefined);
          const test = (before: readonly number[], after: readonly number[]) =>
            tree.test(packed(layout, before), 0, packed(layout, after), 0);
          const [before, after] = [packed(layout, a), packed(layout, b)];
          for (let time = 0; time < many; time += 1) tree.test(before, 0, after, 0);
          for (const [from, to] of [...steps, ...steps]) {
            expect(test(from, to)).toBe(direct(from, to));
            expect(test(a, b)).toBe(direct(a, b));
          }
          layout = new Layout([6, 20, 6, 20]);
          for (const [from, to] of steps) expect(test(from, to)).toBe(direct(from, to));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('runs the predicate once for each combination of answers, however often it is asked', () => {
    let runs = 0;
    const layout = new Layout([8]);
    const tree = new DecisionTree(
      () => layout,
      (states, ask) => {
        runs += 1;
        const answerFor = (value: number) => String(value % 2);
        ask({ key: 'parity', side: 0, question: { slot: 0, answerFor } });
        return (states[0] as Int32Array)[0] === undefined;
      },
    );
    for (let time = 0; time < many; time += 1) {
      const words = packed(layout, [time % 200]);
      tree.test(words, 0, words, 0);
    }
    expect(runs).toBe(2);
  });

  it('needs no question for a predicate that asks none', () => {
    const layout = new Layout([8]);
    const tree = new DecisionTree(
      () => layout,
      () => true,
    );
    const words = packed(layout, [1]);
    for (let time = 0; time < many; time += 1) expect(tree.test(words, 0, words, 0)).toBe(true);
  });
});
