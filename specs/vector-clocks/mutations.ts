import { alterChart, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How vector clocks go wrong when one rule of them is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has: acting,
 * sending and receiving are a step each, and so are a crash and a restart.
 */
export const mutations = {
  'merge-without-increment': {
    says: 'the receipt of a message does not count as an event',
    violates: 'clockCondition',
    steps: 2,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) =>
        alterChart(chart, {
          on: {
            message: {
              actions: [
                { type: 'merge', params: ({ event }: { event: object }) => event },
                { type: 'logEvent', params: ({ event }: { event: object }) => event },
              ],
            },
          },
        }),
    },
  },
  'increment-without-merge': {
    says: 'a process learns nothing from the time stamp of a message',
    violates: 'clockCondition',
    steps: 2,
    parameters: { processes: 2, rounds: 1 },
    charts: { process: (chart) => chart.provide({ actions: { merge: assign({}) } }) },
  },
  'assign-instead-of-max': {
    says: 'a process takes the clock of a message in place of its own',
    violates: 'clockCondition',
    steps: 4,
    parameters: { processes: 2, rounds: 2 },
    charts: {
      process: (chart) =>
        chart.provide({ actions: { merge: assign({ clock: (_, { clock }) => clock }) } }),
    },
  },
  'wrong-component': {
    says: 'the receipt of a message counts as an event of its sender',
    violates: 'strongClockCondition',
    steps: 3,
    parameters: { processes: 2, rounds: 2 },
    charts: {
      process: (chart) =>
        chart.provide({
          actions: {
            merge: assign({
              clock: ({ context: { clock, self } }, { from, ...message }) =>
                Object.fromEntries(
                  Object.entries(clock).map(([id, known]) => [
                    id,
                    // The count of this event, which follows, is taken back and given to the sender.
                    Math.max(known, message.clock[id] ?? 0) +
                      (id === self ? -1 : id === from ? 1 : 0),
                  ]),
                ),
            }),
          },
        }),
    },
  },
  'lamport-clock': {
    says: 'there is one number for all: the clock of Lamport 1978 in every place',
    violates: 'strongClockCondition',
    steps: 2,
    parameters: { processes: 2, rounds: 1 },
    charts: {
      process: (chart) =>
        chart.provide({
          actions: {
            countEvent: assign({
              clock: ({ context: { clock } }) =>
                Object.fromEntries(Object.entries(clock).map(([id, known]) => [id, known + 1])),
            }),
          },
        }),
    },
  },
  'restart-reuses-id': {
    says: 'a process that restarts has lost its clock, and goes on under its old name',
    violates: 'neverBack',
    steps: 3,
    parameters: { processes: 2, rounds: 1, crashes: 1 },
    charts: {
      process: (chart) =>
        alterChart(chart, {
          entry: assign({
            clock: ({ context }: { context: { clock: Readonly<Record<string, number>> } }) =>
              Object.fromEntries(Object.keys(context.clock).map((id) => [id, 0])),
          }),
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
