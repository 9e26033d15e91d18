import { monitor, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import type { Committed, Noticed } from './messages.ts';

/** Objects to a client that has synced, and reads less than there was when it asked. */
const freshAfterSyncChart = setup({
  types: {
    context: {} as {
      /** The last transaction. */
      readonly zxid: number;
      /** What there was when a client asked for `sync` last. */
      readonly asked: Readonly<Record<ProcessId, number>>;
      /** What there was when it asked for the last `sync` that was answered. */
      readonly least: Readonly<Record<ProcessId, number>>;
    },
    events: {} as Received<Committed | Noticed>,
    tags: {} as 'violation',
  },
  guards: {
    isFresh: ({ context: { least }, event }, { zxid }: { readonly zxid: number }) =>
      zxid >= (least[event.from] ?? 0),
  },
  actions: {
    noteCommit: assign({ zxid: (_, { zxid }: Committed) => zxid }),
    noteAsked: assign({
      asked: ({ context: { asked, zxid }, event }) => ({ ...asked, [event.from]: zxid }),
    }),
    noteSynced: assign({
      least: ({ context: { asked, least }, event }) => ({
        ...least,
        [event.from]: asked[event.from] ?? 0,
      }),
    }),
  },
}).createMachine({
  id: 'freshAfterSync',
  context: { zxid: 0, asked: {}, least: {} },
  initial: 'kept',
  states: {
    kept: {
      on: {
        committed: { actions: { type: 'noteCommit', params: ({ event }) => event } },
        syncBegan: { actions: 'noteAsked' },
        syncEnded: { actions: 'noteSynced' },
        seen: [{ guard: { type: 'isFresh', params: ({ event }) => event } }, { target: 'broken' }],
      },
    },
    broken: { tags: 'violation' },
  },
});

/** Objects to a client that is shown less than it has seen. */
const singleSystemImageChart = setup({
  types: {
    context: {} as { readonly seen: Readonly<Record<ProcessId, number>> },
    events: {} as Received<Committed | Noticed>,
    tags: {} as 'violation',
  },
  guards: {
    isNoLess: ({ context: { seen }, event }, { zxid }: { readonly zxid: number }) =>
      zxid >= (seen[event.from] ?? 0),
  },
  actions: {
    note: assign({
      seen: ({ context: { seen }, event }, { zxid }: { readonly zxid: number }) => ({
        ...seen,
        [event.from]: zxid,
      }),
    }),
  },
}).createMachine({
  id: 'singleSystemImage',
  context: { seen: {} },
  initial: 'kept',
  states: {
    kept: {
      on: {
        seen: [
          {
            guard: { type: 'isNoLess', params: ({ event }) => event },
            actions: { type: 'note', params: ({ event }) => event },
          },
          { target: 'broken' },
        ],
      },
    },
    broken: { tags: 'violation' },
  },
});

/** What is promised of that which a client sees. */
export const monitors = {
  singleSystemImage: monitor(
    'no client is shown less than it has seen, on whichever server',
    singleSystemImageChart,
    { source: 'Apache ZooKeeper 2022, "Programmer\'s Guide", "Consistency Guarantees"' },
  ),
  freshAfterSync: monitor(
    'after a sync a client reads everything that was written before it asked',
    freshAfterSyncChart,
    { source: 'Hunt et al. 2010, §4.4' },
  ),
};
