import type { MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/** How a group goes wrong. */
export const mutations = {
  'anybody-leads': {
    says: 'a leader is elected that does not have all that is in the log',
    violates: 'leaderCompleteness',
    steps: 2,
    parameters: { entries: 1, values: 1 },
    charts: { group: (chart) => chart.provide({ guards: { isComplete: () => true } }) },
  },
  'replicates-again': {
    says: 'the log is replaced by another one',
    violates: 'stability',
    steps: 2,
    parameters: { entries: 1, values: 2 },
    charts: { group: (chart) => chart.provide({ guards: { isLonger: () => true } }) },
  },
  'replicates-anything': {
    says: 'something gets into the log that the leader does not know',
    violates: 'leaderCompleteness',
    steps: 2,
    parameters: { entries: 1, values: 1 },
    charts: { group: (chart) => chart.provide({ guards: { isProposed: () => true } }) },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
