import { alterChart, type MutationsOf } from '#faultline';
import { assign } from 'xstate';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { ReplicaInput } from './replica.ts';
import type { roles } from './roles.ts';
import { emptySlots, lastFilled, withSlot } from './slots.ts';

/**
 * How Multi-Paxos goes wrong when one rule of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has: to try to
 * lead, a command, and to deliver a message are a step each.
 */
export const mutations = {
  'own-log-end': {
    says: 'a new leader begins after what it has accepted itself, whatever the promises tell',
    violates: 'agreement',
    steps: 10,
    parameters: { slots: 1 },
    charts: {
      replica: (chart) =>
        chart.provide({
          actions: {
            proposeAgain: assign({
              next: ({ context: { accepted } }) => lastFilled(accepted) + 1,
            }),
          },
        }),
    },
  },
  'gaps-left': {
    says: 'a new leader proposes again what may be chosen, and nothing for the gaps before it',
    violates: 'termination',
    steps: 15,
    parameters: { slots: 2 },
    charts: {
      replica: (chart) =>
        chart.provide({
          actions: {
            proposeAgain: assign(({ context: { accepted, adopted, ballot, self } }) => ({
              accepted: accepted.map((entry, index) => {
                const adoptedEntry = adopted[index];
                return adoptedEntry ? { ballot, value: adoptedEntry.value } : entry;
              }),
              votes: adopted.map((entry) => (entry === null ? null : [self])),
              next: lastFilled(adopted) + 1,
            })),
          },
        }),
    },
  },
  'accept-below-promise': {
    says: 'a replica accepts a proposal that it has promised not to accept',
    violates: 'agreement',
    steps: 10,
    parameters: { slots: 1 },
    charts: {
      replica: (chart) =>
        chart.provide({
          guards: {
            keepsPromise: ({ context: { accepted } }, { ballot, slot }) =>
              accepted[slot - 1]?.ballot !== ballot,
          },
        }),
    },
  },
  'volatile-accepted': {
    says: 'a replica that restarts knows what it has promised, and not what it has accepted',
    violates: 'agreement',
    steps: 12,
    parameters: { slots: 1, crashes: 1 },
    charts: {
      replica: (chart) =>
        alterChart(chart, {
          context: ({ input: { recovered, ...situation } }: { readonly input: ReplicaInput }) => {
            const none = emptySlots(situation.slots);
            const promised = recovered?.promised ?? 0;
            const volatile = {
              ballot: 0,
              granted: [],
              adopted: none,
              next: 1,
              votes: none,
              log: none,
            };
            return { ...situation, ...volatile, promised, accepted: none };
          },
        }),
    },
  },
  'order-of-arrival': {
    says: 'a replica puts what is chosen behind what it has, whatever its slot is',
    violates: 'prefixes',
    steps: 13,
    parameters: { slots: 2 },
    charts: {
      replica: (chart) =>
        chart.provide({
          actions: {
            noteChosen: assign({
              log: ({ context: { log } }, { value }) => withSlot(log, lastFilled(log) + 1, value),
            }),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof ReturnType<typeof monitors>>;
