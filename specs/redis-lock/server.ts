import { reply, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  CompareAndDelete,
  CompareAndExpire,
  Extended,
  Nil,
  NotExtended,
  Ok,
  Set,
  Token,
} from './messages.ts';

/** What survives a crash of the server when every write is flushed (`appendfsync always`). */
export interface Stored {
  /** The value of the key; `null` while it is absent. */
  readonly key: Token | null;
  /** How often the lock has been given. */
  readonly fence: number;
}

/**
 * A Redis server with one key that expires, and a counter. Commands are atomic.
 *
 * Source: Redis 2024, "Distributed Locks with Redis", section "Correct Implementation with a Single Instance".
 * Differs: after a restart the key lives a whole TTL again; Redis keeps the instant at which it expires.
 * Left out: other keys.
 */
export const server = setup({
  types: {
    input: {} as { readonly recovered: Stored | undefined },
    context: {} as Stored,
    events: {} as Received<Set | CompareAndDelete | CompareAndExpire>,
    emitted: {} as Sent<Ok | Nil | Extended | NotExtended>,
  },
  guards: {
    hasKey: ({ context }) => context.key !== null,
    ownsKey: ({ context: { key } }, { token }: { readonly token: Token }) =>
      key?.client === token.client && key.attempt === token.attempt,
  },
  actions: {
    setKey: assign({
      key: (_, { token }: { readonly token: Token }) => token,
      fence: ({ context }) => context.fence + 1,
    }),
    deleteKey: assign({ key: null }),
    answerOk: reply(({ context }, { token }: { readonly token: Token }) => ({
      type: 'ok',
      token,
      fence: context.fence,
    })),
    answerNil: reply((_, { token }: { readonly token: Token }) => ({ type: 'nil', token })),
    answerExtended: reply((_, { token }: { readonly token: Token }) => ({
      type: 'extended',
      token,
    })),
    answerNotExtended: reply((_, { token }: { readonly token: Token }) => ({
      type: 'notExtended',
      token,
    })),
  },
  delays: { ttl: 30 },
}).createMachine({
  id: 'server',
  context: ({ input }) => input.recovered ?? { key: null, fence: 0 },
  initial: 'starting',
  states: {
    // A server that restarts finds the key where it has left it, or not.
    starting: { always: [{ guard: 'hasKey', target: 'present' }, { target: 'absent' }] },
    absent: {
      on: {
        set: {
          target: 'present',
          actions: [
            { type: 'setKey', params: ({ event }) => event },
            { type: 'answerOk', params: ({ event }) => event },
          ],
        },
        compareAndExpire: { actions: { type: 'answerNotExtended', params: ({ event }) => event } },
      },
    },
    present: {
      on: {
        set: { actions: { type: 'answerNil', params: ({ event }) => event } },
        compareAndDelete: {
          guard: { type: 'ownsKey', params: ({ event }) => event },
          target: 'absent',
          actions: 'deleteKey',
        },
        compareAndExpire: [
          {
            guard: { type: 'ownsKey', params: ({ event }) => event },
            // The time to live begins anew.
            target: 'present',
            reenter: true,
            actions: { type: 'answerExtended', params: ({ event }) => event },
          },
          { actions: { type: 'answerNotExtended', params: ({ event }) => event } },
        ],
      },
      after: { ttl: { target: 'absent', actions: 'deleteKey' } },
    },
  },
});
