import { alterChart, type MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/** How atomic commit goes wrong. */
export const mutations = {
  'chooses-again': {
    says: 'a commit can be turned into an abort',
    violates: 'stability',
    steps: 2,
    parameters: { participants: 1 },
    charts: {
      transaction: (chart) =>
        alterChart(chart, {
          states: {
            outcome: {
              states: {
                commit: {
                  on: { choose: { target: 'abort', guard: { type: 'is', params: 'abort' } } },
                },
              },
            },
          },
        }),
    },
  },
  'nobody-decides': {
    says: 'an outcome is chosen, and no participant ever decides',
    violates: 'progress',
    steps: 1,
    parameters: { participants: 1 },
    charts: { transaction: (chart) => chart.provide({ guards: { isFor: () => false } }) },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
