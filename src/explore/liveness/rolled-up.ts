/** A stem and a cycle: the states, the actions between them, and where the cycle begins. */
export interface Rolled<State, Action> {
  /** The last is the same as the one in which the cycle begins. */
  readonly states: readonly State[];
  readonly actions: readonly Action[];
  /** An index of `states`. */
  readonly cycleStart: number;
}

/**
 * The same behavior with a stem as short as can be: where the last step of the stem leaves the state that
 * the last step of the cycle leaves, the cycle begins with it.
 *
 * Cost: linear in the length.
 */
export function rolledUp<State, Action>(
  { states, actions, cycleStart }: Rolled<State, Action>,
  isSame: (left: State, right: State) => boolean,
): Rolled<State, Action> {
  const length = actions.length - cycleStart;
  if (length === 0) return { states, actions, cycleStart };
  let start = cycleStart;
  while (start > 0 && isSame(states[start - 1]!, states[start - 1 + length]!)) start -= 1;
  const cycle = actions.slice(cycleStart);
  const turned = Array.from({ length }, (_, at) => cycle[modulo(start - cycleStart + at, length)]!);
  return {
    states: states.slice(0, start + length + 1),
    actions: [...actions.slice(0, start), ...turned],
    cycleStart: start,
  };
}

function modulo(number: number, length: number): number {
  return ((number % length) + length) % length;
}
