import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import type {
  Key,
  LeaseExpired,
  LeaseNotFound,
  Txn,
  TxnResponse,
  Watch,
  WatchCanceled,
  WatchResponse,
} from '../etcd/messages.ts';
import {
  deleteKeyIn,
  findOlderIn,
  keyIn,
  nextCall,
  ownRevision,
  queueGuards,
  serverOf,
  watchOlderIn,
  type Queued,
} from '../etcd/queue.ts';
import { guarded, putsUnlessThere, reads } from '../etcd/requests.ts';

/** What properties hear of a client: it has come to believe that it holds the lock, or has stopped. */
export type Belief = { readonly type: 'acquired' } | { readonly type: 'released' };

/** The key that holders of the lock write. */
export const data: Key = ['data'];

/** Under this path is a key for each client that has the lock, or waits for it. */
export const lock: Key = ['lock'];

/**
 * A client of the lock: puts a key of its own under the prefix of the lock, and holds the lock when no
 * key there is older. It waits for the youngest of the older ones to be deleted, and looks again.
 *
 * Source: etcd 2024, `client/v3/concurrency`, `mutex.go` and `key.go`: Lock, tryAcquire, waitDeletes, Unlock.
 * Differs: Unlock deletes the key only as long as it is the one of this lock, as issue 22082 asks for.
 * Left out: TryLock, giving up, and a new session after one that is lost.
 */
export const client = setup({
  types: {
    input: {} as {
      readonly id: ProcessId;
      readonly server: ProcessId;
      /** How often the client locks. */
      readonly rounds: number;
      /** How often it asks again to unlock, in all. */
      readonly retries: number;
    },
    context: {} as Queued & { readonly roundsLeft: number; readonly retriesLeft: number },
    events: {} as
      | { type: 'lock' }
      | { type: 'work' }
      | { type: 'unlock' }
      | Received<TxnResponse | LeaseNotFound | WatchResponse | WatchCanceled | LeaseExpired>,
    emitted: {} as Sent<Txn | Watch> | Belief,
    tags: {} as 'holding',
  },
  guards: {
    ...queueGuards,
    mayLock: ({ context }) => context.roundsLeft > 0,
    mayRetry: ({ context }) => context.retriesLeft > 0,
    isFirst: ({ context }, { call, succeeded, revision, found }: TxnResponse) =>
      call === context.calls &&
      found[1]?.[0]?.createRevision === (succeeded ? revision : found[0]?.[0]?.createRevision),
    findsOwn: ({ context }, { call, found }: TxnResponse) =>
      call === context.calls && found[0]?.[0]?.createRevision === context.revision,
    isMine: ({ context }, { watch }: { readonly watch: number }) => watch === context.calls,
  },
  actions: {
    beginRound: assign({ roundsLeft: ({ context }) => context.roundsLeft - 1 }),
    countRetry: assign({ retriesLeft: ({ context }) => context.retriesLeft - 1 }),
    nextCall: assign({ calls: nextCall }),
    keepRevision: assign({ revision: (_, response: TxnResponse) => ownRevision(response) }),
    // Who has a key already, in this session, goes on with it.
    putKey: send(serverOf, ({ context: { lease, calls } }) =>
      putsUnlessThere(calls, { kind: 'put', key: keyIn(lock, lease), value: 0, lease }),
    ),
    findOlder: send(serverOf, findOlderIn(lock)),
    watchOlder: send(serverOf, watchOlderIn(lock)),
    findOwn: send(serverOf, ({ context: { lease, calls } }) => reads(calls, keyIn(lock, lease))),
    write: send(serverOf, ({ context: { lease, calls, revision } }) =>
      guarded(calls, {
        key: keyIn(lock, lease),
        createRevision: revision,
        operation: { kind: 'put', key: data, value: revision, lease: null },
      }),
    ),
    deleteKey: send(serverOf, deleteKeyIn(lock)),
    observeAcquired: emit({ type: 'acquired' }),
    observeReleased: emit({ type: 'released' }),
  },
  delays: { retryTimeout: 1000 },
}).createMachine({
  id: 'client',
  context: ({ input: { id, server, rounds, retries } }) => ({
    server,
    lease: id,
    roundsLeft: rounds,
    retriesLeft: retries,
    calls: 0,
    revision: 0,
  }),
  initial: 'idle',
  on: { leaseExpired: '.lost' },
  states: {
    idle: { on: { lock: { guard: 'mayLock', target: 'acquiring', actions: 'beginRound' } } },
    acquiring: {
      entry: ['nextCall', 'putKey'],
      on: {
        txnResponse: [
          {
            guard: { type: 'isFirst', params: ({ event }) => event },
            target: 'holding',
            actions: { type: 'keepRevision', params: ({ event }) => event },
          },
          {
            guard: { type: 'isAwaited', params: ({ event }) => event },
            target: 'waiting',
            actions: { type: 'keepRevision', params: ({ event }) => event },
          },
        ],
        leaseNotFound: 'lost',
      },
    },
    waiting: {
      initial: 'finding',
      states: {
        finding: {
          entry: ['nextCall', 'findOlder'],
          on: {
            txnResponse: [
              { guard: { type: 'findsNone', params: ({ event }) => event }, target: 'confirming' },
              {
                guard: { type: 'isAwaited', params: ({ event }) => event },
                target: 'watching',
                actions: { type: 'watchOlder', params: ({ event }) => event },
              },
            ],
          },
        },
        watching: {
          on: {
            watchResponse: {
              guard: { type: 'isDeleted', params: ({ event }) => event },
              target: 'finding',
            },
            watchCanceled: {
              guard: { type: 'isMine', params: ({ event }) => event },
              target: 'finding',
            },
          },
        },
        // The lease may have expired in the meantime, and the key be gone: then nobody waits for it.
        confirming: {
          entry: ['nextCall', 'findOwn'],
          on: {
            txnResponse: [
              {
                guard: { type: 'findsOwn', params: ({ event }) => event },
                target: '#client.holding',
              },
              {
                guard: { type: 'isAwaited', params: ({ event }) => event },
                target: '#client.lost',
              },
            ],
          },
        },
      },
    },
    holding: {
      tags: 'holding',
      entry: 'observeAcquired',
      exit: 'observeReleased',
      initial: 'fresh',
      states: {
        fresh: { on: { work: 'writing', unlock: '#client.releasing' } },
        writing: {
          entry: ['nextCall', 'write'],
          on: {
            txnResponse: [
              { guard: { type: 'hasSucceeded', params: ({ event }) => event }, target: 'written' },
              {
                guard: { type: 'isAwaited', params: ({ event }) => event },
                target: '#client.lost',
              },
            ],
          },
        },
        written: { on: { unlock: '#client.releasing' } },
      },
    },
    // The answer may be late, or lost: the client asks once more, and both may be carried out.
    releasing: {
      entry: ['nextCall', 'deleteKey'],
      on: {
        txnResponse: { guard: { type: 'isAwaited', params: ({ event }) => event }, target: 'idle' },
      },
      after: { retryTimeout: { guard: 'mayRetry', actions: ['countRetry', 'deleteKey'] } },
    },
    lost: {},
  },
});
