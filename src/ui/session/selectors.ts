import type { StateRecord } from '../../system/state-record.ts';
import type { Enabled, Judgement, Stepper } from '../../trace/simulation/stepper.ts';
import { isSameState } from './follow.ts';
import { branchOf, wayTo, type Session, type StepNode } from './session.ts';

// A node belongs to one model for ever, so what was worked out for it is remembered with it.
const enabledAt = new WeakMap<StepNode, readonly Enabled[]>();
const recordAt = new WeakMap<StepNode, StateRecord>();
const judgedAt = new WeakMap<StepNode, readonly Judgement[]>();

/**
 * What can be done in the state of a node.
 *
 * @throws FaultlineError `FL2xx` when a chart errs in one of the steps.
 */
export function enabledIn(stepper: Stepper, node: StepNode): readonly Enabled[] {
  return remembered(enabledAt, node, () => stepper.enabled(node.slots));
}

/** The state of a node as plain data. */
export function recordOf(stepper: Stepper, node: StepNode): StateRecord {
  return remembered(recordAt, node, () => stepper.record(node.slots));
}

/**
 * What the properties say of a node and the step that led to it.
 *
 * @throws FaultlineError `FL3xx` when a property errs.
 */
export function judgedIn(stepper: Stepper, session: Session, node: StepNode): readonly Judgement[] {
  return remembered(judgedAt, node, () =>
    stepper.judge(wayTo(session, node.id).map(({ slots }) => slots)),
  );
}

/** The names of the properties that are violated at a node. */
export function violatedAt(stepper: Stepper, session: Session, node: StepNode): readonly string[] {
  return judgedIn(stepper, session, node)
    .filter(({ property, is }) => is === false && property.kind !== 'reachable')
    .map(({ name }) => name);
}

/** The step of the branch, up to the selected one, whose state an action leads back to; undefined if none. */
export function leadsBackTo(session: Session, taken: Enabled): number | undefined {
  return wayTo(session, session.selected).find((node) => isSameState(node, taken))?.depth;
}

/** The first step of the branch in which something is violated; undefined if none. */
export function firstViolation(stepper: Stepper, session: Session): number | undefined {
  return branchOf(session).find((node) => violatedAt(stepper, session, node).length > 0)?.depth;
}

function remembered<Value extends object>(
  memory: WeakMap<StepNode, Value>,
  node: StepNode,
  workOut: () => Value,
): Value {
  const known = memory.get(node);
  if (known !== undefined) return known;
  const value = workOut();
  memory.set(node, value);
  return value;
}
