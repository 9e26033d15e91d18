import type { Buchi } from './buchi-automaton.ts';

/**
 * Tells of each state of an automaton whether it is in a cycle with an accepting one: no run that is
 * accepted visits another again and again.
 *
 * Cost: quadratic in the number of states, which are few.
 */
export function hopefulPlaces({ edges, accepting }: Buchi): readonly boolean[] {
  const after = edges.map((_, place) => placesAfter(edges, place));
  return after.map((onward, place) =>
    [...onward].some((to) => accepting[to] === true && after[to]!.has(place)),
  );
}

/** The states to which one or more edges lead. */
function placesAfter(edges: Buchi['edges'], place: number): ReadonlySet<number> {
  const found = new Set(edges[place]!.map(({ to }) => to));
  for (const reached of found) for (const { to } of edges[reached]!) found.add(to);
  return found;
}
