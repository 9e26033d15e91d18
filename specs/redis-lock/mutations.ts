import { alterChart, type MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/** Everything arrives at once, so that nothing but the broken line can be to blame. */
const instant = { timeouts: 'timed', tick: 10, delayMax: 0 } as const;

/**
 * How the lock goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it. A wish (`acquire`, `work`, `release`), a delivery, a tick,
 * the expiry of a key, a pause and a resumption are a step each.
 */
export const mutations = {
  'del-without-token': {
    says: 'a client releases with DEL, whoever has set the key',
    violates: 'ownerOnlyRelease',
    steps: 5,
    parameters: { timed: false },
    charts: { server: (chart) => chart.provide({ guards: { ownsKey: () => true } }) },
  },
  'no-client-deadline': {
    says: 'a client that holds the lock never looks at its clock',
    violates: 'mutualExclusion',
    steps: 10,
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: {
            trying: {
              after: undefined,
              states: {
                acquiring: { after: { validity: { target: '#client.idle', actions: 'giveBack' } } },
              },
            },
          },
        }),
    },
  },
  'deadline-from-reply': {
    says: 'a client counts the time that it has from the answer of the server',
    violates: 'mutualExclusion',
    steps: 10,
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: {
            trying: {
              after: undefined,
              states: {
                acquiring: { after: { validity: { target: '#client.idle', actions: 'giveBack' } } },
                holding: { after: { validity: '#client.idle' } },
              },
            },
          },
        }),
    },
  },
  'no-margin': {
    says: 'a client uses the lock to the very instant at which the key expires',
    violates: 'mutualExclusion',
    steps: 10,
    charts: { client: (chart) => chart.provide({ delays: { validity: 30 } }) },
  },
  'no-fence': {
    says: 'the resource takes every write, and one that is late comes after those of the next holder',
    violates: 'fencingSafety',
    steps: 11,
    parameters: { timed: false },
    charts: { resource: (chart) => chart.provide({ guards: { isFresh: () => true } }) },
  },
  'no-fence-under-pause': {
    says: 'the resource takes every write, and a client stands still between its last look at the clock and the write',
    violates: 'fencingSafety',
    steps: 16,
    parameters: { pauses: 1 },
    time: instant,
    charts: { resource: (chart) => chart.provide({ guards: { isFresh: () => true } }) },
  },
  'async-write': {
    says: 'no lock expires, and a holder releases without waiting for its write; the resource takes every write',
    violates: 'fencingSafety',
    steps: 12,
    parameters: { timed: false },
    charts: {
      server: (chart) => alterChart(chart, { states: { present: { after: undefined } } }),
      resource: (chart) => chart.provide({ guards: { isFresh: () => true } }),
      client: (chart) =>
        alterChart(chart, {
          states: {
            trying: {
              after: undefined,
              states: {
                holding: {
                  states: {
                    writing: { on: { release: { target: '#client.idle', actions: 'giveBack' } } },
                  },
                },
              },
            },
          },
        }),
    },
  },
  'volatile-restart': {
    says: 'the server does not keep the key over a restart, as with appendfsync everysec',
    violates: 'mutualExclusion',
    steps: 8,
    faults: { crash: { roles: ['server'], max: 1, restart: true, amnesia: 1 } },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
