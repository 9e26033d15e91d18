import type { MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/** How consensus goes wrong. */
export const mutations = {
  'chooses-again': {
    says: 'a value is chosen for a slot that has one',
    violates: 'stability',
    steps: 2,
    parameters: { slots: 1, values: 2 },
    charts: { log: (chart) => chart.provide({ guards: { areOpen: () => true } }) },
  },
  'never-chooses': {
    says: 'no value is ever chosen',
    violates: 'progress',
    steps: 0,
    parameters: { slots: 1, values: 1 },
    charts: { log: (chart) => chart.provide({ guards: { areOpen: () => false } }) },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
