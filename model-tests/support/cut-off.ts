import type { StateGraph } from '#faultline';

type State = StateGraph['states'][number];

/**
 * The states from which no wanted state can be reached, whatever happens.
 *
 * A state that is reachable is a possibility; that it is reachable from everywhere, which this says
 * when nothing is cut off, is half of liveness.
 *
 * Cost: each edge twice.
 * Source: Baier & Katoen, "Principles of Model Checking", 2008, §6.4.2: the states of EF, backwards.
 */
export function cutOff(
  { states, edges }: StateGraph,
  isWanted: (state: State['record']) => boolean,
): readonly State[] {
  const before = states.map((): number[] => []);
  for (const { from, to } of edges) before[to]?.push(from);
  const reach = new Set(states.filter(({ record }) => isWanted(record)).map(({ id }) => id));
  // A set that grows while it is read: the iteration comes to what is added.
  for (const id of reach) before[id]?.forEach((from) => reach.add(from));
  return states.filter(({ id }) => !reach.has(id));
}
