import { alterChart, type MutationsOf, type Received } from '#faultline';
import { enqueueActions } from 'xstate';
import type { Sync } from './messages.ts';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How an ensemble goes wrong when one rule of it is missing, and what then fails.
 *
 * A wish (`look`, `count`, `catchUp`, `move`) and a delivery are a step each.
 */
export const mutations = {
  'read-not-monotone': {
    says: 'a server takes a client that has seen more than it has',
    violates: 'singleSystemImage',
    steps: 14,
    parameters: { clients: 1, requests: 3, moves: 1 },
    charts: { server: (chart) => chart.provide({ guards: { hasSeen: () => true } }) },
  },
  'sync-not-flushed': {
    says: 'a server answers a sync by itself',
    violates: 'freshAfterSync',
    steps: 12,
    charts: {
      server: (chart) =>
        alterChart(chart, {
          states: {
            following: {
              on: {
                sync: { actions: { type: 'answerSync', params: ofClient } },
              },
            },
          },
        }),
    },
  },
  'version-ignored': {
    says: 'the leader does not look at the version that a write names',
    violates: 'noLostUpdate',
    steps: 12,
    charts: { leader: (chart) => chart.provide({ guards: { isOfVersion: () => true } }) },
  },
  'multi-in-parts': {
    says: 'the leader sends the two parts of a multi one after the other',
    violates: 'atomicMulti',
    steps: 7,
    parameters: { clients: 1 },
    charts: {
      leader: (chart) =>
        chart.provide({
          actions: {
            sendToAll: enqueueActions(({ context, enqueue }, { from, client, connection }) => {
              const { servers, zxid, version, first, second } = context;
              const parts = { type: 'commit', client, connection, zxid, version, first } as const;
              for (const to of servers) {
                // Nobody answers when only the first part has come.
                enqueue.emit({ ...parts, server: 'leader', second: second - 1, to });
                enqueue.emit({ ...parts, server: from, second, to });
              }
            }),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;

function ofClient({ event: { from, connection } }: { readonly event: Received<Sync> }) {
  return { client: from, connection };
}
