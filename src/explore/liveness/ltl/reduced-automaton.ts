import type { Buchi, BuchiEdge } from '../buchi-automaton.ts';

/**
 * A smaller automaton that accepts the same behaviors.
 *
 * Leaves out the states from which no accepting cycle can be reached, takes states that have equal
 * edges, and accept alike, for one, and leaves out edges that ask more than another to the same state.
 *
 * Cost: quadratic in the number of states.
 * Source: Etessami & Holzmann, "Optimizing Büchi Automata", CONCUR 2000.
 */
export function reduced(automaton: Buchi): Buchi {
  const reachable = automaton.edges.map((_, state) => reachableFrom(automaton, state));
  // What is never visited again may count as accepting or not: not, so that more states are alike.
  const accepting = automaton.accepting.map((is, state) => is && reachable[state]!.has(state));
  const isLive = accepting.map(
    (is, state) => is || [...reachable[state]!].some((to) => accepting[to]),
  );
  const edges = automaton.edges.map((leaving) => leaving.filter(({ to }) => isLive[to]));
  const classes = classesOf({ ...automaton, accepting, edges });
  return merged({ ...automaton, accepting, edges }, classes);
}

function reachableFrom({ edges }: Buchi, from: number): ReadonlySet<number> {
  const reached = new Set<number>();
  const waiting = [from];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const { to } of edges[state]!) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}

/** The class of each state: states of one class accept alike and lead alike to the same classes. */
function classesOf({ accepting, edges }: Buchi): readonly number[] {
  let classes = accepting.map(Number);
  let countBefore = 0;
  for (;;) {
    const signatures = edges.map((leaving, state) => signatureOf(state, leaving, classes));
    const numbers = new Map([...new Set(signatures)].map((text, number) => [text, number]));
    if (numbers.size === countBefore) return classes;
    classes = signatures.map((text) => numbers.get(text)!);
    countBefore = numbers.size;
  }
}

function signatureOf(state: number, leaving: readonly BuchiEdge[], classes: readonly number[]) {
  const texts = loosest(leaving, classes).map(
    ({ to, requires, forbids }) => `${classes[to]},${requires},${forbids}`,
  );
  return [classes[state], ...texts.sort()].join(';');
}

/** One state for each class that can be reached, numbered in the order in which they are met. */
function merged({ initial, accepting, edges }: Buchi, classes: readonly number[]): Buchi {
  const members: number[] = [];
  const numbers = new Map<number, number>();
  const numberOf = (state: number): number => {
    const known = numbers.get(classes[state]!);
    if (known !== undefined) return known;
    numbers.set(classes[state]!, members.length);
    return members.push(state) - 1;
  };
  const starts = [...new Set(initial.map(numberOf))];
  const merging: BuchiEdge[][] = [];
  for (let number = 0; number < members.length; number += 1) {
    merging[number] = loosest(edges[members[number]!]!, classes).map((edge) => ({
      ...edge,
      to: numberOf(edge.to),
    }));
  }
  return {
    stateCount: members.length,
    initial: starts,
    accepting: members.map((state) => accepting[state]!),
    edges: merging,
  };
}

/** Of the edges to one class, those that ask no more than another: as sets, and each set once. */
function loosest(leaving: readonly BuchiEdge[], classes: readonly number[]): readonly BuchiEdge[] {
  const asksLess = (a: BuchiEdge, b: BuchiEdge) =>
    classes[a.to] === classes[b.to] &&
    (a.requires & ~b.requires) === 0 &&
    (a.forbids & ~b.forbids) === 0;
  return leaving.filter((edge, index) =>
    leaving.every(
      (other, place) => !asksLess(other, edge) || (asksLess(edge, other) && place >= index),
    ),
  );
}
