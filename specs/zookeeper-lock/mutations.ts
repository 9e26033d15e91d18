import { alterChart, send, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import { createIn, watchPredecessorIn } from '../zookeeper/queue.ts';
import { serviceOf } from '../zookeeper/requests.ts';
import { directory } from './client.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How the lock goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it. A wish (`acquire`, `work`, `release`), a delivery, a crash, and
 * the end of a session or a connection are a step each; asking the service and being answered are two.
 */
export const mutations = {
  'no-recheck': {
    says: 'a client takes the lock when the node before its own is gone, and does not look whether there are others',
    violates: 'mutualExclusion',
    steps: 17,
    parameters: { clients: 3 },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: { trying: { states: { waiting: { on: { nodeDeleted: 'holding' } } } } },
        }),
    },
  },
  'exists-null-means-held': {
    says: 'a client takes the lock when the node before its own has gone before it could watch it',
    violates: 'mutualExclusion',
    steps: 16,
    parameters: { clients: 3 },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: { trying: { states: { checking: { on: { noNode: 'holding' } } } } },
        }),
    },
  },
  'exists-null-ignored': {
    says: 'a client waits although the node before its own has gone before it could watch it',
    violates: 'noLostWakeup',
    steps: 14,
    parameters: { crashes: 0 },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: { trying: { states: { checking: { on: { noNode: 'waiting' } } } } },
        }),
    },
  },
  'no-watch': {
    says: 'a client asks for the node before its own, and does not watch it',
    violates: 'noLostWakeup',
    steps: 9,
    parameters: { crashes: 0 },
    charts: {
      client: (chart) =>
        chart.provide({
          actions: {
            watchPredecessor: send(serviceOf, watchPredecessorIn(directory, { watch: false })),
          },
        }),
    },
  },
  'watch-lowest': {
    says: 'every client watches the first node, and all are woken when it goes',
    violates: 'noHerd',
    steps: 19,
    parameters: { clients: 3, crashes: 0 },
    charts: {
      client: (chart) =>
        chart.provide({
          actions: { keepPredecessor: assign({ predecessor: (_, { paths }) => paths[0] ?? null }) },
        }),
    },
  },
  'no-guid': {
    says: 'a client that has lost the answer to create makes another node',
    violates: 'neverWaitsForItself',
    steps: 10,
    parameters: { clients: 1, crashes: 0, accurate: false },
    charts: {
      client: (chart) =>
        alterChart(chart, { states: { disconnected: { on: { connected: 'trying' } } } }),
    },
  },
  'no-fence': {
    says: 'the resource takes every write, also of a client whose session is over',
    violates: 'fencingSafety',
    steps: 15,
    parameters: { crashes: 0, accurate: false },
    charts: { resource: (chart) => chart.provide({ guards: { isFresh: () => true } }) },
  },
  'old-session-node': {
    says: 'a client that cannot reach the service begins a new session, and goes on with the node of the old one',
    violates: 'exclusionInSessions',
    steps: 19,
    parameters: { crashes: 0, accurate: false },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: {
            disconnected: { after: { noPong: 'reopening' } },
            reopening: { on: { opened: { target: 'recovering' } } },
          },
        }),
    },
  },
  'persistent-node': {
    says: 'the node of a client stays when its session is over',
    violates: 'neverStarves',
    steps: 11,
    charts: {
      client: (chart) =>
        chart.provide({
          actions: {
            create: send(serviceOf, createIn(directory, { ephemeral: false })),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
