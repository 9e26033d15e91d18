import { alterChart, send, type MutationsOf } from '#faultline';
import { deleteByNameIn, keyIn, serverOf } from '../etcd/queue.ts';
import { reads } from '../etcd/requests.ts';
import { election } from './candidate.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How the election goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it. A wish (`campaign`, `proclaim`, `resign`, `observe`), a
 * delivery, a timeout and the expiry of a lease are a step each.
 */
export const mutations = {
  'no-wait': {
    says: 'a candidate leads as soon as its key is there, and does not wait for the older ones',
    violates: 'leaderByKey',
    steps: 5,
    parameters: { candidates: 2, expiries: 0, proclaims: false },
    charts: {
      candidate: (chart) =>
        alterChart(chart, {
          states: {
            waiting: {
              states: {
                finding: { entry: undefined, on: undefined, always: '#candidate.leading' },
              },
            },
          },
        }),
    },
  },
  'no-revision-guard': {
    says: 'a leader proclaims by a put of its key, without a lease, and does not ask whether it is still there',
    violates: 'fencedByEpoch',
    steps: 8,
    parameters: { candidates: 1, expiries: 1 },
    charts: {
      candidate: (chart) =>
        chart.provide({
          actions: {
            putValue: send(serverOf, ({ context: { lease, calls, revision } }) => ({
              type: 'txn',
              call: calls,
              compare: [],
              success: [{ kind: 'put', key: keyIn(election, lease), value: revision, lease: null }],
              failure: [],
            })),
          },
        }),
    },
  },
  'resign-by-name': {
    says: 'a leader that resigns deletes its key whichever it is, also when it asks once more',
    violates: 'leaderByKey',
    steps: 15,
    parameters: { candidates: 1, rounds: 2, retries: 1, expiries: 0, proclaims: false },
    charts: {
      candidate: (chart) =>
        chart.provide({
          actions: {
            deleteKey: send(serverOf, deleteByNameIn(election)),
          },
        }),
    },
  },
  'watch-from-now': {
    says: 'a candidate watches from when the watch arrives, not from when it has seen the key',
    violates: 'neverStarves',
    steps: 14,
    parameters: { candidates: 2, expiries: 0, proclaims: false },
    charts: {
      candidate: (chart) =>
        chart.provide({
          actions: {
            watchOlder: send(serverOf, ({ context: { calls } }, { found }) => ({
              type: 'watch',
              watch: calls,
              under: found[0]?.[0]?.key ?? election,
              startRevision: 0,
            })),
          },
        }),
    },
  },
  'observe-youngest': {
    says: 'an observer takes the youngest key for that of the leader',
    violates: 'observesLeaders',
    steps: 7,
    parameters: { candidates: 2, expiries: 0, proclaims: false, observes: true },
    charts: {
      observer: (chart) =>
        chart.provide({
          actions: {
            findFirst: send(
              ({ context }) => context.server,
              ({ context: { calls } }) => reads(calls, election, { only: 'last' }),
            ),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
