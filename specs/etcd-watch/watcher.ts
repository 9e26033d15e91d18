import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import type {
  Change,
  Key,
  KeyValue,
  Txn,
  TxnResponse,
  Watch,
  WatchCanceled,
  WatchProgress,
  WatchResponse,
} from '../etcd/messages.ts';
import { reads } from '../etcd/requests.ts';
import { withChange } from '../etcd/store.ts';

/** What properties hear of a watcher: it has read all, has heard of a change, or how far it is. */
export type Observation =
  | { readonly type: 'listed'; readonly revision: number }
  | { readonly type: 'heard'; readonly revision: number; readonly changes: readonly Change[] }
  | { readonly type: 'bookmarked'; readonly revision: number };

/**
 * Who keeps a copy of some keys: reads them all, and watches what changes from the next revision on.
 *
 * When the connection is lost it goes on after the last revision that it knows. When that is not known any
 * more, because it has been compacted, it reads all again.
 *
 * Source: etcd 2024, "etcd API", "Watch API".
 * Left out: several watches at once.
 */
export const watcher = setup({
  types: {
    input: {} as {
      readonly server: ProcessId;
      /** All keys that begin like this are watched. */
      readonly under: Key;
      /** How often the connection is lost. */
      readonly disconnects: number;
    },
    context: {} as {
      readonly server: ProcessId;
      readonly under: Key;
      readonly disconnectsLeft: number;
      /** How many calls and watches there have been: the number of the last one. */
      readonly calls: number;
      /** The copy. */
      readonly cache: readonly KeyValue[];
      /** The copy is that of this revision; 0 before there is one. */
      readonly last: number;
    },
    events: {} as
      | { type: 'disconnect' }
      | Received<TxnResponse | WatchResponse | WatchCanceled | WatchProgress>,
    emitted: {} as Sent<Txn | Watch> | Observation,
  },
  guards: {
    mayDisconnect: ({ context }) => context.disconnectsLeft > 0,
    isAwaited: ({ context }, { call }: TxnResponse) => call === context.calls,
    // What comes on a connection that was lost is not heard.
    isMine: ({ context }, { watch }: { readonly watch: number }) => watch === context.calls,
  },
  actions: {
    nextCall: assign({ calls: ({ context }) => context.calls + 1 }),
    countDisconnect: assign({ disconnectsLeft: ({ context }) => context.disconnectsLeft - 1 }),
    list: send(
      ({ context }) => context.server,
      ({ context: { calls, under } }) => reads(calls, under),
    ),
    keep: assign({
      cache: (_, { found }: TxnResponse) => found[0] ?? [],
      last: (_, { revision }: TxnResponse) => revision,
    }),
    watch: send(
      ({ context }) => context.server,
      ({ context }) => watchFrom(context, context.last + 1),
    ),
    resume: send(
      ({ context }) => context.server,
      ({ context }) => watchFrom(context, context.last + 1),
    ),
    apply: assign({
      cache: ({ context }, { changes }: WatchResponse) => changes.reduce(withChange, context.cache),
      last: (_, { revision }: WatchResponse) => revision,
    }),
    skip: assign({
      last: ({ context }, { revision }: { readonly revision: number }) =>
        Math.max(context.last, revision),
    }),
    observeListed: emit(({ context: { last } }) => ({ type: 'listed', revision: last })),
    observeHeard: emit((_, { revision, changes }: WatchResponse) => ({
      type: 'heard',
      revision,
      changes,
    })),
    observeBookmarked: emit((_, { revision }: WatchProgress) => ({ type: 'bookmarked', revision })),
  },
}).createMachine({
  id: 'watcher',
  context: ({ input: { server, under, disconnects } }) => ({
    ...{ server, under, disconnectsLeft: disconnects },
    ...{ calls: 0, cache: [], last: 0 },
  }),
  initial: 'listing',
  states: {
    listing: {
      entry: ['nextCall', 'list'],
      on: {
        txnResponse: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'following',
          actions: [
            { type: 'keep', params: ({ event }) => event },
            'observeListed',
            'nextCall',
            'watch',
          ],
        },
        disconnect: {
          guard: 'mayDisconnect',
          target: 'listing',
          reenter: true,
          actions: 'countDisconnect',
        },
      },
    },
    following: {
      initial: 'watching',
      on: {
        watchResponse: {
          guard: { type: 'isMine', params: ({ event }) => event },
          target: '.watching',
          actions: [
            { type: 'apply', params: ({ event }) => event },
            { type: 'observeHeard', params: ({ event }) => event },
          ],
        },
        watchProgress: {
          guard: { type: 'isMine', params: ({ event }) => event },
          target: '.watching',
          actions: [
            { type: 'skip', params: ({ event }) => event },
            { type: 'observeBookmarked', params: ({ event }) => event },
          ],
        },
        watchCanceled: {
          guard: { type: 'isMine', params: ({ event }) => event },
          target: 'listing',
        },
        disconnect: {
          guard: 'mayDisconnect',
          target: '.reconnecting',
          actions: 'countDisconnect',
        },
      },
      states: { watching: {}, reconnecting: { entry: ['nextCall', 'resume'] } },
    },
  },
});

/** A watch from some revision on; 0 is from when it arrives. */
export function watchFrom({ calls, under }: Asking, startRevision: number): Watch {
  return { type: 'watch', watch: calls, under, startRevision };
}

interface Asking {
  readonly calls: number;
  readonly under: Key;
}
