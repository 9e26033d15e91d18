import type { Action, ActionKind } from './action.ts';

/** What each kind of action is: a fault, or something that happens when all goes well. */
const faultKinds: Readonly<Record<ActionKind, boolean>> = {
  deliver: false,
  drop: true,
  duplicate: true,
  reorder: true,
  timeout: false,
  stimulus: false,
  crash: true,
  pause: true,
  partition: true,
  drift: true,
  tick: false,
  // That something is repaired is no fault.
  restart: false,
  resume: false,
  heal: false,
};

/** Whether an action is a fault: something that goes wrong, not its repair. */
export function isFault({ kind }: Action): boolean {
  return faultKinds[kind];
}
