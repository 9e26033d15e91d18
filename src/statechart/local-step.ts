import {
  createEmptyActor,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
} from 'xstate';
import { FaultlineError } from '../errors.ts';
import { canonical } from './canonical.ts';
import { applyEffects, type Executable } from './effects.ts';
import { withoutClock } from './forbid-clock.ts';
import { localState, type LocalState, type SentMessage, type Timer } from './local-state.ts';
import { checkRestrictions } from './restrictions.ts';

/** What one event does to one process. */
export interface LocalStep {
  readonly next: LocalState;
  readonly sent: readonly SentMessage[];
  /** Emitted events without `to`: for monitors and histories. */
  readonly observed: readonly EventObject[];
  /** False when the chart has no transition for the event in this state. */
  readonly taken: boolean;
}

/** A chart made ready for local steps. */
export interface Stepper {
  /** The first step of a process: its initial state, and what its entry effects send. */
  start(input: unknown): LocalStep;
  /** The step on an event that is delivered, a stimulus, or `timer.event` of a running timer. */
  step(state: LocalState, event: EventObject): LocalStep;
  /** The step when a running timer fires; it no longer runs afterwards unless it is started again. */
  fire(state: LocalState, timer: Timer): LocalStep;
}

/** More microsteps than this in one step are taken to be an endless loop. */
const microstepsMax = 1000;

/** One local step in so many is computed twice and compared. */
const recheckEvery = 16;

/**
 * Makes a chart ready for local steps, computed by XState itself through one reused actor scope
 * (3-4 times faster than the public `transition`, which builds an actor on each call).
 *
 * @param chart - Must be plain XState: see `docs/guide` for what a role may not do.
 * @throws FaultlineError `FL204`, `FL210` when the chart contains what cannot be explored.
 *
 * Cost: 5-15 µs a step; the caller remembers the steps.
 */
export function stepperOf(chart: AnyStateMachine): Stepper {
  checkRestrictions(chart);
  // A copy, because the author's own machine must keep its options.
  const machine = chart.provide({}) as AnyStateMachine;
  machine.options = {
    ...machine.options,
    maxIterations: Math.min(machine.options.maxIterations ?? microstepsMax, microstepsMax),
  };
  const compute = (from: LocalState | undefined, event: EventObject, input: unknown) =>
    computeStep(machine, from, event, input);
  let steps = 0;
  const checked = (
    from: LocalState | undefined,
    event: EventObject,
    input?: unknown,
  ): LocalStep => {
    const step = compute(from, event, input);
    steps += 1;
    if (steps % recheckEvery === 1) requireSame(machine, event, step, compute(from, event, input));
    return step;
  };
  return {
    start: (input) => checked(undefined, { type: 'xstate.init' }, input),
    step: (state, event) => checked(state, event),
    fire: (state, timer) =>
      checked({ ...state, timers: state.timers.filter(({ id }) => id !== timer.id) }, timer.event),
  };
}

function computeStep(
  machine: AnyStateMachine,
  from: LocalState | undefined,
  event: EventObject,
  input: unknown,
): LocalStep {
  const executed: Executable[] = [];
  const scope = scopeFor((action) => executed.push(action));
  const outcome = withoutClock(() => {
    if (from === undefined) {
      return {
        snapshot: machine.getInitialSnapshot(scope, input) as AnyMachineSnapshot,
        taken: true,
      };
    }
    const taken = from.snapshot.can(event);
    return {
      snapshot: machine.transition(from.snapshot, event, scope) as AnyMachineSnapshot,
      taken,
    };
  });
  if (outcome.read !== undefined) throw readsClock(machine, from, event, outcome.read);
  // XState keeps an error of the first step in the snapshot instead of throwing it.
  const failure = outcome.failure ?? swallowed(outcome.value.snapshot);
  if (failure !== undefined) throw explain(machine, from, event, failure.error);
  const { snapshot, taken } = outcome.value as { snapshot: AnyMachineSnapshot; taken: boolean };
  const { sent, observed, timers } = applyEffects(machine, executed, from?.timers ?? []);
  const running = snapshot.status === 'active' ? timers : [];
  return { next: localState(machine, snapshot, running), sent, observed, taken };
}

const emptyActor = createEmptyActor();

function scopeFor(execute: (action: Executable) => void): AnyActorScope {
  const nothing = (): void => undefined;
  return {
    self: emptyActor,
    system: emptyActor.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: execute,
  };
}

function swallowed(snapshot: AnyMachineSnapshot): { error: unknown } | undefined {
  return snapshot.status === 'error' ? { error: snapshot.error } : undefined;
}

function placeOf(
  machine: AnyStateMachine,
  from: LocalState | undefined,
  event: EventObject,
): string {
  if (from === undefined) return `Chart "${machine.id}", starting,`;
  const state = JSON.stringify(from.snapshot.value).replaceAll('"', '');
  return `Chart "${machine.id}", in state "${state}" on event "${event.type}",`;
}

function readsClock(
  machine: AnyStateMachine,
  from: LocalState | undefined,
  event: EventObject,
  what: string,
): FaultlineError {
  return new FaultlineError(
    'FL206',
    `${placeOf(machine, from, event)} reads ${what}.`,
    'use a timer (`after`), or pass the value in through the message, the input or a stimulus.',
  );
}

function explain(
  machine: AnyStateMachine,
  from: LocalState | undefined,
  event: EventObject,
  error: unknown,
): FaultlineError {
  if (error instanceof FaultlineError) return error;
  const place = placeOf(machine, from, event);
  const message = error instanceof Error ? error.message : String(error);
  if (/read only property|not extensible|Cannot delete property|Cannot redefine/.test(message)) {
    return new FaultlineError(
      'FL207',
      `${place} changes its context in place: ${message}.`,
      'return the new value from assign() instead: assign({ list: ({ context }) => [...context.list, item] }).',
      { cause: error },
    );
  }
  if (message.includes('Infinite loop detected')) {
    return new FaultlineError(
      'FL209',
      `${place} took more than ${microstepsMax} eventless or raised transitions without coming to rest.`,
      'guard the `always` or `raise` so that it stops.',
      { cause: error },
    );
  }
  return new FaultlineError(
    'FL203',
    `${place} threw an error: ${message}`,
    'mend the guard, effect or expression; it must be defined for every event that can arrive here.',
    { cause: error },
  );
}

function requireSame(
  machine: AnyStateMachine,
  event: EventObject,
  first: LocalStep,
  second: LocalStep,
) {
  const text = ({ next, sent, observed }: LocalStep) =>
    canonical([next.key, sent, observed] as unknown, `what "${machine.id}" emits`);
  if (text(first) === text(second)) return;
  throw new FaultlineError(
    'FL208',
    `Chart "${machine.id}" answered event "${event.type}" in two ways when the same step was computed twice.`,
    'let guards and effects depend on context and event only: no counters or caches outside the chart.',
  );
}
