import { describe, expect, it } from 'vitest';
import { include, wordsFor, type FairClasses } from './fair-classes.ts';
import { acceptsLasso, findLasso as lassoWork } from './find-lasso.ts';
import { negatedForms } from './negated-forms.ts';
import type { LassoQuestion } from './product.ts';
import type { TransitionGraph } from './transition-graph.ts';
import { finish } from './work.ts';

type Edge = readonly [from: number, action: number, to: number];

/** A graph that begins in state 0; its edges are given in the order of where they leave. */
function graphOf(stateCount: number, edges: readonly Edge[]): TransitionGraph {
  const firsts = Array.from({ length: stateCount + 1 }, (_, state) => {
    return edges.filter(([from]) => from < state).length;
  });
  return {
    stateCount,
    expandedCount: stateCount,
    initialCount: 1,
    firsts: Int32Array.from(firsts),
    targets: Int32Array.from(edges, ([, , to]) => to),
    actions: Int32Array.from(edges, ([, action]) => action),
  };
}

const nothingTrue = (count: number) => new Int32Array(count);
const findLasso = (question: LassoQuestion) => finish(lassoWork(question));

/** Action 0 belongs to no class, action 1 to the first and action 2 to the second of these. */
function fairClasses(
  [first, second]: readonly [number, number],
  {
    weak = [],
    strong = [],
  }: { readonly weak?: readonly number[]; readonly strong?: readonly number[] },
): FairClasses {
  const width = wordsFor(1 + Math.max(first, second));
  const setOf = (classes: readonly number[]) => {
    const set = new Int32Array(width);
    for (const one of classes) include(set, 0, one);
    return set;
  };
  const classesOf = Int32Array.from([[], [first], [second]].flatMap((one) => [...setOf(one)]));
  return { width, classesOf, weak: setOf(weak), strong: setOf(strong) };
}

// The last pairs do not fit into one word.
describe.each([
  [0, 1],
  [31, 5],
  [31, 32],
  [70, 40],
] as const)('findLasso, of the classes %i and %i', (first, second) => {
  const fairness = (kinds: Parameters<typeof fairClasses>[1]) =>
    fairClasses([first, second], kinds);

  it('stops at once where nothing is fair', () => {
    const graph = graphOf(1, [[0, 1, 0]]);
    const fair = fairness({});
    const question = { graph, automaton: negatedForms.eventually, labels: nothingTrue(1), fair };
    expect(findLasso(question)).toEqual({ states: [0], actions: [], cycleStart: 0 });
  });

  it('goes once round everything that must be taken', () => {
    // 0 and 1 are joined by both fair actions; the first is also enabled as a loop in 0.
    const graph = graphOf(2, [
      [0, 0, 1],
      [0, 1, 0],
      [1, 2, 0],
    ]);
    const fair = fairness({ strong: [first, second] });
    const question = { graph, automaton: negatedForms.eventually, labels: nothingTrue(2), fair };
    expect(findLasso(question)).toEqual({
      states: [0, 0, 1, 0],
      actions: [1, 0, 2],
      cycleStart: 0,
    });
  });

  // 0 and 1 go round by action 0; in 1 the fair action 1 leads away to 2, where p is true.
  const away: readonly Edge[] = [
    [0, 0, 1],
    [1, 0, 0],
    [1, 1, 2],
    [2, 0, 2],
  ];
  const question = { automaton: negatedForms.eventually, labels: Int32Array.of(0, 0, 1) };

  it('passes over a weakly fair action that is not enabled all the time', () => {
    const fair = fairness({ weak: [first] });
    const lasso = findLasso({ ...question, graph: graphOf(3, away), fair });
    expect(lasso).toEqual({ states: [0], actions: [], cycleStart: 0 });
  });

  it('does not pass over a strongly fair one, but stays where it is never enabled', () => {
    const fair = fairness({ weak: [second], strong: [first] });
    expect(findLasso({ ...question, graph: graphOf(3, [[0, 2, 1], ...away.slice(1)]), fair })).toBe(
      undefined,
    );
    // With a loop in 0 the component of 0 and 1 has a part without the action.
    const loop: readonly Edge[] = [[0, 2, 0], [0, 2, 1], ...away.slice(1)];
    expect(findLasso({ ...question, graph: graphOf(3, loop), fair })).toEqual({
      states: [0, 0],
      actions: [2],
      cycleStart: 0,
    });
  });

  it('knows nothing of states that were not expanded, and follows no transition out of bounds', () => {
    const graph = { ...graphOf(2, [[0, 1, 1]]), expandedCount: 1 };
    const fair = fairness({ weak: [first] });
    const labels = nothingTrue(2);
    expect(findLasso({ graph, automaton: negatedForms.eventually, labels, fair })).toBe(undefined);
    const outside = { ...graph, targets: Int32Array.of(-1) };
    expect(findLasso({ graph: outside, automaton: negatedForms.eventually, labels, fair })).toBe(
      undefined,
    );
  });
});

describe('The automata of the negated forms', () => {
  // By the bits of p (1) and q (2); the cycle begins at the last index but one.
  const p = 1;
  const q = 2;
  it.each([
    ['eventually', [0, 0, 0], true],
    ['eventually', [0, p, 0], false],
    ['leadsTo', [p, 0, 0], true],
    ['leadsTo', [p, q, 0], false],
    ['leadsTo', [p | q, 0, 0], false],
    ['alwaysEventually', [p, 0, 0], true],
    ['alwaysEventually', [0, 0, p], false],
    ['eventuallyAlways', [0, p, p], false],
    ['eventuallyAlways', [p, 0, p], true],
  ] as const)('%s reads %j: %s', (form, labels, accepts) => {
    expect(acceptsLasso(negatedForms[form], labels, 1)).toBe(accepts);
  });
});
