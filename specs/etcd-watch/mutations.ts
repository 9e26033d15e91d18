import { alterChart, send, type MutationsOf } from '#faultline';
import { enqueueActions } from 'xstate';
import type { WatchCanceled } from '../etcd/messages.ts';
import { changesAt } from '../etcd/store.ts';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';
import { watchFrom } from './watcher.ts';

/**
 * How a watcher misses a change, or hears of it twice, when one line is wrong, and what then fails.
 *
 * The parameters are the smallest that show it. A wish (`write`, `disconnect`), a delivery, a compaction
 * and a notice of progress are a step each.
 */
export const mutations = {
  'resume-at-last': {
    says: 'a watcher that has lost its connection watches from the last revision that it knows, not from the next',
    violates: 'unique',
    steps: 8,
    parameters: { writes: 1, compactions: 0, bookmarks: 0 },
    charts: { watcher: (chart) => resumesFrom(chart, ({ last }) => last) },
  },
  'resume-at-now': {
    says: 'a watcher that has lost its connection watches from now on',
    violates: 'reliable',
    steps: 7,
    parameters: { writes: 1, compactions: 0, bookmarks: 0 },
    charts: { watcher: (chart) => resumesFrom(chart, () => 0) },
  },
  'skip-compacted': {
    says: 'a watcher that asks for what has been compacted goes on after it, and does not read again',
    violates: 'reliable',
    steps: 8,
    parameters: { writes: 1, disconnects: 0, bookmarks: 0 },
    charts: {
      watcher: (chart) =>
        alterChart(chart, {
          states: {
            following: {
              on: {
                watchCanceled: {
                  guard: { type: 'isMine', params: ({ event }: Canceled) => event },
                  target: '.reconnecting',
                  actions: {
                    type: 'skip',
                    params: ({ event }: Canceled) => ({ revision: event.compactRevision }),
                  },
                },
              },
            },
          },
        }),
    },
  },
  'list-then-watch-0': {
    says: 'a watcher that has read all watches from now on, not from the revision after that which it has read',
    violates: 'reliable',
    steps: 5,
    parameters: { writes: 1, disconnects: 0, compactions: 0, bookmarks: 0 },
    charts: {
      watcher: (chart) =>
        chart.provide({
          actions: {
            watch: send(
              ({ context }) => context.server,
              ({ context }) => watchFrom(context, 0),
            ),
          },
        }),
    },
  },
  'split-revision': {
    says: 'the server tells of each key that a transaction has changed by itself',
    violates: 'atomic',
    steps: 7,
    parameters: { writes: 1, disconnects: 0, compactions: 0, bookmarks: 0 },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            tellWatchers: enqueueActions(({ context: { store, watchers }, enqueue }) => {
              const { revision } = store;
              for (const [to, { watch, under }] of Object.entries(watchers)) {
                for (const change of changesAt(store, revision, under)) {
                  enqueue.emit({ type: 'watchResponse', to, watch, revision, changes: [change] });
                }
              }
            }),
          },
        }),
    },
  },
  'open-compacted': {
    says: 'the server tells what it knows still, and does not say that some of it is compacted',
    violates: 'resumable',
    steps: 6,
    parameters: { writes: 1, disconnects: 0, bookmarks: 0 },
    charts: { server: (chart) => chart.provide({ guards: { isCompacted: () => false } }) },
  },
  'progress-unsynced': {
    says: 'the server tells a watcher how far it is when the watch is opened, before it tells what it has missed',
    violates: 'bookmarkable',
    steps: 7,
    parameters: { writes: 1, disconnects: 0, compactions: 0, bookmarks: 0 },
    charts: {
      server: (chart) =>
        chart.provide({
          actions: {
            openWatch: enqueueActions(({ context: { store, watchers }, event, enqueue }) => {
              if (event.type !== 'watch') return;
              const { from, watch, under, startRevision } = event;
              enqueue.assign({ watchers: { ...watchers, [from]: { watch, under } } });
              enqueue.emit({ type: 'watchProgress', to: from, watch, revision: store.revision });
              for (let revision = startRevision; revision <= store.revision; revision += 1) {
                const changes = changesAt(store, revision, under);
                if (changes.length === 0) continue;
                enqueue.emit({ type: 'watchResponse', to: from, watch, revision, changes });
              }
            }),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;

interface Canceled {
  readonly event: WatchCanceled;
}

type Chart = ReturnType<typeof roles>['watcher']['chart'];

/** The chart that goes on after a lost connection from some revision on. */
function resumesFrom(chart: Chart, startOf: (known: { readonly last: number }) => number): Chart {
  return chart.provide({
    actions: {
      resume: send(
        ({ context }) => context.server,
        ({ context }) => watchFrom(context, startOf(context)),
      ),
    },
  });
}
