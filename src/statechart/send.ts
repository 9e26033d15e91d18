import {
  emit,
  enqueueActions,
  type ActionFunction,
  type EventObject,
  type MachineContext,
  type ParameterizedObject,
} from 'xstate';
import type { ProcessId, Sent } from '../protocol/messages.ts';

type Params = ParameterizedObject['params'] | undefined;

/** What a chart knows when it sends: its context and the event that it is taking. */
export interface SendArguments<Context, Event> {
  readonly context: Context;
  readonly event: Event;
}

type Expression<Context, Event, P, Value> =
  Value | ((args: SendArguments<Context, Event>, params: P) => Value);

/**
 * What `NoInfer` is for, in the words that XState uses: TypeScript's own refuses a union of messages
 * beside a function.
 */
type Fixed<Type> = [Type][Type extends unknown ? 0 : never];

/** The message without its address. */
type Body<Emitted> = Emitted extends { readonly to: ProcessId } ? Omit<Emitted, 'to'> : never;

/**
 * Sends a message to one process: XState's own `emit({ ...message, to })`.
 *
 * @param to - The receiver, or a function of context and event that gives it.
 * @param message - The message, or a function of context and event that gives it.
 *
 * @example
 * actions: { voteYes: send(({ context }) => context.coordinator, { type: 'voteYes' }) }
 */
export function send<
  Context extends MachineContext,
  Event extends EventObject,
  P extends Params,
  AllEvents extends EventObject,
  Emitted extends EventObject,
>(
  to: Expression<Fixed<Context>, Fixed<Event>, P, ProcessId>,
  message: Expression<Fixed<Context>, Fixed<Event>, P, Fixed<Body<Emitted>>>,
): ActionFunction<Context, Event, AllEvents, P, never, never, never, never, Emitted> {
  return emit((args: SendArguments<Context, Event>, params: P) => ({
    ...(valueOf(message, args, params) as EventObject),
    to: valueOf(to, args, params),
  })) as never;
}

/**
 * Answers the message that the chart is taking: sends to the process it came from.
 *
 * @param message - The message, or a function of context and event that gives it.
 *
 * @example
 * actions: { answerAbort: reply({ type: 'abort' }) }
 */
export function reply<
  Context extends MachineContext,
  Event extends EventObject,
  P extends Params,
  AllEvents extends EventObject,
  Emitted extends EventObject,
>(
  message: Expression<Fixed<Context>, Fixed<Event>, P, Fixed<Body<Emitted>>>,
): ActionFunction<Context, Event, AllEvents, P, never, never, never, never, Emitted> {
  return send<Context, Event, P, AllEvents, Emitted>(({ event }) => senderOf(event), message);
}

function senderOf(event: EventObject): ProcessId {
  if ('from' in event && typeof event.from === 'string') return event.from;
  throw new Error(`reply() answers a message, and the event "${event.type}" comes from nobody.`);
}

/**
 * Sends the same message to several processes, in the order given: one `emit` for each.
 *
 * @param recipients - The receivers, or a function of context and event that gives them.
 * @param message - The message, or a function of context and event that gives it.
 */
export function broadcast<
  Context extends MachineContext,
  Event extends EventObject,
  P extends Params,
  AllEvents extends EventObject,
  Emitted extends EventObject,
>(
  recipients: Expression<Fixed<Context>, Fixed<Event>, P, readonly ProcessId[]>,
  message: Expression<Fixed<Context>, Fixed<Event>, P, Fixed<Body<Emitted>>>,
): ActionFunction<Context, Event, AllEvents, P, never, never, never, never, Emitted> {
  return enqueueActions(({ context, event, enqueue }, params) => {
    const args = { context, event } as unknown as SendArguments<Context, Event>;
    const body = valueOf(message, args, params as P) as unknown as EventObject;
    for (const to of valueOf(recipients, args, params as P)) {
      const sent: Sent<EventObject> = { ...body, to };
      enqueue.emit(sent);
    }
  }) as never;
}

function valueOf<Args, P, Value>(
  given: Value | ((args: Args, params: P) => Value),
  args: Args,
  params: P,
) {
  return typeof given === 'function'
    ? (given as (args: Args, params: P) => Value)(args, params)
    : given;
}
