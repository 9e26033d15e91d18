import { broadcast, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import type { VectorClock } from '../vector-clocks/messages.ts';
import type { Broadcasted, Delivered, Message } from './messages.ts';

/** A message that has come, and is not delivered yet. */
export interface Held {
  readonly from: ProcessId;
  readonly clock: VectorClock;
}

/** What a process knows. */
export interface Knowledge {
  readonly self: ProcessId;
  readonly processes: readonly ProcessId[];
  /** How often the process will still broadcast. The protocol sets no bound; a check needs one. */
  readonly broadcasts: number;
  /** How many messages of each process are delivered, those of its own included. */
  readonly clock: VectorClock;
  /** What is put off: in the order of `processes`, and of one process in the order of sending. */
  readonly held: readonly Held[];
  /** The one of them that is delivered next, at once: `null` between steps. */
  readonly ready: Held | null;
}

/** A delivery condition: whether a message may be delivered to a process that has this clock. */
export type DeliveryCondition = (clock: VectorClock, message: Held) => boolean;

/**
 * A process that broadcasts messages, and puts off those that have come too early.
 *
 * Source: Birman, Schiper & Stephenson 1991, §5.1, rules 1 to 3.
 * Left out: groups that change; sending again what is lost.
 */
export const process = setup({
  types: {
    input: {} as Pick<Knowledge, 'self' | 'processes' | 'broadcasts'>,
    context: {} as Knowledge,
    events: {} as { type: 'broadcast' } | Received<Message>,
    emitted: {} as Sent<Message> | Broadcasted | Delivered,
  },
  guards: {
    hasMoreToSay: ({ context }) => context.broadcasts > 0,
    // A network that duplicates may bring a message again.
    isNew: ({ context: { clock, held } }, message: Held) =>
      numberOf(message) > countOf(clock, message.from) &&
      !held.some((other) => isSame(other, message)),
    oneIsReady: ({ context }) => context.ready !== null,
    holdsNone: ({ context }) => context.held.length === 0,
  },
  actions: {
    // Rule 1: a message is stamped with the clock that counts it.
    countOwn: assign({
      broadcasts: ({ context }) => context.broadcasts - 1,
      clock: ({ context: { clock, self } }) => counted(clock, self),
    }),
    observeBroadcast: emit(({ context: { clock, self } }) => ({
      type: 'broadcasted',
      number: countOf(clock, self),
    })),
    sendToOthers: broadcast(
      ({ context: { processes, self } }) => processes.filter((id) => id !== self),
      ({ context }) => ({ type: 'message', clock: context.clock }),
    ),
    // Rule 2: a message is put off until the condition is true.
    hold: assign({
      held: ({ context: { processes, held } }, { from, clock }: Held) =>
        processes.flatMap((id) =>
          [...held, { from, clock }]
            .filter((message) => message.from === id)
            .sort((one, other) => numberOf(one) - numberOf(other)),
        ),
    }),
    findReady: assign({ ready: ({ context }) => firstThat(context, isCausallyNext) }),
    observeDelivery: emit(({ context: { ready } }) => ({
      type: 'delivered',
      sender: ready?.from ?? '',
      number: ready === null ? 0 : numberOf(ready),
    })),
    // Rule 3.
    deliver: assign({
      held: ({ context: { held, ready } }) => held.filter((message) => message !== ready),
      clock: ({ context: { clock, ready } }) => (ready ? counted(clock, ready.from) : clock),
      ready: null,
    }),
  },
}).createMachine({
  id: 'process',
  context: ({ input }) => ({
    ...input,
    clock: Object.fromEntries(input.processes.map((id) => [id, 0])),
    held: [],
    ready: null,
  }),
  initial: 'clear',
  on: {
    broadcast: { guard: 'hasMoreToSay', actions: ['countOwn', 'observeBroadcast', 'sendToOthers'] },
    message: {
      guard: { type: 'isNew', params: ({ event }) => event },
      target: '.holding',
      actions: [{ type: 'hold', params: ({ event }) => event }, 'findReady'],
    },
  },
  states: {
    clear: {},
    // What is delivered may be what another has waited for.
    holding: {
      always: [
        { guard: 'oneIsReady', actions: ['observeDelivery', 'deliver', 'findReady'] },
        { guard: 'holdsNone', target: 'clear' },
      ],
    },
  },
});

/** The first of the messages put off for which a condition is true; `null` when there is none. */
export function firstThat(
  { clock, held }: Pick<Knowledge, 'clock' | 'held'>,
  isNext: DeliveryCondition,
): Held | null {
  return held.find((message) => isNext(clock, message)) ?? null;
}

/**
 * Whether a message is the next of its sender, and nothing is missing that its sender had delivered before.
 *
 * Source: Birman, Schiper & Stephenson 1991, §5.1, rule 2.
 */
export function isCausallyNext(clock: VectorClock, message: Held): boolean {
  return isNextOfSender(clock, message) && knowsOthers(clock, message);
}

/** Whether a message is the next of its sender. */
export function isNextOfSender(clock: VectorClock, message: Held): boolean {
  return numberOf(message) === countOf(clock, message.from) + 1;
}

/** Whether everything is delivered that the sender of a message had delivered of others. */
export function knowsOthers(clock: VectorClock, message: Held): boolean {
  return Object.entries(message.clock).every(
    ([id, count]) => id === message.from || count <= countOf(clock, id),
  );
}

/** Which of the messages of its sender a message is, from 1. */
export function numberOf({ from, clock }: Held): number {
  return countOf(clock, from);
}

function countOf(clock: VectorClock, id: ProcessId): number {
  return clock[id] ?? 0;
}

function counted(clock: VectorClock, id: ProcessId): VectorClock {
  return { ...clock, [id]: countOf(clock, id) + 1 };
}

function isSame(one: Held, other: Held): boolean {
  return one.from === other.from && numberOf(one) === numberOf(other);
}
