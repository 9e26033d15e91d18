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

/** The message without its address. */
type Body<Emitted> = Emitted extends { readonly to: ProcessId } ? Omit<Emitted, 'to'> : never;

type SendAction<
  Context extends MachineContext,
  Event extends EventObject,
  P extends Params,
  AllEvents extends EventObject,
  Emitted extends EventObject,
> = ActionFunction<Context, Event, AllEvents, P, never, never, never, never, Emitted>;

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
  to: NoInfer<Expression<Context, Event, P, ProcessId>>,
  message: NoInfer<Expression<Context, Event, P, Body<Emitted>>>,
): SendAction<Context, Event, P, AllEvents, Emitted> {
  return emit((args: SendArguments<Context, Event>, params: P) => ({
    ...(valueOf(message, args, params) as EventObject),
    to: valueOf(to, args, params),
  })) as unknown as SendAction<Context, Event, P, AllEvents, Emitted>;
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
  recipients: NoInfer<Expression<Context, Event, P, readonly ProcessId[]>>,
  message: NoInfer<Expression<Context, Event, P, Body<Emitted>>>,
): SendAction<Context, Event, P, AllEvents, Emitted> {
  return enqueueActions(({ context, event, enqueue }, params) => {
    const args = { context, event } as unknown as SendArguments<Context, Event>;
    const body = valueOf(message, args, params as P) as unknown as EventObject;
    for (const to of valueOf(recipients, args, params as P)) {
      const sent: Sent<EventObject> = { ...body, to };
      enqueue.emit(sent);
    }
  }) as unknown as SendAction<Context, Event, P, AllEvents, Emitted>;
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
