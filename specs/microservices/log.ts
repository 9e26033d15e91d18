import { reply, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Append, Appended, Claim, Claimed, Entry, Refused } from './messages.ts';

/**
 * The log of one saga: what an orchestrator keeps to itself elsewhere is here for whoever has the lock. It is durable.
 *
 * Differs: a saga of Garcia-Molina & Salem 1987 has one executor. Here it may change in the middle, and the old one
 * may not know.
 */
export const log = setup({
  types: {
    context: {} as Entry & {
      /** That of the worker that has claimed the log; 0 before the first. */
      readonly fence: number;
    },
    events: {} as Received<Claim | Append>,
    emitted: {} as Sent<Claimed | Appended | Refused>,
  },
  guards: {
    isNewer: ({ context }, { fence }: Claim) => fence > context.fence,
    isOwner: ({ context }, { fence }: Append) => fence === context.fence,
  },
  actions: {
    take: assign({ fence: (_, { fence }: Claim) => fence }),
    write: assign((_, { mode, position, fence }: Append) => ({ mode, position, fence })),
    answerClaimed: reply(({ context: { mode, position, fence } }) => {
      return { type: 'claimed', mode, position, fence };
    }),
    answerAppended: reply((_, { mode, position, fence }: Append) => {
      return { type: 'appended', mode, position, fence };
    }),
    refuse: reply((_, { fence }: Claim | Append) => ({ type: 'stale', fence })),
  },
}).createMachine({
  id: 'log',
  context: { mode: 'idle', position: 0, fence: 0 },
  initial: 'ready',
  states: {
    ready: {
      on: {
        claim: [
          {
            guard: { type: 'isNewer', params: ({ event }) => event },
            actions: [{ type: 'take', params: ({ event }) => event }, 'answerClaimed'],
          },
          { actions: { type: 'refuse', params: ({ event }) => event } },
        ],
        append: [
          {
            guard: { type: 'isOwner', params: ({ event }) => event },
            actions: [
              { type: 'write', params: ({ event }) => event },
              { type: 'answerAppended', params: ({ event }) => event },
            ],
          },
          { actions: { type: 'refuse', params: ({ event }) => event } },
        ],
      },
    },
  },
});
