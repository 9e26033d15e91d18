import {
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
} from 'xstate';
import { applyEffects, type Executable } from './effects.ts';
import { localState, type LocalState, type Timer } from './local-state.ts';
import type { LocalStep } from './local-step.ts';

/**
 * The first step of a chart by XState's public `initialTransition`: slow, and independent of
 * {@link stepperOf}, against which it is compared.
 */
export function publicStart(chart: AnyStateMachine, input: unknown): LocalStep {
  const [snapshot, actions] = initialTransition(chart, input as never);
  return stepFrom(chart, snapshot as AnyMachineSnapshot, actions, [], true);
}

/** A step by XState's public `transition`. See {@link publicStart}. */
export function publicStep(
  chart: AnyStateMachine,
  state: LocalState,
  event: EventObject,
): LocalStep {
  const taken = state.snapshot.can(event as never);
  const [snapshot, actions] = transition(chart, state.snapshot as never, event as never);
  return stepFrom(chart, snapshot as AnyMachineSnapshot, actions, state.timers, taken);
}

/** The step when a timer fires, by XState's public `transition`. See {@link publicStart}. */
export function publicFire(chart: AnyStateMachine, state: LocalState, timer: Timer): LocalStep {
  const timers = state.timers.filter(({ id }) => id !== timer.id);
  return publicStep(chart, { ...state, timers }, timer.event);
}

function stepFrom(
  chart: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  actions: readonly Executable[],
  running: readonly Timer[],
  taken: boolean,
): LocalStep {
  const { sent, observed, timers } = applyEffects(chart, actions, running);
  const left = snapshot.status === 'active' ? timers : [];
  return { next: localState(chart, snapshot, left), sent, observed, taken };
}
