import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  Ack,
  CompareAndDelete,
  CompareAndExpire,
  Extended,
  Nil,
  NotExtended,
  Ok,
  Set,
  Stale,
  Token,
  Write,
} from './messages.ts';

/**
 * A client: asks for the lock, writes while it holds it, and stops when its time is over.
 *
 * Source: Redis 2024, "Distributed Locks with Redis"; Kleppmann 2016, "How to do distributed locking".
 * Differs: while a client waits for the answer to an extension it does not use the lock, although the time that it had
 * may not be over.
 * Left out: the answer to a release.
 */
export const client = setup({
  types: {
    input: {} as {
      readonly id: ProcessId;
      readonly server: ProcessId;
      readonly resource: ProcessId;
      /** How often the client tries to get the lock. */
      readonly attempts: number;
      /** How often the client lets its key live longer, in all. */
      readonly extensions: number;
      /** A token is never used twice, even after a crash. */
      readonly recovered?: { readonly token: Token };
    },
    context: {} as {
      readonly server: ProcessId;
      readonly resource: ProcessId;
      readonly attempts: number;
      /** How often the client will still let its key live longer. */
      readonly extensions: number;
      /** That of the attempt that is under way, or was the last. */
      readonly token: Token;
      /** That of the lock; `null` while the client does not hold it. */
      readonly fence: number | null;
    },
    events: {} as
      | { type: 'acquire' }
      | { type: 'work' }
      | { type: 'extend' }
      | { type: 'release' }
      | Received<Ok | Nil | Extended | NotExtended | Ack | Stale>,
    emitted: {} as Sent<Set | CompareAndDelete | CompareAndExpire | Write>,
    tags: {} as 'holding',
  },
  guards: {
    mayTry: ({ context }) => context.token.attempt < context.attempts,
    mayExtend: ({ context }) => context.extensions > 0,
    isCurrent: ({ context }, { token }: { readonly token: Token }) =>
      token.attempt === context.token.attempt,
    hasLock: ({ context }) => context.fence !== null,
    isMine: ({ context }, { fence }: { readonly fence: number }) => fence === context.fence,
  },
  actions: {
    takeToken: assign({
      token: ({ context: { token } }) => ({ ...token, attempt: token.attempt + 1 }),
    }),
    askForLock: send(
      ({ context }) => context.server,
      ({ context: { token } }) => ({ type: 'set', token }),
    ),
    countExtension: assign({ extensions: ({ context }) => context.extensions - 1 }),
    askToExtend: send(
      ({ context }) => context.server,
      ({ context: { token } }) => ({ type: 'compareAndExpire', token }),
    ),
    keepFence: assign({ fence: (_, { fence }: { readonly fence: number }) => fence }),
    forgetFence: assign({ fence: null }),
    giveBack: send(
      ({ context }) => context.server,
      ({ context: { token } }) => ({ type: 'compareAndDelete', token }),
    ),
    giveBackLate: send(
      ({ context }) => context.server,
      (_, { token }: { readonly token: Token }) => ({ type: 'compareAndDelete', token }),
    ),
    write: send(
      ({ context }) => context.resource,
      ({ context: { fence } }) => ({ type: 'write', fence: fence ?? 0 }),
    ),
  },
  delays: { validity: 20 },
}).createMachine({
  id: 'client',
  context: ({ input: { id, server, resource, attempts, extensions, recovered } }) => ({
    server,
    resource,
    attempts,
    extensions,
    token: recovered?.token ?? { client: id, attempt: 0 },
    fence: null,
  }),
  initial: 'idle',
  // The lock comes when the client has given up: its release may have gone before the request.
  on: { ok: { actions: { type: 'giveBackLate', params: ({ event }) => event } } },
  states: {
    idle: {
      entry: 'forgetFence',
      on: {
        acquire: { guard: 'mayTry', target: 'trying', actions: ['takeToken', 'askForLock'] },
      },
    },
    // The time in which the lock may be used counts from the request, not from the answer.
    trying: {
      initial: 'acquiring',
      after: {
        validity: [
          // It lets the lock expire, so that nobody gets it before the last write can have arrived.
          { guard: 'hasLock', target: 'idle' },
          { target: 'idle', actions: 'giveBack' },
        ],
      },
      states: {
        acquiring: {
          on: {
            ok: {
              guard: { type: 'isCurrent', params: ({ event }) => event },
              target: 'holding',
              actions: { type: 'keepFence', params: ({ event }) => event },
            },
            nil: {
              guard: { type: 'isCurrent', params: ({ event }) => event },
              target: '#client.idle',
            },
          },
        },
        holding: {
          tags: 'holding',
          initial: 'resting',
          states: {
            resting: {
              on: {
                work: { target: 'writing', actions: 'write' },
                extend: {
                  guard: 'mayExtend',
                  target: '#client.renewing',
                  actions: ['countExtension', 'askToExtend'],
                },
                release: { target: '#client.idle', actions: 'giveBack' },
              },
            },
            // It waits until it knows: a lock does not order what is still on its way.
            writing: {
              on: {
                ack: {
                  guard: { type: 'isMine', params: ({ event }) => event },
                  target: 'resting',
                },
                stale: {
                  guard: { type: 'isMine', params: ({ event }) => event },
                  target: '#client.idle',
                },
              },
            },
          },
        },
        // Nobody knows yet whether the key was still there, nor when the server has seen to it.
        extending: {
          on: {
            extended: {
              guard: { type: 'isCurrent', params: ({ event }) => event },
              target: 'holding',
            },
            notExtended: {
              guard: { type: 'isCurrent', params: ({ event }) => event },
              target: '#client.idle',
            },
          },
        },
      },
    },
    // The time counts anew, from this request.
    renewing: { always: 'trying.extending' },
  },
});
