import type { Buchi, BuchiEdge } from './buchi-automaton.ts';

/**
 * Whether an automaton accepts no behavior at all, whatever the order of states, because of which
 * propositions are true in them: then nobody has to look at the transitions.
 *
 * @param labels - Of each state, the propositions that are true in it, as a bit mask.
 *
 * Cost: one look at each label; states times edges of the automaton, both few.
 */
export function acceptsNone({ edges, initial, accepting }: Buchi, labels: Int32Array): boolean {
  const present = [...new Set(labels)];
  const canRead = ({ requires, forbids }: BuchiEdge): boolean =>
    present.some((label) => (label & requires) === requires && (label & forbids) === 0);
  const next = edges.map((leaving) => leaving.filter(canRead).map(({ to }) => to));
  const reached = closure(initial, next);
  return ![...reached].some(
    (state) => accepting[state] === true && closure(next[state] ?? [], next).has(state),
  );
}

/** These, and all to which edges lead from them. */
function closure(
  from: readonly number[],
  next: readonly (readonly number[])[],
): ReadonlySet<number> {
  const found = new Set(from);
  for (const state of found) for (const to of next[state] ?? []) found.add(to);
  return found;
}
