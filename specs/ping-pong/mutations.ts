import { alterChart, type MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How the game goes wrong when one line of it is missing, and what then fails.
 *
 * Beginning a round, delivering a message, losing it, a timeout and a crash are a step each.
 */
export const mutations = {
  'no-timeout': {
    says: 'the pinger waits for ever, and never asks again',
    violates: 'neverStuck',
    steps: 2,
    parameters: { losses: 1 },
    charts: {
      pinger: (chart) => alterChart(chart, { states: { waiting: { after: undefined } } }),
    },
  },
  'any-pong-counts': {
    says: 'the pinger does not look at the round of an answer',
    violates: 'answered',
    steps: 7,
    parameters: { rounds: 2, tries: 2 },
    charts: { pinger: (chart) => chart.provide({ guards: { isOfThisRound: () => true } }) },
  },
  'first-pong-wins': {
    says: 'the pinger ends a round with the first answer',
    violates: 'answered',
    steps: 3,
    parameters: { pongers: 2 },
    charts: {
      pinger: (chart) =>
        chart.provide({ guards: { isLast: ({ context }) => context.heard.length > 0 } }),
    },
  },
  'asks-once': {
    says: 'the pinger that waits in vain goes on waiting, and does not ask again',
    violates: 'endsStrongly',
    steps: 3,
    parameters: { patient: true },
    charts: {
      pinger: (chart) =>
        alterChart(chart, {
          states: { waiting: { after: { pongTimeout: { target: 'waiting', reenter: true } } } },
        }),
    },
  },
  'timeouts-guess': {
    says: 'a timer may fire at any moment, and not only when a ponger has crashed',
    violates: 'suspectsOnlyCrashed',
    steps: 2,
    parameters: { accurate: true },
    time: { timeouts: 'nondeterministic' },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
