import { alterChart, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { monitors } from '../saga/monitors.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How the workers go wrong when one line is missing, and what then fails.
 *
 * The parameters are the smallest that show it. A job, a delivery, selling out, giving up on a step and the expiry of the
 * lock are a step each.
 */
export const mutations = {
  'unfenced-steps': {
    says: 'a service takes every request, also of a worker that has lost the lock',
    violates: 'fencingSafety',
    steps: 17,
    charts: {
      service: (chart) =>
        chart.provide({
          guards: {
            isLate: () => false,
            isAhead: ({ context, event }) => 'fence' in event && event.fence !== context.last,
          },
        }),
    },
  },
  'log-without-cas': {
    says: 'the log takes every write, also of a worker that has lost the lock',
    violates: 'singleActiveOrchestrator',
    steps: 11,
    charts: { log: (chart) => chart.provide({ guards: { isOwner: () => true } }) },
  },
  'late-claim': {
    says: 'the log lets itself be claimed under any fence',
    violates: 'singleActiveOrchestrator',
    steps: 9,
    charts: { log: (chart) => chart.provide({ guards: { isNewer: () => true } }) },
  },
  'restart-from-zero': {
    says: 'a worker begins at the first step, whatever the log says',
    violates: 'sagaAtomicity',
    steps: 23,
    charts: {
      worker: (chart) =>
        chart.provide({ actions: { keepEntry: assign({ mode: 'idle', position: 0 }) } }),
    },
  },
  'release-before-final-log': {
    says: 'a worker gives the lock back before the log has the end',
    violates: 'outcomeIsLogged',
    steps: 9,
    charts: {
      worker: (chart) =>
        alterChart(chart, {
          states: { running: { states: { done: { always: '#worker.finished' } } } },
        }),
    },
  },
  'fence-not-renewed': {
    says: 'a worker that gets the lock again keeps the fence of the first time',
    violates: 'actsUnderItsFence',
    steps: 13,
    charts: {
      worker: (chart) =>
        chart.provide({
          actions: {
            keepFence: assign({ fence: ({ context }, { fence }) => context.fence || fence }),
            forget: assign({ mode: 'idle', position: 0 }),
          },
        }),
    },
  },
  'log-after-send': {
    says: 'a worker asks for a step while the log does not say so yet',
    violates: 'sagaAtomicity',
    steps: 24,
    parameters: { services: 2 },
    charts: {
      worker: (chart) =>
        alterChart(chart, {
          states: {
            running: {
              states: {
                forward: { entry: ['sendExec', { type: 'log', params: 'forward' }] },
                executing: { entry: undefined },
              },
            },
          },
        }),
    },
  },
  'gives-up-before-logged': {
    says: 'a worker gives up on a step while the log has not answered: what it writes then is overtaken',
    violates: 'stability',
    steps: 12,
    charts: {
      worker: (chart) =>
        alterChart(chart, {
          states: {
            running: { states: { forward: { after: { stepTimeout: 'compensating' } } } },
          },
        }),
    },
  },
  'exec-not-idempotent': {
    says: 'a service carries out its step for each worker that asks for it',
    violates: 'exactlyOnceEffect',
    steps: 17,
    charts: {
      service: (chart) =>
        chart.provide({
          guards: {
            isNew: ({ context }, { saga }) =>
              context.ledger[saga] === undefined || context.ledger[saga] === 'executed',
          },
        }),
    },
  },
  'forward-order': {
    says: 'a worker that takes over has the steps undone from the first to the last',
    violates: 'reverseOrder',
    steps: 25,
    parameters: { services: 2 },
    charts: {
      worker: (chart) =>
        chart.provide({
          guards: {
            nothingLeft: ({ context: { position, services } }) => position === services.length,
          },
          actions: {
            keepEntry: assign((_, { mode, position }) =>
              mode === 'compensating' ? { mode, position: 0 } : { mode, position },
            ),
            goBack: assign({ position: ({ context }) => context.position + 1 }),
          },
        }),
    },
  },
  'never-gives-up': {
    says: 'a worker waits for a step for ever, and its service is sold out',
    violates: 'finishes',
    steps: 21,
    charts: {
      worker: (chart) =>
        alterChart(chart, {
          states: {
            running: { states: { executing: { after: undefined, on: { fail: undefined } } } },
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof ReturnType<typeof monitors>>;
