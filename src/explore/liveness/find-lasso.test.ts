import { describe, expect, it } from 'vitest';
import { acceptsLasso, findLasso } from './find-lasso.ts';
import { negatedForms } from './negated-forms.ts';
import type { TransitionGraph } from './transition-graph.ts';

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
// Action 0 belongs to no class, action 1 to the first and action 2 to the second.
const classesOf = Int32Array.of(0, 1, 2);

describe('findLasso', () => {
  it('stops at once where nothing is fair', () => {
    const graph = graphOf(1, [[0, 1, 0]]);
    const fair = { classesOf, weak: 0, strong: 0 };
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
    const fair = { classesOf, weak: 0, strong: 3 };
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
    const fair = { classesOf, weak: 1, strong: 0 };
    const lasso = findLasso({ ...question, graph: graphOf(3, away), fair });
    expect(lasso).toEqual({ states: [0], actions: [], cycleStart: 0 });
  });

  it('does not pass over a strongly fair one, but stays where it is never enabled', () => {
    const fair = { classesOf, weak: 2, strong: 1 };
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
    const fair = { classesOf, weak: 1, strong: 0 };
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
