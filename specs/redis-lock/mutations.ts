import { alterChart, type MutationsOf } from '#faultline';
import { replicate } from './primary.ts';
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
  'extend-without-token': {
    says: 'a client lets the key live on, whoever has set it (PEXPIRE)',
    violates: 'mutualExclusion',
    steps: 13,
    parameters: { extensions: 1 },
    charts: {
      server: (chart) =>
        alterChart(chart, {
          states: {
            present: {
              on: {
                compareAndExpire: {
                  target: 'present',
                  reenter: true,
                  actions: {
                    type: 'answerExtended',
                    params: ({ event }: { event: object }) => event,
                  },
                },
              },
            },
          },
        }),
    },
  },
  'counts-on-extension': {
    says: 'a client that has asked for an extension goes on as if it had it',
    violates: 'mutualExclusion',
    steps: 11,
    parameters: { extensions: 1 },
    charts: {
      client: (chart) => alterChart(chart, { states: { renewing: { always: 'trying.holding' } } }),
    },
  },
  'extends-from-reply': {
    says: 'a client counts the time that an extension gives from the answer of the server',
    violates: 'mutualExclusion',
    steps: 13,
    parameters: { extensions: 1 },
    charts: {
      client: (chart) =>
        alterChart(chart, {
          states: {
            trying: {
              states: {
                extending: {
                  on: {
                    extended: {
                      guard: { type: 'isCurrent', params: ({ event }: { event: object }) => event },
                      target: '#client.counting',
                    },
                  },
                },
              },
            },
            counting: { always: 'trying.holding' },
          },
        }),
    },
  },
  'failover-async-replica': {
    says: 'the server answers before its replica has the key, and the replica is what is left of it',
    violates: 'mutualExclusion',
    steps: 10,
    parameters: { crashes: 1, replicated: true },
    charts: {
      server: (chart) =>
        alterChart(chart, {
          states: {
            absent: {
              on: {
                set: {
                  actions: [
                    { type: 'setKey', params: ({ event }: { event: object }) => event },
                    replicate,
                    { type: 'answerOk', params: ({ event }: { event: object }) => event },
                  ],
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
