import { alterChart, send, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import { createIn, watchPredecessorIn } from '../zookeeper/queue.ts';
import { serviceOf } from '../zookeeper/requests.ts';
import { directory } from './candidate.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How an election goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it. A wish (`volunteer`, `resign`), a delivery, a crash, and the end
 * of a session or a connection are a step each; asking the service and being answered are two.
 */
export const mutations = {
  'no-recheck': {
    says: 'a candidate leads when the node before its own is gone, and does not look whether there are others',
    violates: 'oneLeader',
    steps: 25,
    parameters: { candidates: 3 },
    charts: {
      candidate: (chart) =>
        alterChart(chart, {
          states: { connected: { states: { waiting: { on: { nodeDeleted: 'loading' } } } } },
        }),
    },
  },
  'acts-before-loading-state': {
    says: 'a candidate that is elected acts before it has read what the leader before it has left',
    violates: 'oneLeaderPerEpoch',
    steps: 15,
    parameters: { crashes: 0, accurate: false },
    charts: {
      candidate: (chart) =>
        alterChart(
          chart.provide({
            actions: { takeNextEpoch: assign({ epoch: ({ context }) => context.epoch + 1 }) },
          }),
          {
            states: {
              connected: {
                states: {
                  loading: {
                    entry: undefined,
                    always: { target: 'claiming', actions: 'takeNextEpoch' },
                  },
                },
              },
            },
          },
        ),
    },
  },
  'acts-before-acknowledged': {
    says: 'a candidate leads as soon as its node is the first, and others may not know it',
    violates: 'isAcknowledged',
    steps: 7,
    parameters: { candidates: 1, crashes: 0 },
    charts: {
      candidate: (chart) =>
        alterChart(chart, {
          states: { connected: { states: { claiming: { always: 'leading' } } } },
        }),
    },
  },
  'no-watch': {
    says: 'a candidate asks for the node before its own, and does not watch it',
    violates: 'newLeader',
    steps: 11,
    charts: {
      candidate: (chart) =>
        chart.provide({
          actions: {
            watchPredecessor: send(serviceOf, watchPredecessorIn(directory, { watch: false })),
          },
        }),
    },
  },
  'persistent-node': {
    says: 'the node of a candidate stays when its session is over',
    violates: 'newLeader',
    steps: 11,
    charts: {
      candidate: (chart) =>
        chart.provide({
          actions: {
            create: send(serviceOf, createIn(directory, { ephemeral: false })),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
