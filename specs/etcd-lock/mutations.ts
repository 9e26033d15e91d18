import { alterChart, send, type MutationsOf } from '#faultline';
import type { TxnResponse } from '../etcd/messages.ts';
import { deleteByNameIn, serverOf } from '../etcd/queue.ts';
import { data, lock } from './client.ts';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How the lock goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it. A wish (`lock`, `work`, `unlock`), a delivery, a timeout and
 * the expiry of a lease are a step each.
 */
export const mutations = {
  'no-recheck': {
    says: 'a client that has waited takes the lock, and does not look whether its own key is still there',
    violates: 'exclusion',
    steps: 14,
    parameters: { clients: 3, expiries: 1, writes: false },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: {
            waiting: {
              states: {
                confirming: { entry: undefined, on: undefined, always: '#client.holding' },
              },
            },
          },
        }),
    },
  },
  'unlock-by-name': {
    says: 'a client that unlocks deletes the key whichever it is, also when it asks once more',
    violates: 'exclusion',
    steps: 14,
    parameters: { clients: 2, rounds: 2, retries: 1, expiries: 0, writes: false },
    charts: {
      client: (chart) =>
        chart.provide({
          actions: {
            deleteKey: send(serverOf, deleteByNameIn(lock)),
          },
        }),
    },
  },
  'no-revision-guard': {
    says: 'a holder writes, and the transaction does not ask whether it still has its key',
    violates: 'fencingSafety',
    steps: 11,
    parameters: { clients: 2, expiries: 1, writes: true },
    charts: {
      client: (chart) =>
        chart.provide({
          actions: {
            write: send(serverOf, ({ context: { calls, revision } }) => ({
              type: 'txn',
              call: calls,
              compare: [],
              success: [{ kind: 'put', key: data, value: revision, lease: null }],
              failure: [],
            })),
          },
        }),
    },
  },
  'wait-first-only': {
    says: 'a client waits for the key that was the first when it put its own, and for no other',
    violates: 'exclusion',
    steps: 19,
    parameters: { clients: 3, expiries: 0, writes: false },
    charts: {
      client: (chart) =>
        alterChart(
          watchFrom(chart, ({ revision }) => revision + 1),
          {
            states: {
              acquiring: {
                on: {
                  txnResponse: [
                    {
                      guard: withEvent('isFirst'),
                      target: 'holding',
                      actions: withEvent('keepRevision'),
                    },
                    {
                      guard: withEvent('isAwaited'),
                      target: 'waiting.watching',
                      actions: [withEvent('keepRevision'), withEvent('watchOlder')],
                    },
                  ],
                },
              },
              waiting: {
                states: {
                  watching: {
                    on: { watchResponse: { guard: withEvent('isDeleted'), target: 'confirming' } },
                  },
                },
              },
            },
          },
        ),
    },
  },
  'watch-from-now': {
    says: 'a client watches from when the watch arrives, not from when it has seen the key',
    violates: 'neverStarves',
    steps: 12,
    parameters: { clients: 2, expiries: 0, writes: false },
    charts: { client: (chart) => watchFrom(chart, () => 0) },
  },
  'session-wait-forever': {
    says: 'a client that waits does not listen to what becomes of its own lease',
    violates: 'noticesExpiry',
    steps: 11,
    parameters: { clients: 2, expiries: 1, writes: false },
    charts: {
      client: (chart) => alterChart(chart, { states: { waiting: { on: { leaseExpired: {} } } } }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;

type Chart = ReturnType<typeof roles>['client']['chart'];

/** The chart that watches, from some revision on, the key that the answer has found last. */
function watchFrom(chart: Chart, startRevision: (response: TxnResponse) => number): Chart {
  return chart.provide({
    actions: {
      watchOlder: send(serverOf, ({ context: { calls } }, response) => ({
        type: 'watch',
        watch: calls,
        under: response.found.at(-1)?.[0]?.key ?? lock,
        startRevision: startRevision(response),
      })),
    },
  });
}

/** A guard or an effect that looks at the event. */
function withEvent(type: string) {
  return { type, params: ({ event }: { readonly event: object }) => event };
}
