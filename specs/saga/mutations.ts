import { alterChart, type MutationsOf } from '#faultline';
import { assign, enqueueActions } from 'xstate';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How a saga goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has:
 * beginning, delivering a message, selling out, a timeout, a crash and a restart are a step each.
 */
export const mutations = {
  'exec-not-idempotent': {
    says: 'a service carries out its step whenever it is asked to',
    violates: 'exactlyOnceEffect',
    steps: 3,
    parameters: { services: 1, crashes: 0 },
    charts: {
      service: (chart) =>
        chart.provide({
          guards: {
            isNew: ({ context }, { from }) =>
              context.ledger[from] === undefined || context.ledger[from] === 'executed',
          },
        }),
    },
  },
  'comp-not-idempotent': {
    says: 'a service undoes its step whenever it is asked to',
    violates: 'exactlyOnceEffect',
    steps: 5,
    parameters: { services: 1, crashes: 0 },
    charts: {
      service: (chart) =>
        chart.provide({
          guards: {
            isInEffect: ({ context }, { from }) =>
              context.ledger[from] === 'executed' || context.ledger[from] === 'compensated',
          },
        }),
    },
  },
  'blind-compensation': {
    says: 'a service undoes a step that it has never carried out',
    violates: 'exactlyOnceEffect',
    steps: 3,
    parameters: { services: 1, crashes: 0 },
    charts: {
      service: (chart) =>
        chart.provide({
          guards: {
            isInEffect: ({ context }, { from }) =>
              context.ledger[from] === 'executed' || context.ledger[from] === undefined,
          },
        }),
    },
  },
  'no-tombstone': {
    says: 'a service forgets that it was to undo a step which it had not been asked for',
    violates: 'sagaAtomicity',
    steps: 5,
    parameters: { services: 1, crashes: 0 },
    charts: {
      service: (chart) =>
        chart.provide({
          actions: {
            record: assign({
              ledger: ({ context, event }, entry) =>
                'from' in event && entry !== 'tombstone'
                  ? { ...context.ledger, [event.from]: entry }
                  : context.ledger,
            }),
          },
        }),
    },
  },
  'skip-unknown': {
    says: 'an orchestrator takes a step that is not answered in time for one that has not been carried out',
    violates: 'sagaAtomicity',
    steps: 3,
    parameters: { services: 1, crashes: 0 },
    charts: {
      orchestrator: (chart) =>
        alterChart(chart, {
          states: {
            forward: { after: { stepTimeout: { target: 'stepUndone', actions: 'goBack' } } },
          },
        }),
    },
  },
  'forward-order': {
    says: 'an orchestrator has the steps undone from the first to the last',
    violates: 'reverseOrder',
    steps: 8,
    parameters: { services: 2, crashes: 0 },
    charts: {
      orchestrator: (chart) =>
        chart.provide({
          guards: {
            nothingLeft: ({ context: { position, services } }) =>
              position < 0 || position === services.length,
          },
          actions: {
            log: assign(({ context }, mode) =>
              context.mode === 'forward' && mode === 'compensating'
                ? { mode, position: 0 }
                : { mode },
            ),
            goBack: assign({
              position: ({ context: { mode, position } }) =>
                mode === 'compensating' ? position + 1 : position - 1,
            }),
          },
        }),
    },
  },
  'fail-not-recorded': {
    says: 'a service forgets that a step has failed, and carries it out when it is asked again',
    violates: 'sagaAtomicity',
    steps: 6,
    parameters: { services: 1, crashes: 0 },
    charts: {
      service: (chart) =>
        chart.provide({
          actions: {
            record: assign({
              ledger: ({ context, event }, entry) =>
                'from' in event && entry !== 'failed'
                  ? { ...context.ledger, [event.from]: entry }
                  : context.ledger,
            }),
          },
        }),
    },
  },
  'restart-from-zero': {
    says: 'an orchestrator that restarts begins again at the first step, whatever its log says',
    violates: 'stability',
    steps: 5,
    parameters: { services: 1, crashes: 1 },
    charts: {
      orchestrator: (chart) =>
        alterChart(chart, {
          states: {
            starting: {
              always: [
                { guard: { type: 'isIn', params: 'idle' }, target: 'idle' },
                { target: 'forward', actions: assign({ position: 0 }) },
              ],
            },
          },
        }),
    },
  },
  'send-before-log': {
    says: 'an orchestrator asks for the next step before the log says so, and crashes in between',
    violates: 'sagaAtomicity',
    steps: 8,
    parameters: { services: 2, crashes: 1 },
    faults: { crash: { roles: ['orchestrator'], max: 1, restart: true, cutsBroadcast: true } },
    charts: {
      orchestrator: (chart) =>
        chart.provide({
          actions: {
            goOn: enqueueActions(({ context, enqueue }) => {
              const next = context.services[context.position + 1];
              if (next !== undefined) enqueue.emit({ type: 'exec', to: next });
              enqueue.assign({ position: context.position + 1 });
            }),
          },
        }),
    },
  },
  'compensation-not-retried': {
    says: 'an orchestrator asks only once that a step be undone, in a network that loses it',
    violates: 'finishes',
    steps: 3,
    parameters: { services: 1, crashes: 0 },
    charts: {
      orchestrator: (chart) =>
        alterChart(chart, { states: { compensating: { after: undefined } } }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof ReturnType<typeof monitors>>;
