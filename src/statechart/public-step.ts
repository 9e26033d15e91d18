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
  return stepOf({
    chart,
    snapshot: snapshot as AnyMachineSnapshot,
    actions,
    running: [],
    taken: true,
  });
}

/** A step by XState's public `transition`. See {@link publicStart}. */
export function publicStep(
  chart: AnyStateMachine,
  state: LocalState,
  event: EventObject,
): LocalStep {
  const taken = state.snapshot.can(event);
  const [snapshot, actions] = transition(chart, state.snapshot as never, event as never);
  return stepOf({
    chart,
    snapshot: snapshot as AnyMachineSnapshot,
    actions,
    running: state.timers,
    taken,
  });
}

/** The step when a timer fires, by XState's public `transition`. See {@link publicStart}. */
export function publicFire(chart: AnyStateMachine, state: LocalState, timer: Timer): LocalStep {
  const timers = state.timers.filter(({ id }) => id !== timer.id);
  return publicStep(chart, { ...state, timers }, timer.event);
}

interface Transitioned {
  readonly chart: AnyStateMachine;
  readonly snapshot: AnyMachineSnapshot;
  readonly actions: readonly Executable[];
  /** The timers that ran before. */
  readonly running: readonly Timer[];
  readonly taken: boolean;
}

function stepOf({ chart, snapshot, actions, running, taken }: Transitioned): LocalStep {
  const { sent, observed, timers } = applyEffects(chart, actions, running);
  const left = snapshot.status === 'active' ? timers : [];
  return { next: localState(chart, snapshot, left), sent, observed, taken };
}
