import type { EventObject } from 'xstate';
import { FaultlineError } from '../errors.ts';
import { canonical } from './canonical.ts';
import type { SentMessage, Timer } from './local-state.ts';
import { placeText, type Place } from './place.ts';

/** An action that XState has resolved and would execute. */
export interface Executable {
  readonly type: string;
  readonly params: unknown;
  readonly exec: unknown;
  /** What the action is given; the context is as the actions before it have left it. */
  readonly info: { readonly context: Context };
}

type Context = Readonly<Record<string, unknown>>;

/** Something that a chart emits in a step: a message or an observation. */
export interface Emission {
  readonly event: EventObject;
  /** The context as it was then. */
  readonly context: Context;
}

/** What the effects of one step come to. */
export interface Effects {
  readonly sent: readonly SentMessage[];
  readonly observed: readonly EventObject[];
  readonly timers: readonly Timer[];
  /** Messages and observations together, in order. */
  readonly emissions: readonly Emission[];
  /** The ids of the timers that were started, those that were stopped again included. */
  readonly started: readonly string[];
}

/**
 * Sorts the effects of a step into messages, observations and timers, in the order of the chart.
 *
 * @param place - The step; its timers are those that ran before.
 * @throws FaultlineError `FL201`, `FL202`, `FL204`, `FL205`, `FL210` or `FL212` for an effect that
 * cannot be explored.
 */
export function applyEffects(place: Place, executed: readonly Executable[]): Effects {
  const sent: SentMessage[] = [];
  const observed: EventObject[] = [];
  const emissions: Emission[] = [];
  const started: string[] = [];
  let timers = place.from?.timers ?? [];
  for (const { type, params, exec, info } of executed) {
    switch (type) {
      case 'xstate.emit': {
        const event = emittedEvent(place, (params as { event: unknown }).event);
        if (isSent(place, event)) sent.push(event);
        else observed.push(event);
        emissions.push({ event, context: info.context });
        canonical(event, `the event "${event.type}" that chart "${place.chart.id}" emits`);
        break;
      }
      case 'xstate.raise':
        timers = withTimer(place, timers, params as RaiseParams);
        started.push(timerId(params as RaiseParams));
        break;
      case 'xstate.cancel':
        timers = timers.filter(({ id }) => id !== (params as { sendId: string }).sendId);
        break;
      case 'xstate.log':
        break;
      default:
        refuse(place, type, exec);
    }
  }
  return { sent, observed, timers, emissions, started };
}

function emittedEvent({ chart }: Place, event: unknown): EventObject {
  if (typeof (event as Partial<EventObject> | null | undefined)?.type === 'string') {
    return event as EventObject;
  }
  throw new FaultlineError(
    'FL202',
    `Chart "${chart.id}" emits ${JSON.stringify(event) ?? String(event)}, which is not an event.`,
    'give emit() or send() an object with a type: { type: "voteYes" }.',
  );
}

interface RaiseParams {
  readonly event: EventObject;
  readonly id?: string;
  readonly delay: unknown;
}

/** The running timers and the one that a `raise` starts; without a delay it starts none. */
function withTimer(place: Place, timers: readonly Timer[], raised: RaiseParams): readonly Timer[] {
  const { event, delay } = raised;
  // XState has given the chart an event without delay already. A timer without duration is a slip.
  if (delay === undefined && !event.type.startsWith('xstate.after.')) return timers;
  if (typeof delay !== 'number' || !Number.isFinite(delay) || delay < 0) {
    throw new FaultlineError(
      'FL212',
      `${placeText(place)} starts a timer with the delay ${String(delay)}.`,
      'let the delay be a number, 0 or more.',
    );
  }
  const id = timerId(raised);
  if (timers.some((other) => other.id === id)) throw startedTwice(place, event.type);
  return [...timers, { id, event, delay }];
}

/** XState gives an anonymous event a random name: nothing can cancel it. */
function timerId({ id, event }: RaiseParams): string {
  return id ?? `anonymous ${event.type}`;
}

function startedTwice(place: Place, type: string): FaultlineError {
  if (type.startsWith('xstate.after.')) {
    // So XState does when a transition leads to the state in which it begins by way of a history state.
    return new FaultlineError(
      'FL212',
      `${placeText(place)} starts the timer "${type}" again without leaving its state, and XState would let both fire.`,
      'let the transition leave the state first, with "reenter: true".',
    );
  }
  return new FaultlineError(
    'FL212',
    `${placeText(place)} raises "${type}" after a delay while an earlier one waits, and XState would let both come.`,
    `give it an id, and cancel it first: [cancel('${type}'), raise({ type: '${type}' }, { delay, id: '${type}' })].`,
  );
}

function isSent(place: Place, event: EventObject): event is SentMessage {
  if (!('to' in event)) return false;
  if (typeof event.to === 'string') return true;
  throw new FaultlineError(
    'FL201',
    `${placeText(place)} sends "${event.type}" to ${JSON.stringify(event.to) ?? 'undefined'}, which is not a process.`,
    'give the name of a process, such as "participant1".',
  );
}

function refuse(place: Place, type: string, exec: unknown): never {
  if (isActorEffect(type)) {
    throw new FaultlineError(
      'FL204',
      `${placeText(place)} uses the effect "${type}" on an actor, which cannot be replayed.`,
      'send a message instead, and let the network deliver the answer.',
    );
  }
  if (exec === undefined) {
    throw new FaultlineError(
      'FL210',
      `${placeText(place)} uses the effect "${type}", which is not implemented.`,
      'implement it under "actions" in setup({ actions: { … } }).',
    );
  }
  throw new FaultlineError(
    'FL205',
    `${placeText(place)} runs the effect "${type}", a function whose consequences the checker cannot see.`,
    'use assign() for the context, send() for messages and emit() for what others should notice.',
  );
}

/** Whether XState's effect of this type is one on an actor. */
export function isActorEffect(type: string): boolean {
  return /^xstate\.(sendTo|spawnChild|stopChild)$/.test(type);
}
