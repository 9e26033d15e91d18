import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  Key,
  LeaseExpired,
  LeaseNotFound,
  Txn,
  TxnResponse,
  Watch,
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
import { guarded, putsOrReads } from '../etcd/requests.ts';

/** Under this path is a key for each candidate that leads, or waits for it. */
export const election: Key = ['election'];

/**
 * A candidate: puts a key of its own under the prefix of the election, waits for all older ones to be
 * deleted, and leads. The create revision of its key is the epoch under which it leads.
 *
 * Source: etcd 2024, `client/v3/concurrency`, `election.go` and `key.go`: Campaign, waitDeletes, Proclaim,
 * Resign.
 * Left out: giving up, and a new session after one that is lost.
 */
export const candidate = setup({
  types: {
    input: {} as {
      readonly id: ProcessId;
      readonly server: ProcessId;
      /** How often the candidate stands. */
      readonly rounds: number;
      /** How often it asks again to resign, in all. */
      readonly retries: number;
    },
    context: {} as Queued & { readonly roundsLeft: number; readonly retriesLeft: number },
    events: {} as
      | { type: 'campaign' }
      | { type: 'proclaim' }
      | { type: 'resign' }
      | Received<TxnResponse | LeaseNotFound | WatchResponse | LeaseExpired>,
    emitted: {} as Sent<Txn | Watch>,
    tags: {} as 'leading',
  },
  guards: {
    ...queueGuards,
    mayStand: ({ context }) => context.roundsLeft > 0,
    mayRetry: ({ context }) => context.retriesLeft > 0,
  },
  actions: {
    beginRound: assign({ roundsLeft: ({ context }) => context.roundsLeft - 1 }),
    countRetry: assign({ retriesLeft: ({ context }) => context.retriesLeft - 1 }),
    nextCall: assign({ calls: nextCall }),
    keepEpoch: assign({ revision: (_, response: TxnResponse) => ownRevision(response) }),
    putKey: send(serverOf, ({ context: { lease, calls } }) =>
      putsOrReads(calls, { kind: 'put', key: keyIn(election, lease), value: 0, lease }),
    ),
    findOlder: send(serverOf, findOlderIn(election)),
    watchOlder: send(serverOf, watchOlderIn(election)),
    // What it proclaims is its epoch, so that all can tell whose word it is.
    putValue: send(serverOf, ({ context: { lease, calls, revision } }) =>
      guarded(calls, {
        key: keyIn(election, lease),
        createRevision: revision,
        operation: { kind: 'put', key: keyIn(election, lease), value: revision, lease },
      }),
    ),
    deleteKey: send(serverOf, deleteKeyIn(election)),
  },
  delays: { retryTimeout: 1000 },
}).createMachine({
  id: 'candidate',
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
    idle: { on: { campaign: { guard: 'mayStand', target: 'campaigning', actions: 'beginRound' } } },
    campaigning: {
      entry: ['nextCall', 'putKey'],
      on: {
        txnResponse: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'waiting',
          actions: { type: 'keepEpoch', params: ({ event }) => event },
        },
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
              // It does not look for its own key, as a lock does, which may be gone.
              {
                guard: { type: 'findsNone', params: ({ event }) => event },
                target: '#candidate.leading',
              },
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
          },
        },
      },
    },
    leading: {
      tags: 'leading',
      initial: 'elected',
      states: {
        elected: { on: { proclaim: 'proclaiming', resign: '#candidate.resigning' } },
        proclaiming: {
          entry: ['nextCall', 'putValue'],
          on: {
            txnResponse: [
              {
                guard: { type: 'hasSucceeded', params: ({ event }) => event },
                target: 'proclaimed',
              },
              {
                guard: { type: 'isAwaited', params: ({ event }) => event },
                target: '#candidate.lost',
              },
            ],
          },
        },
        proclaimed: { on: { resign: '#candidate.resigning' } },
      },
    },
    // The answer may be late: the candidate asks once more, and both may be carried out.
    resigning: {
      entry: ['nextCall', 'deleteKey'],
      on: {
        txnResponse: { guard: { type: 'isAwaited', params: ({ event }) => event }, target: 'idle' },
      },
      after: { retryTimeout: { guard: 'mayRetry', actions: ['countRetry', 'deleteKey'] } },
    },
    lost: {},
  },
});
