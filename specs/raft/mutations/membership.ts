import type { MutationsOf } from '#faultline';
import { assertEvent } from 'xstate';
import { isSettled } from '../membership.ts';
import type { monitors } from '../monitors.ts';
import type { properties } from '../properties.ts';
import type { roles } from '../roles.ts';

/** How servers that are let in, or taken out, make two quorums of what should be one. */
export const membershipMutations = {
  'single-server-2015': {
    says: 'a leader changes the membership before it has committed an entry of its own term',
    violates: 'leaderCompleteness',
    steps: 18,
    parameters: { servers: 4, candidates: 2, terms: 3, changes: true },
    charts: {
      server: (chart) =>
        chart.provide({
          guards: {
            mayChange: ({ context, event }) => {
              assertEvent(event, 'changeMember');
              return isSettled(context, event.server);
            },
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;
