import { alterChart, broadcast, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { VectorClock } from '../vector-clocks/messages.ts';

import type { monitors } from './monitors.ts';
import {
  firstThat,
  isNextOfSender,
  knowsOthers,
  numberOf,
  type DeliveryCondition,
  type process,
} from './process.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How causal broadcast goes wrong when one part of the delivery condition is missing, or of what it rests on.
 *
 * The parameters are the smallest that show it. A broadcast, the arrival of a message and its duplication are a step
 * each; a message that may be delivered when it arrives is delivered in that step.
 */
export const mutations = {
  'no-delay': {
    says: 'a message is delivered when it comes',
    violates: 'causalDelivery',
    steps: 3,
    parameters: { processes: 2, broadcasts: 2 },
    charts: { process: (chart) => waitingUntil(chart, () => true) },
  },
  'sender-order-only': {
    says: 'a message waits for the earlier ones of its sender only, as in a fifo broadcast',
    violates: 'causalDelivery',
    steps: 4,
    parameters: { processes: 3, broadcasts: 1 },
    charts: { process: (chart) => waitingUntil(chart, isNextOfSender) },
  },
  'others-only': {
    says: 'a message waits for what its sender had of others, and not for its own earlier ones',
    violates: 'causalDelivery',
    steps: 3,
    parameters: { processes: 2, broadcasts: 2 },
    charts: { process: (chart) => waitingUntil(chart, knowsOthers) },
  },
  'own-count-only': {
    says: 'a message is stamped with the count of its sender alone',
    violates: 'causalDelivery',
    steps: 4,
    parameters: { processes: 3, broadcasts: 1 },
    charts: {
      process: (chart) =>
        chart.provide({
          actions: {
            sendToOthers: broadcast(
              ({ context: { processes, self } }) => processes.filter((id) => id !== self),
              ({ context: { clock, self } }) => ({
                type: 'message',
                clock: { [self]: clock[self] ?? 0 },
              }),
            ),
          },
        }),
    },
  },
  'delivers-again': {
    says: 'a message that comes twice is put off and delivered like any other',
    violates: 'deliveredOnce',
    steps: 4,
    parameters: { processes: 2, broadcasts: 1, duplicates: 1 },
    charts: {
      process: (chart) =>
        waitingUntil(
          chart.provide({ guards: { isNew: () => true } }),
          (clock, message) =>
            numberOf(message) <= (clock[message.from] ?? 0) + 1 && knowsOthers(clock, message),
        ),
    },
  },
  'counts-every-event': {
    says: 'a delivery counts as an event of the process, as with clocks of all events',
    violates: 'endsClear',
    steps: 4,
    parameters: { processes: 2, broadcasts: 1 },
    charts: {
      process: (chart) =>
        alterChart(chart, {
          on: {
            message: {
              target: '.holding',
              actions: [
                { type: 'hold', params: ({ event }: { event: object }) => event },
                'findReady',
                assign({
                  clock: ({ context }: { context: { clock: VectorClock; self: string } }) => ({
                    ...context.clock,
                    [context.self]: (context.clock[context.self] ?? 0) + 1,
                  }),
                }),
              ],
            },
          },
        }),
    },
  },
  'looks-once': {
    says: 'a delivery is not followed by a look at what it was that others waited for',
    violates: 'allDeliver',
    steps: 4,
    parameters: { processes: 2, broadcasts: 2 },
    charts: {
      process: (chart) =>
        alterChart(chart, {
          states: {
            holding: {
              always: [
                { guard: 'oneIsReady', actions: ['observeDelivery', 'deliver'] },
                { guard: 'holdsNone', target: 'clear' },
              ],
            },
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;

/** A process with another delivery condition. */
function waitingUntil(chart: typeof process, isNext: DeliveryCondition): typeof process {
  return chart.provide({
    actions: {
      findReady: assign({ ready: ({ context }) => firstThat(context, isNext) }),
    },
  });
}
