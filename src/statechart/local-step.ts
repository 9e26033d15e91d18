import {
  createEmptyActor,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
} from 'xstate';
import { FaultlineError } from '../errors.ts';
import { attempt, explain } from './attempt.ts';
import { canonical, deepFreeze } from './canonical.ts';
import { applyEffects, type Emission, type Executable } from './effects.ts';
import { localState, type LocalState, type SentMessage, type Timer } from './local-state.ts';
import { placeText, type Place } from './place.ts';
import { checkRestrictions, readyToExplore } from './restrictions.ts';

/** What one event does to one process. */
export interface LocalStep {
  readonly next: LocalState;
  readonly sent: readonly SentMessage[];
  /** Emitted events without `to`: for monitors and histories. */
  readonly observed: readonly EventObject[];
  /** Messages and observations together, in the order of the chart. */
  readonly emissions: readonly Emission[];
  /** The ids of the timers that it starts. */
  readonly started: readonly string[];
  /** False when the event means nothing to the chart in this state. */
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

/** Which local steps are computed twice and compared. */
export interface RecheckOptions {
  /** So many first steps: all of them in a small model. */
  readonly recheckFirst?: number;
  /** After that, one step in so many. */
  readonly recheckEvery?: number;
}

/**
 * Makes a chart ready for local steps, computed by XState itself through one reused actor scope
 * (3-4 times faster than the public `transition`, which builds an actor on each call).
 *
 * @param chart - Must be plain XState: see `docs/guide` for what a role may not do.
 * @throws FaultlineError `FL204`, `FL210`, `FL211` when the chart contains what cannot be explored;
 * from the steps, any `FL2xx`.
 *
 * Cost: 5-15 µs a step; the caller remembers the steps.
 */
export function stepperOf(
  chart: AnyStateMachine,
  { recheckFirst = 1000, recheckEvery = 16 }: RecheckOptions = {},
): Stepper {
  checkRestrictions(chart);
  const machine = readyToExplore(chart);
  let steps = 0;
  const checked = (given: Given): LocalStep => {
    const step = compute(machine, given);
    steps += 1;
    if (steps <= recheckFirst || steps % recheckEvery === 0) {
      requireSame({ chart: machine, ...given }, step, compute(machine, given));
    }
    return step;
  };
  return {
    start: (input) => {
      deepFreeze(input);
      return checked({ from: undefined, isWhole: false, event: { type: 'xstate.init' }, input });
    },
    step: (state, event) => {
      deepFreeze(event);
      return checked({ from: state, isWhole: true, event });
    },
    fire: (state, timer) => {
      return checked({ from: withoutTimer(state, timer), isWhole: false, event: timer.event });
    },
  };
}

/** A local state in which a timer does not run any more. */
export function withoutTimer(state: LocalState, timer: Timer): LocalState {
  return { ...state, timers: state.timers.filter(({ id }) => id !== timer.id) };
}

/** The step of a process that has come to a final state: like an actor that has stopped, it stays. */
export function restingStep(state: LocalState): LocalStep | undefined {
  if (state.snapshot.status === 'active') return undefined;
  return { next: state, sent: [], observed: [], emissions: [], started: [], taken: false };
}

/** What XState made of an event. */
export interface Computed {
  readonly snapshot: AnyMachineSnapshot;
  readonly executed: readonly Executable[];
  /** Whether the chart has a transition for the event. */
  readonly handled: boolean;
}

/**
 * The local step that an answer of XState amounts to.
 *
 * @throws FaultlineError for an effect that cannot be explored.
 */
export function stepOf(place: Place, { snapshot, executed, handled }: Computed): LocalStep {
  const { chart, from } = place;
  // XState keeps an error of the first step in the snapshot instead of throwing it.
  if (snapshot.status === 'error') throw explain(place, snapshot.error);
  if (Object.keys(snapshot.children).length > 0) {
    throw new FaultlineError(
      'FL204',
      `${placeText(place)} spawns an actor, which cannot be replayed.`,
      'make it a process of its own, and let the network deliver the messages between them.',
    );
  }
  const { sent, observed, timers, emissions, started } = applyEffects(place, executed);
  const next = localState(chart, snapshot, snapshot.status === 'active' ? timers : []);
  // An `always` may react to an event for which the chart has no transition.
  const reacted = next.key !== from?.key || executed.length > 0;
  return { next, sent, observed, emissions, started, taken: handled || reacted };
}

interface Given {
  readonly from: LocalState | undefined;
  /** Whether the key of `from` is that of all of it; not when a timer has been taken out. */
  readonly isWhole: boolean;
  readonly event: EventObject;
  readonly input?: unknown;
}

function compute(chart: AnyStateMachine, { from, isWhole, event, input }: Given): LocalStep {
  const resting = from && restingStep(from);
  if (resting !== undefined) return resting;
  const executed: Executable[] = [];
  const scope = scopeFor((action) => executed.push(action));
  const place = { chart, from, event };
  const { snapshot, handled } = attempt(place, () =>
    from === undefined
      ? { snapshot: chart.getInitialSnapshot(scope, input), handled: true }
      : {
          handled: from.snapshot.can(event),
          snapshot: chart.transition(from.snapshot, event, scope),
        },
  );
  // XState gives back the very same snapshot when the chart has no transition, and its text is known.
  if (from !== undefined && isWhole && snapshot === from.snapshot && executed.length === 0) {
    return { next: from, sent: [], observed: [], emissions: [], started: [], taken: handled };
  }
  return stepOf(place, { snapshot: snapshot as AnyMachineSnapshot, executed, handled });
}

const emptyActor = createEmptyActor();

/** What guards and effects see as `self`: whoever sends to it leaves the world that is explored. */
const self = Object.create(emptyActor, {
  send: {
    value: () => {
      throw new Error('self.send() is out of reach.');
    },
  },
}) as typeof emptyActor;

/** The scope in which XState computes a step: it hands over every effect and does nothing itself. */
export function scopeFor(execute: (action: Executable) => void): AnyActorScope {
  const nothing = (): void => undefined;
  return {
    self,
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

function requireSame(place: Place, first: LocalStep, second: LocalStep): void {
  const { chart, event } = place;
  const text = ({ next, sent, observed, taken }: LocalStep) =>
    canonical([next.key, sent, observed, taken], `what chart "${chart.id}" emits`);
  if (text(first) === text(second)) return;
  throw new FaultlineError(
    'FL208',
    `Chart "${chart.id}" answered event "${event.type}" in two ways when the same step was computed twice.`,
    'let guards and effects depend on context and event only: no counters or caches outside the chart.',
  );
}
