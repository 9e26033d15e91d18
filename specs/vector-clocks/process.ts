import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { EventName, Message, VectorClock } from './messages.ts';

/** An event as the properties see it: its time, and what it is linked to. */
export interface LoggedEvent {
  readonly clock: VectorClock;
  /** Of the receipt of a message, the event that sent it; `null` otherwise. */
  readonly sentBy: EventName | null;
}

/** What a process keeps on disk: it survives a crash. */
export interface Durable {
  readonly clock: VectorClock;
  /** Ghost: every event so far. No guard reads it. */
  readonly log: readonly LoggedEvent[];
  /** How often the process will still act or send. The clocks set no bound; a check needs one. */
  readonly rounds: number;
}

/**
 * A process with a vector clock: it acts by itself, and sends and receives messages.
 *
 * Source: Mattern 1989; Fidge 1988.
 */
export const process = setup({
  types: {
    input: {} as {
      readonly self: ProcessId;
      readonly processes: readonly ProcessId[];
      readonly rounds: number;
      /** What is on disk when the process restarts. */
      readonly recovered?: Durable;
    },
    context: {} as Durable & { readonly self: ProcessId },
    events: {} as { type: 'act' } | { type: 'send'; readonly to: ProcessId } | Received<Message>,
    emitted: {} as Sent<Message>,
  },
  guards: {
    hasMoreRounds: ({ context }) => context.rounds > 0,
  },
  actions: {
    countRound: assign({ rounds: ({ context }) => context.rounds - 1 }),
    // Every event counts, at the place of its own process.
    countEvent: assign({
      clock: ({ context: { clock, self } }) => ({ ...clock, [self]: (clock[self] ?? 0) + 1 }),
    }),
    // What is known of each process: what was known before, or what the sender knew.
    merge: assign({
      clock: ({ context: { clock } }, message: Received<Message>) =>
        Object.fromEntries(
          Object.entries(clock).map(([id, known]) => [id, Math.max(known, message.clock[id] ?? 0)]),
        ),
    }),
    logEvent: assign({
      log: ({ context: { log, clock } }, { sentBy }: { sentBy: EventName | null }) => [
        ...log,
        { clock, sentBy },
      ],
    }),
    sendMessage: send(
      (_, { to }: { to: ProcessId }) => to,
      ({ context: { self, clock, log } }) => ({
        type: 'message',
        clock,
        sentBy: { process: self, number: log.length },
      }),
    ),
  },
}).createMachine({
  id: 'process',
  context: ({ input: { self, processes, rounds, recovered } }) => ({
    self,
    clock: recovered?.clock ?? Object.fromEntries(processes.map((id) => [id, 0])),
    log: recovered?.log ?? [],
    rounds: recovered?.rounds ?? rounds,
  }),
  on: {
    act: {
      guard: 'hasMoreRounds',
      actions: ['countRound', 'countEvent', { type: 'logEvent', params: { sentBy: null } }],
    },
    send: {
      guard: 'hasMoreRounds',
      actions: [
        'countRound',
        'countEvent',
        { type: 'logEvent', params: { sentBy: null } },
        { type: 'sendMessage', params: ({ event }) => event },
      ],
    },
    message: {
      actions: [
        { type: 'merge', params: ({ event }) => event },
        'countEvent',
        { type: 'logEvent', params: ({ event }) => event },
      ],
    },
  },
});
