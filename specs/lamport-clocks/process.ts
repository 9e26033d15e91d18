import { broadcast, reply, type ProcessId, type Received, type Sent } from '#faultline';
import { and, assign, emit, setup } from 'xstate';
import type { Happened, Message } from './messages.ts';

/** What a process knows. */
export interface Knowledge {
  readonly self: ProcessId;
  /** Every process, `self` included. Of two equal time stamps, that of the process named first is less. */
  readonly processes: readonly ProcessId[];
  /** How often the process will still want to enter. The protocol sets no bound; a check needs one. */
  readonly rounds: number;
  /** The logical clock: the number of the latest event. */
  readonly clock: number;
  /** The request queue: the time stamp of each process's request, `null` for none. */
  readonly queue: Readonly<Record<ProcessId, number | null>>;
  /** Who has acknowledged the own request, in the order of `processes`: it is a set. */
  readonly acknowledged: readonly ProcessId[];
}

/**
 * A process that wants to enter the critical section now and then, and keeps a logical clock.
 *
 * Source: Lamport 1978, the implementation rules IR1 and IR2, and rules 1 to 5 of the algorithm.
 * Differs: rule 5(ii) asks for any later message from each other process; here only an acknowledgement
 * will do, as in Merz, LamportMutex.tla. It is always later than the request.
 */
export const process = setup({
  types: {
    input: {} as Pick<Knowledge, 'self' | 'processes' | 'rounds'>,
    context: {} as Knowledge,
    events: {} as { type: 'want' } | { type: 'exit' } | Received<Message>,
    emitted: {} as Sent<Message> | Happened,
  },
  guards: {
    hasMoreRounds: ({ context }) => context.rounds > 0,
    // Rule 5(i): the own request is before every other in the queue.
    isFirstInQueue: ({ context }) =>
      othersOf(context).every((other) => isBefore(context, context.self, other)),
    // Rule 5(ii).
    isAcknowledgedByAll: ({ context }) =>
      context.acknowledged.length === context.processes.length - 1,
  },
  actions: {
    // IR1: the clock goes on between any two events.
    advanceClock: assign({ clock: ({ context }) => context.clock + 1 }),
    // IR2: the receipt of a message is later than its time stamp, and than all that was before.
    advanceClockPast: assign({
      clock: ({ context }, { clock }: Message) => Math.max(context.clock, clock) + 1,
    }),
    observe: emit(({ context }) => ({ type: 'happened', at: context.clock })),
    observeReceipt: emit(({ context }, { clock }: Message) => ({
      type: 'happened',
      at: context.clock,
      sentAt: clock,
    })),
    countRound: assign({ rounds: ({ context }) => context.rounds - 1 }),
    queueOwnRequest: assign({
      queue: ({ context }) => ({ ...context.queue, [context.self]: context.clock }),
      acknowledged: [],
    }),
    removeOwnRequest: assign({
      queue: ({ context }) => ({ ...context.queue, [context.self]: null }),
      acknowledged: [],
    }),
    queueRequest: assign({
      queue: ({ context }, { from, clock }: Received<Message>) => ({
        ...context.queue,
        [from]: clock,
      }),
    }),
    removeRequest: assign({
      queue: ({ context }, { from }: Received<Message>) => ({ ...context.queue, [from]: null }),
    }),
    noteAcknowledgement: assign({
      acknowledged: ({ context }, { from }: Received<Message>) =>
        context.processes.filter((id) => id === from || context.acknowledged.includes(id)),
    }),
    sendRequest: broadcast(
      ({ context }) => othersOf(context),
      ({ context }) => ({ type: 'request', clock: context.clock }),
    ),
    acknowledge: reply(({ context }) => ({ type: 'acknowledgement', clock: context.clock })),
    sendRelease: broadcast(
      ({ context }) => othersOf(context),
      ({ context }) => ({ type: 'release', clock: context.clock }),
    ),
  },
}).createMachine({
  id: 'process',
  context: ({ input }) => ({
    ...input,
    clock: 0,
    queue: Object.fromEntries(input.processes.map((id) => [id, null])),
    acknowledged: [],
  }),
  initial: 'idle',
  on: {
    request: {
      actions: [
        { type: 'advanceClockPast', params: ({ event }) => event },
        { type: 'observeReceipt', params: ({ event }) => event },
        { type: 'queueRequest', params: ({ event }) => event },
        'acknowledge',
      ],
    },
    acknowledgement: {
      actions: [
        { type: 'advanceClockPast', params: ({ event }) => event },
        { type: 'observeReceipt', params: ({ event }) => event },
        { type: 'noteAcknowledgement', params: ({ event }) => event },
      ],
    },
    release: {
      actions: [
        { type: 'advanceClockPast', params: ({ event }) => event },
        { type: 'observeReceipt', params: ({ event }) => event },
        { type: 'removeRequest', params: ({ event }) => event },
      ],
    },
  },
  states: {
    idle: {
      on: {
        want: {
          guard: 'hasMoreRounds',
          target: 'requesting',
          actions: ['countRound', 'advanceClock', 'observe', 'queueOwnRequest', 'sendRequest'],
        },
      },
    },
    // Rule 5: the process finds out by itself when it may enter.
    requesting: {
      always: { guard: and(['isFirstInQueue', 'isAcknowledgedByAll']), target: 'critical' },
    },
    critical: {
      on: {
        exit: {
          target: 'idle',
          actions: ['advanceClock', 'observe', 'removeOwnRequest', 'sendRelease'],
        },
      },
    },
  },
});

function othersOf({ processes, self }: Knowledge): readonly ProcessId[] {
  return processes.filter((id) => id !== self);
}

/**
 * The total order ⇒ of requests: by time stamp, and by process where these are equal.
 *
 * @returns Whether the request of `first` is in the queue before any of `second`.
 */
export function isBefore(
  { queue, processes }: Pick<Knowledge, 'queue' | 'processes'>,
  first: ProcessId,
  second: ProcessId,
): boolean {
  const earlier = queue[first] ?? null;
  const later = queue[second] ?? null;
  if (earlier === null || later === null) return earlier !== null;
  return (
    earlier < later || (earlier === later && processes.indexOf(first) < processes.indexOf(second))
  );
}
