import { broadcast, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Ping, Pong } from './messages.ts';

/**
 * The pinger: asks all pongers whether they are there, round by round, and asks again those that have
 * not answered in time.
 */
export const pinger = setup({
  types: {
    input: {} as {
      readonly pongers: readonly ProcessId[];
      /** How many rounds it plays. */
      readonly rounds: number;
      /** How often it asks in a round before it gives up; `null` when it never does. */
      readonly tries: number | null;
    },
    context: {} as {
      readonly pongers: readonly ProcessId[];
      readonly rounds: number;
      readonly tries: number | null;
      /** How many rounds every ponger has answered. */
      readonly over: number;
      /** Who has answered in this round, in the order of `pongers`: it is a set. */
      readonly heard: readonly ProcessId[];
      /** How often it has asked in this round; not counted when it never gives up. */
      readonly asked: number;
    },
    events: {} as Received<Pong> | { type: 'play' },
    emitted: {} as Sent<Ping>,
    tags: {} as 'end',
  },
  guards: {
    isOfThisRound: ({ context }, { round }: { readonly round: number }) =>
      round === context.over + 1,
    isLast: ({ context }) => context.heard.length === context.pongers.length,
    hasPlayedAll: ({ context }) => context.over === context.rounds,
    mayAskAgain: ({ context: { tries, asked } }) => tries === null || asked < tries,
  },
  actions: {
    note: assign({
      heard: ({ context }, { from }: Received<Pong>) =>
        context.pongers.filter((id) => id === from || context.heard.includes(id)),
    }),
    countRound: assign({ over: ({ context }) => context.over + 1, heard: [], asked: 0 }),
    countAsking: assign({
      asked: ({ context: { tries, asked } }) => (tries === null ? 0 : asked + 1),
    }),
    ask: broadcast(
      ({ context }) => context.pongers.filter((id) => !context.heard.includes(id)),
      ({ context }) => ({ type: 'ping', round: context.over + 1 }),
    ),
  },
  delays: { pongTimeout: 1000 },
}).createMachine({
  id: 'pinger',
  context: ({ input }) => ({ ...input, over: 0, heard: [], asked: 0 }),
  initial: 'ready',
  states: {
    ready: {
      always: { guard: 'hasPlayedAll', target: 'finished' },
      on: { play: { target: 'waiting', actions: ['countAsking', 'ask'] } },
    },
    waiting: {
      always: { guard: 'isLast', target: 'ready', actions: 'countRound' },
      on: {
        // An answer to an earlier round says nothing about this one.
        pong: {
          guard: { type: 'isOfThisRound', params: ({ event }) => event },
          actions: { type: 'note', params: ({ event }) => event },
        },
      },
      after: {
        pongTimeout: [
          {
            guard: 'mayAskAgain',
            target: 'waiting',
            reenter: true,
            actions: ['countAsking', 'ask'],
          },
          { target: 'suspecting' },
        ],
      },
    },
    finished: { tags: 'end' },
    // It takes those that have not answered for crashed. It may be wrong.
    suspecting: { tags: 'end' },
  },
});
