import {
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
} from 'xstate';
import { attempt } from './attempt.ts';
import type { LocalState, Timer } from './local-state.ts';
import { restingStep, stepOf, withoutTimer, type LocalStep } from './local-step.ts';
import { readyToExplore } from './restrictions.ts';

/**
 * The first step of a chart by XState's public `initialTransition`: slow, and independent of
 * `stepperOf`, against which it is compared.
 *
 * @throws FaultlineError `FL2xx` for what a chart may not do.
 */
export function publicStart(chart: AnyStateMachine, input: unknown): LocalStep {
  const machine = readyCopy(chart);
  const place = { chart: machine, from: undefined, event: { type: 'xstate.init' } };
  const [snapshot, executed] = attempt(place, () => initialTransition(machine, input as never));
  return stepOf(place, { snapshot: snapshot as AnyMachineSnapshot, executed, handled: true });
}

/** A step by XState's public `transition`. See {@link publicStart}. */
export function publicStep(
  chart: AnyStateMachine,
  from: LocalState,
  event: EventObject,
): LocalStep {
  const resting = restingStep(from);
  if (resting !== undefined) return resting;
  const machine = readyCopy(chart);
  const place = { chart: machine, from, event };
  const { handled, answer } = attempt(place, () => ({
    handled: from.snapshot.can(event),
    answer: transition(machine, from.snapshot as never, event as never),
  }));
  const [snapshot, executed] = answer;
  return stepOf(place, { snapshot: snapshot as AnyMachineSnapshot, executed, handled });
}

/** The step when a timer fires, by XState's public `transition`. See {@link publicStart}. */
export function publicFire(chart: AnyStateMachine, state: LocalState, timer: Timer): LocalStep {
  return publicStep(chart, withoutTimer(state, timer), timer.event);
}

/** One copy for each chart: making one is slow. */
const copies = new WeakMap<AnyStateMachine, AnyStateMachine>();

function readyCopy(chart: AnyStateMachine): AnyStateMachine {
  const machine = copies.get(chart) ?? readyToExplore(chart);
  copies.set(chart, machine);
  return machine;
}
