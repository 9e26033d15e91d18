import type { Action } from '../../system/action.ts';
import { causality } from '../../report/spacetime/causality.ts';
import type { Stepper } from '../../trace/simulation/stepper.ts';
import { sameSlots } from '../../trace/trace.ts';
import { followActions } from './follow.ts';
import { branchOf, select, selectStep, type Session } from './session.ts';
import { traceAlongBranch } from './trace-along.ts';

/** The branch with two steps the other way round, or why it cannot be. */
export type Swap =
  | { readonly kind: 'swapped'; readonly session: Session }
  | { readonly kind: 'refused'; readonly because: string };

/**
 * Takes a step of the branch before the one that it came after, and all others as they were: a branch of
 * its own. Refused when one of the two is the reason for the other, and when the model says that their
 * order matters: the states after both must be the same. The step of the same number stays selected.
 *
 * @param step - Its number, from 2.
 *
 * Source: Mazurkiewicz, "Trace Theory", 1987: independent neighbors may be exchanged.
 */
export function swapped(stepper: Stepper, session: Session, step: number): Swap {
  const branch = branchOf(session);
  const [start, first, second] = branch.slice(step - 2, step + 1);
  if (start === undefined || first?.taken === undefined || second?.taken === undefined) {
    return refused('there is no step before it');
  }
  const causes = causality(traceAlongBranch(stepper, session))[step - 1];
  if (causes?.past.includes(step - 1) === true)
    return refused(reasonOf(first.taken.action, second.taken.action));
  const order = [second.taken.action, first.taken.action];
  const there = followActions(stepper, select(session, start.id), order);
  if (there.steps === 0) return refused(`it cannot happen before step ${step - 1} in this model`);
  if (there.steps === 1) return refused(`step ${step - 1} cannot happen after it in this model`);
  const end = there.session.nodes[there.session.selected];
  if (end === undefined || !sameSlots(end.slots, second.slots)) {
    return refused('the other order leads to another state');
  }
  const rest = branch.slice(step + 1).flatMap(({ taken }) => taken?.action ?? []);
  const whole = followActions(stepper, there.session, rest).session;
  return { kind: 'swapped', session: selectStep(whole, step) };
}

function reasonOf(first: Action, second: Action): string {
  const isHere = 'process' in first && 'process' in second && first.process === second.process;
  if (first.kind === 'tick' || second.kind === 'tick')
    return 'a tick happens at every process at once';
  const isOfNetwork = ['drop', 'duplicate', 'reorder'].includes(second.kind);
  if (isHere && !isOfNetwork) return `both happen at ${first.process}, one after the other`;
  return 'its message is there only because of the step before';
}

function refused(because: string): Swap {
  return { kind: 'refused', because };
}
