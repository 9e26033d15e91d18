import { reply, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Copy, Replicate, Replicated, TakeOver, Taken } from './messages.ts';

/**
 * A replica: has what the server has told it, and passes it on to the server that takes the place of the one that
 * has failed.
 *
 * Source: Redis 2024, "Distributed Locks with Redis", section "Why Failover-based Implementations Are Not Enough".
 * Left out: how it is found out that a server has failed; a replica that becomes the server itself.
 */
export const replica = setup({
  types: {
    input: {} as { readonly recovered: Copy | undefined },
    context: {} as Copy,
    events: {} as Received<Replicate | TakeOver>,
    emitted: {} as Sent<Replicated | Taken>,
  },
  guards: {
    isNewer: ({ context }, copy: Copy) => isNewer(copy, context),
    isNewerAndAsked: ({ context }, copy: Replicate) =>
      isNewer(copy, context) && copy.client !== null,
  },
  actions: {
    keep: assign((_, { epoch, key, fence }: Copy) => ({ epoch, key, fence })),
    beginEpoch: assign({ epoch: ({ context }) => context.epoch + 1 }),
    answerReplicated: reply((_, { client, key, fence }: Replicate) => ({
      type: 'replicated',
      client,
      key,
      fence,
    })),
    answerTaken: reply(({ context: { epoch, key, fence } }) => ({
      type: 'taken',
      epoch,
      key,
      fence,
    })),
  },
}).createMachine({
  id: 'replica',
  context: ({ input }) => input.recovered ?? { epoch: 0, key: null, fence: 0 },
  initial: 'following',
  states: {
    following: {
      on: {
        // It may have been overtaken by what has come later, or be from a server that has failed.
        replicate: [
          {
            guard: { type: 'isNewerAndAsked', params: ({ event }) => event },
            actions: [
              { type: 'keep', params: ({ event }) => event },
              { type: 'answerReplicated', params: ({ event }) => event },
            ],
          },
          {
            guard: { type: 'isNewer', params: ({ event }) => event },
            actions: { type: 'keep', params: ({ event }) => event },
          },
        ],
        takeOver: { actions: ['beginEpoch', 'answerTaken'] },
      },
    },
  },
});

/** A key is deleted after it has been set, and the next is set with a greater fence. */
function isNewer(copy: Copy, known: Copy): boolean {
  if (copy.epoch !== known.epoch) return false;
  return copy.fence > known.fence || (copy.fence === known.fence && copy.key === null);
}
