import { reply, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import { isFresh } from './fencing.ts';
import type { Ack, Stale, Write } from './messages.ts';

/**
 * Storage that the lock protects. It looks at the fence of each write, and refuses one that is late.
 *
 * Source: Kleppmann 2016, "How to do distributed locking", section "Making the lock safe with fencing".
 * Left out: what is written.
 */
export const resource = setup({
  types: {
    input: {} as { readonly recovered: { readonly last: number } | undefined },
    /** The fence of the last write that was applied: 0 before the first. It is durable. */
    context: {} as { readonly last: number },
    events: {} as Received<Write>,
    emitted: {} as Sent<Ack | Stale>,
  },
  guards: {
    isFresh: ({ context }, { fence }: { readonly fence: number }) => isFresh(context.last, fence),
  },
  actions: {
    apply: assign({ last: (_, { fence }: { readonly fence: number }) => fence }),
    accept: reply((_, { fence }: { readonly fence: number }) => ({ type: 'ack', fence })),
    refuse: reply((_, { fence }: { readonly fence: number }) => ({ type: 'stale', fence })),
  },
}).createMachine({
  id: 'resource',
  context: ({ input }) => ({ last: input.recovered?.last ?? 0 }),
  initial: 'ready',
  states: {
    ready: {
      on: {
        write: [
          {
            guard: { type: 'isFresh', params: ({ event }) => event },
            actions: [
              { type: 'apply', params: ({ event }) => event },
              { type: 'accept', params: ({ event }) => event },
            ],
          },
          { actions: { type: 'refuse', params: ({ event }) => event } },
        ],
      },
    },
  },
});
