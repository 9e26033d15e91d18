import { alterChart, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How Lamport's mutual exclusion goes wrong when one rule of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has: wanting,
 * leaving and delivering a message are a step each, and whoever may enter does so in the step that lets it.
 */
export const mutations = {
  'no-ack-wait': {
    says: 'a process enters when it is first in its queue, without waiting for acknowledgements',
    violates: 'mutex',
    steps: 2,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) => chart.provide({ guards: { isAcknowledgedByAll: () => true } }),
    },
  },
  'no-tie-break': {
    says: 'a process is first in the queue also when another has the same time stamp',
    violates: 'mutex',
    steps: 6,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) =>
        chart.provide({
          guards: {
            isFirstInQueue: ({ context: { queue, self, processes } }) =>
              processes.every((id) => (queue[id] ?? Infinity) >= (queue[self] ?? Infinity)),
          },
        }),
    },
  },
  'non-fifo': {
    says: 'the network does not keep the order: an acknowledgement overtakes a request',
    violates: 'mutex',
    steps: 6,
    parameters: { processes: 2, rounds: 1 },
    network: { order: 'unordered' },
  },
  'clock-not-advanced-on-receive': {
    says: 'the receipt of a message does not set the clock',
    violates: 'clockCondition',
    steps: 2,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) => chart.provide({ actions: { advanceClockPast: assign({}) } }),
    },
  },
  'merge-without-increment': {
    says: 'the receipt of a message sets the clock to its time stamp and not past it, and nothing else does',
    violates: 'clockCondition',
    steps: 1,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) =>
        chart.provide({
          actions: {
            advanceClock: assign({}),
            advanceClockPast: assign({
              clock: ({ context }, { clock }) => Math.max(context.clock, clock),
            }),
          },
        }),
    },
  },
  'no-queue': {
    says: 'a process enters when all have acknowledged, whoever is first in its queue',
    violates: 'inOrder',
    steps: 5,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) => chart.provide({ guards: { isFirstInQueue: () => true } }),
    },
  },
  'release-before-exit': {
    says: 'a process tells the others that it has left when it enters',
    violates: 'mutex',
    steps: 7,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) =>
        alterChart(chart, {
          states: {
            critical: {
              entry: ['advanceClock', 'removeOwnRequest', 'sendRelease'],
              on: { exit: { target: 'idle', actions: 'advanceClock' } },
            },
          },
        }),
    },
  },
  'request-repeated': {
    says: 'a process sends its request twice',
    violates: 'boundedNetwork',
    steps: 1,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) =>
        alterChart(chart, {
          states: { requesting: { entry: ['sendRequest', 'sendRequest'] } },
        }),
    },
  },
  'no-acknowledgement': {
    says: 'a process does not acknowledge requests while it waits itself',
    violates: 'neverStuck',
    steps: 4,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) =>
        alterChart(chart, {
          states: {
            requesting: {
              on: {
                request: {
                  actions: [
                    { type: 'advanceClockPast', params: ({ event }: { event: object }) => event },
                    { type: 'queueRequest', params: ({ event }: { event: object }) => event },
                  ],
                },
              },
            },
          },
        }),
    },
  },
  'lost-message': {
    says: 'the network loses a message',
    violates: 'noStarvation',
    steps: 2,
    parameters: { processes: 2, rounds: 1 },
    network: { order: 'fifo', loss: { max: 1 } },
  },
  crash: {
    says: 'a process crashes: nobody else can enter any more',
    violates: 'noStarvation',
    steps: 2,
    parameters: { processes: 2, rounds: 1 },
    faults: { crash: { max: 1 } },
  },
} satisfies MutationsOf<typeof roles, typeof properties, 'clockCondition'>;
