import { reply, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Ping, Pong } from './messages.ts';

/** A ponger: answers every ping, as often as it comes. */
export const ponger = setup({
  types: {
    context: {} as {
      /** The latest round that it has heard of; 0 before the first. */
      readonly last: number;
    },
    events: {} as Received<Ping>,
    emitted: {} as Sent<Pong>,
  },
  actions: {
    note: assign({
      last: ({ context }, { round }: { readonly round: number }) => Math.max(context.last, round),
    }),
    answer: reply((_, { round }: { readonly round: number }) => ({ type: 'pong', round })),
  },
}).createMachine({
  id: 'ponger',
  context: { last: 0 },
  initial: 'listening',
  states: {
    listening: {
      on: {
        ping: {
          actions: [
            { type: 'note', params: ({ event }) => event },
            { type: 'answer', params: ({ event }) => event },
          ],
        },
      },
    },
  },
});
