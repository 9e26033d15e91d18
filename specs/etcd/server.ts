import { reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, enqueueActions, setup } from 'xstate';
import type {
  Key,
  LeaseExpired,
  LeaseId,
  LeaseNotFound,
  Observation,
  Txn,
  TxnResponse,
  Watch,
  WatchCanceled,
  WatchProgress,
  WatchResponse,
} from './messages.ts';
import {
  changesAt,
  compacted,
  execute,
  lacksLease,
  newStore,
  succeeds,
  withoutLease,
  type Store,
} from './store.ts';

/** A watch that is open. */
export interface Watcher {
  readonly watch: number;
  readonly under: Key;
}

/** What the server knows. */
export interface Context {
  readonly store: Store;
  /** By the process that watches. */
  readonly watchers: Readonly<Record<ProcessId, Watcher>>;
  readonly expiriesLeft: number;
  readonly compactionsLeft: number;
  readonly progressLeft: number;
}

/**
 * etcd as its clients see it: one store, whose requests take effect one after another.
 *
 * Source: etcd 2024, "KV API guarantees" and "etcd API".
 * Left out: the members and how they agree; reads of an old revision; values other than numbers; the time
 * that a lease has left, so that it may expire at any moment.
 * Differs: it tells all that a watch is to see at once, so that no watcher is canceled because it is slow.
 */
export const server = setup({
  types: {
    input: {} as {
      /** The leases that there are from the beginning. */
      readonly leases: readonly LeaseId[];
      /** How many of them may expire. */
      readonly expiries: number;
      /** How often what has changed is compacted. */
      readonly compactions: number;
      /** How often all watchers are told how far they are. */
      readonly progress: number;
    },
    context: {} as Context,
    events: {} as
      | Received<Txn | Watch>
      | { type: 'expire'; lease: LeaseId }
      | { type: 'compact' }
      | { type: 'tellProgress' },
    emitted: {} as
      | Sent<
          TxnResponse | LeaseNotFound | WatchResponse | WatchCanceled | WatchProgress | LeaseExpired
        >
      | Observation,
  },
  guards: {
    lacksLease: ({ context }, txn: Txn) => lacksLease(context.store, txn),
    changesNothing: ({ context }, txn: Txn) =>
      execute(context.store, txn).store.revision === context.store.revision,
    isCompacted: ({ context }, { startRevision }: Watch) =>
      startRevision > 0 && startRevision <= context.store.compactRevision,
    mayExpire: ({ context }, { lease }: { readonly lease: LeaseId }) => mayExpire(context, lease),
    mayExpireWithKeys: ({ context }, { lease }: { readonly lease: LeaseId }) =>
      mayExpire(context, lease) && context.store.keys.some((one) => one.lease === lease),
    mayCompact: ({ context }) =>
      context.compactionsLeft > 0 && context.store.compactRevision < context.store.revision,
    mayTellProgress: ({ context }) =>
      context.progressLeft > 0 && Object.keys(context.watchers).length > 0,
  },
  actions: {
    answer: reply(({ context: { store } }, txn: Txn) => {
      const { store: after, found } = execute(store, txn);
      return {
        type: 'txnResponse',
        call: txn.call,
        succeeded: succeeds(store, txn),
        revision: after.revision,
        found,
      };
    }),
    refuse: reply((_, { call }: Txn) => ({ type: 'leaseNotFound', call })),
    commit: assign({ store: ({ context }, txn: Txn) => execute(context.store, txn).store }),
    // Whoever has the lease keeps it alive, and the next answer says that there is nothing to keep.
    expireLease: enqueueActions(({ context, enqueue }, { lease }: { readonly lease: LeaseId }) => {
      enqueue.assign({
        store: withoutLease(context.store, lease),
        expiriesLeft: context.expiriesLeft - 1,
      });
      enqueue.emit({ type: 'expired', lease });
      enqueue.emit({ type: 'leaseExpired', to: lease });
    }),
    openWatch: enqueueActions(
      ({ context: { store, watchers }, enqueue }, event: Received<Watch>) => {
        const { from, watch, under, startRevision } = event;
        enqueue.assign({ watchers: { ...watchers, [from]: { watch, under } } });
        const first = startRevision === 0 ? store.revision + 1 : startRevision;
        for (let revision = first; revision <= store.revision; revision += 1) {
          const changes = changesAt(store, revision, under);
          if (changes.length === 0) continue;
          enqueue.emit({ type: 'watchResponse', to: from, watch, revision, changes });
        }
      },
    ),
    cancelWatch: reply(({ context }, { watch }: Watch) => ({
      type: 'watchCanceled',
      watch,
      compactRevision: context.store.compactRevision,
    })),
    tellWatchers: enqueueActions(({ context: { store, watchers }, enqueue }) => {
      const { revision } = store;
      enqueue.emit({ type: 'changed', revision, changes: store.history.at(-1) ?? [] });
      for (const [to, { watch, under }] of Object.entries(watchers)) {
        const changes = changesAt(store, revision, under);
        if (changes.length === 0) continue;
        enqueue.emit({ type: 'watchResponse', to, watch, revision, changes });
      }
    }),
    compact: assign({
      store: ({ context }) => compacted(context.store),
      compactionsLeft: ({ context }) => context.compactionsLeft - 1,
    }),
    tellProgress: enqueueActions(({ context: { store, watchers, progressLeft }, enqueue }) => {
      enqueue.assign({ progressLeft: progressLeft - 1 });
      for (const [to, { watch }] of Object.entries(watchers)) {
        enqueue.emit({ type: 'watchProgress', to, watch, revision: store.revision });
      }
    }),
  },
}).createMachine({
  id: 'server',
  context: ({ input: { leases, expiries, compactions, progress } }) => ({
    store: newStore(leases),
    watchers: {},
    expiriesLeft: expiries,
    compactionsLeft: compactions,
    progressLeft: progress,
  }),
  initial: 'serving',
  states: {
    serving: {
      on: {
        txn: [
          {
            guard: { type: 'lacksLease', params: ({ event }) => event },
            actions: { type: 'refuse', params: ({ event }) => event },
          },
          {
            guard: { type: 'changesNothing', params: ({ event }) => event },
            actions: { type: 'answer', params: ({ event }) => event },
          },
          {
            actions: [
              { type: 'answer', params: ({ event }) => event },
              { type: 'commit', params: ({ event }) => event },
              'tellWatchers',
            ],
          },
        ],
        watch: [
          {
            guard: { type: 'isCompacted', params: ({ event }) => event },
            actions: { type: 'cancelWatch', params: ({ event }) => event },
          },
          { actions: { type: 'openWatch', params: ({ event }) => event } },
        ],
        expire: [
          {
            guard: { type: 'mayExpireWithKeys', params: ({ event }) => event },
            actions: [{ type: 'expireLease', params: ({ event }) => event }, 'tellWatchers'],
          },
          {
            guard: { type: 'mayExpire', params: ({ event }) => event },
            actions: { type: 'expireLease', params: ({ event }) => event },
          },
        ],
        compact: { guard: 'mayCompact', actions: 'compact' },
        tellProgress: { guard: 'mayTellProgress', actions: 'tellProgress' },
      },
    },
  },
});

function mayExpire({ store, expiriesLeft }: Context, lease: LeaseId): boolean {
  return expiriesLeft > 0 && store.leases[lease] === true;
}
