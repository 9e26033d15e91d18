import { alterChart, send, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How instances are not found, or ghosts are, when one line is missing, and what then fails.
 *
 * Becoming ready, a delivery, a crash, the end of a session or a connection, a partition and its end are a
 * step each.
 */
export const mutations = {
  'persistent-node': {
    says: 'the node of an instance stays when its session is over',
    violates: 'noGhost',
    steps: 4,
    parameters: { providers: 1, partitions: 0 },
    charts: {
      provider: (chart) =>
        chart.provide({
          actions: {
            register: send(
              ({ context }) => context.service,
              ({ context: { session, address } }) => ({
                type: 'create',
                session,
                directory: 'instances',
                name: address,
                data: address,
                ephemeral: false,
                sequential: true,
              }),
            ),
          },
        }),
    },
  },
  'no-reregister': {
    says: 'an instance does not make a node again when its session has ended',
    violates: 'readyIsListed',
    steps: 8,
    parameters: { providers: 1, crashes: 0 },
    charts: {
      provider: (chart) => alterChart(chart, { on: { sessionExpired: { target: '.gone' } } }),
    },
  },
  'loss-is-empty': {
    says: 'the consumer takes the loss of its connection for the loss of all instances',
    violates: 'keepsWhatItKnows',
    steps: 8,
    parameters: { providers: 1, crashes: 0 },
    charts: {
      consumer: (chart) =>
        alterChart(chart, {
          states: { disconnected: { entry: [assign({ addresses: [] }), 'connect'] } },
        }),
    },
  },
  'register-before-ready': {
    says: 'an instance makes its node before it is ready',
    violates: 'listedIsReady',
    steps: 1,
    parameters: { providers: 1, crashes: 0, partitions: 0 },
    charts: { provider: (chart) => alterChart(chart, { initial: 'connected' }) },
  },
  'no-watch': {
    says: 'the consumer lists the instances, and does not watch the list',
    violates: 'settledAccurate',
    steps: 4,
    parameters: { providers: 1, crashes: 0, partitions: 0 },
    charts: {
      consumer: (chart) =>
        chart.provide({
          actions: {
            listAndWatch: send(
              ({ context }) => context.service,
              ({ context: { session } }) => ({
                type: 'getChildren',
                session,
                directory: 'instances',
                watch: false,
              }),
            ),
          },
        }),
    },
  },
  'no-relist': {
    says: 'the consumer does not list again while it still asks for addresses',
    violates: 'settledAccurate',
    steps: 9,
    parameters: { providers: 2, crashes: 0, partitions: 0 },
    charts: {
      consumer: (chart) =>
        alterChart(chart, {
          states: {
            connected: {
              on: undefined,
              states: { settled: { on: { nodeChildrenChanged: 'listing' } } },
            },
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
