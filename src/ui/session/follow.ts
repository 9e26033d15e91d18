import type { Action } from '../../system/action.ts';
import { sameSlots } from '../../trace/trace.ts';
import type { Stepper } from '../../trace/simulation/stepper.ts';
import { newSession, selectedNode, take, type Session } from './session.ts';

/** How far somebody's steps could be taken again. */
export interface Followed {
  readonly session: Session;
  /** How many of the steps could be taken. */
  readonly steps: number;
}

/** Begins in an initial state; in the first one when there are not so many. */
export function begin(stepper: Stepper, initial = 0): Session {
  const known = stepper.starts[initial] === undefined ? 0 : initial;
  return newSession(stepper.starts[known] as Int32Array, known);
}

/** Takes steps by the places of their actions among those enabled, as far as there are so many. */
export function followChoices(
  stepper: Stepper,
  initial: number,
  choices: readonly number[],
): Followed {
  let session = begin(stepper, initial);
  for (const [steps, choice] of choices.entries()) {
    const taken = stepper.enabled(selectedNode(session).slots)[choice];
    if (taken === undefined) return { session, steps };
    session = take(session, choice, taken);
  }
  return { session, steps: choices.length };
}

/** Takes steps by their actions, after what has been done already, as far as they are enabled. */
export function followActions(
  stepper: Stepper,
  from: Session,
  actions: readonly Action[],
): Followed {
  return followWhere(
    stepper,
    from,
    actions.map((action) => {
      const wanted = JSON.stringify(action);
      return (one) => JSON.stringify(one.action) === wanted;
    }),
  );
}

/** Takes steps by their labels, after what has been done already, as far as they are enabled. */
export function followLabels(stepper: Stepper, from: Session, labels: readonly string[]): Followed {
  return followWhere(
    stepper,
    from,
    labels.map((label) => (one) => one.label === label),
  );
}

/** Whether two nodes of a session are the same state. */
export function isSameState(left: { slots: Int32Array }, right: { slots: Int32Array }): boolean {
  return sameSlots(left.slots, right.slots);
}

type Wanted = (one: { readonly action: Action; readonly label: string }) => boolean;

function followWhere(stepper: Stepper, from: Session, wanted: readonly Wanted[]): Followed {
  let session = from;
  for (const [steps, isWanted] of wanted.entries()) {
    const enabled = stepper.enabled(selectedNode(session).slots);
    const choice = enabled.findIndex(isWanted);
    const taken = enabled[choice];
    if (taken === undefined) return { session, steps };
    session = take(session, choice, taken);
  }
  return { session, steps: wanted.length };
}
