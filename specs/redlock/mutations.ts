import { alterChart, type MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How Redlock goes wrong when one line of it, or of what it counts on, is missing.
 *
 * The parameters are the smallest that show it. A wish, a delivery, a tick, the expiry of a key, a crash, a
 * restart, a pause and a resumption are a step each.
 */
export const mutations = {
  minority: {
    says: 'one server is enough',
    violates: 'mutualExclusion',
    steps: 8,
    charts: { client: (chart) => chart.provide({ guards: { isOneTooFew: () => true } }) },
  },
  'no-elapsed-check': {
    says: 'a client does not look at how long it took to get a majority, and counts its time from there',
    violates: 'mutualExclusion',
    steps: 15,
    parameters: { delay: 1 },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: {
            trying: {
              after: undefined,
              states: { holding: { after: { validity: '#client.idle' } } },
            },
          },
        }),
    },
  },
  'ignore-validity': {
    says: 'a client that holds the lock never stops by itself',
    violates: 'mutualExclusion',
    steps: 15,
    parameters: { delay: 1 },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: {
            trying: {
              after: undefined,
              states: { asking: { after: { validity: '#client.idle' } } },
            },
          },
        }),
    },
  },
  'del-without-token': {
    says: 'a client gives back with DEL, whoever has set the key',
    violates: 'mutualExclusion',
    steps: 19,
    parameters: { clients: 3 },
    charts: { node: (chart) => chart.provide({ guards: { ownsKey: () => true } }) },
  },
  'restart-no-persistence': {
    says: 'a server restarts without its key, at once',
    violates: 'mutualExclusion',
    steps: 14,
    faults: { crash: { roles: ['node'], max: 1, restart: true, amnesia: 1 } },
  },
  'drift-no-margin': {
    says: 'the clock of a server is wrong by as much as the margin',
    violates: 'mutualExclusion',
    steps: 16,
    faults: { drift: { roles: ['node'], ticks: 1, max: 1 } },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
