import { alterChart, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How an election by lease goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it. A wish (`stand`, `renew`, `act`), a delivery, a tick, a timer
 * that fires and a drift are a step each.
 */
export const mutations = {
  'ignores-deadline': {
    says: 'a leader never looks at its clock',
    violates: 'singleLeader',
    steps: 12,
    charts: {
      candidate: (chart) =>
        alterChart(chart, {
          states: {
            leader: {
              states: {
                resting: { on: { deadline: undefined } },
                renewing: { on: { deadline: undefined } },
              },
            },
          },
        }),
    },
  },
  'deadline-from-reply': {
    says: 'a leader counts the time that it has from the answer, not from its request',
    violates: 'singleLeader',
    steps: 11,
    charts: {
      candidate: (chart) =>
        alterChart(chart, {
          states: { leader: { entry: ['clearAlarm', 'setAlarm', 'observeElected'] } },
        }),
    },
  },
  'no-margin': {
    says: 'a leader leads to the very instant at which the lease runs out',
    violates: 'singleLeader',
    steps: 11,
    charts: { candidate: (chart) => chart.provide({ delays: { validity: 40 } }) },
  },
  'clock-lag-no-margin': {
    says: 'a leader leaves a tick for what happens at one instant, and none for a clock that is slow',
    violates: 'singleLeader',
    steps: 11,
    parameters: { drifts: 1 },
    charts: { candidate: (chart) => chart.provide({ delays: { validity: 30 } }) },
  },
  'no-fence': {
    says: 'the resource takes every write, also that of a leader whose time is over',
    violates: 'fencingSafety',
    steps: 16,
    parameters: { writes: true },
    charts: { resource: (chart) => chart.provide({ guards: { isFresh: () => true } }) },
  },
  'epoch-not-incremented': {
    says: 'the store gives the lease again under the number that it had',
    violates: 'epochUnique',
    steps: 12,
    charts: {
      store: (chart) =>
        chart.provide({
          actions: { give: assign({ owner: (_, { from }) => from, epoch: 1 }) },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;
