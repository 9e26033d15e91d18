import { assign, setup } from 'xstate';

/** For each slot what is in it, and null where nothing is. */
export type Slots = readonly (string | null)[];

/**
 * A log of slots, each of which is open until a value is chosen for it.
 *
 * Source: Lamport, Consensus.tla, action Next, for each slot.
 */
export const log = setup({
  types: {
    input: {} as { readonly slots: number },
    context: {} as { readonly chosen: Slots },
    events: {} as { type: 'choose'; readonly values: Slots },
  },
  guards: {
    areOpen: ({ context: { chosen } }, values: Slots) =>
      values.every((value, index) => value === null || chosen[index] === null),
  },
  actions: {
    put: assign({
      chosen: ({ context: { chosen } }, values: Slots) =>
        chosen.map((present, index) => values[index] ?? present),
    }),
  },
}).createMachine({
  id: 'log',
  context: ({ input: { slots } }) => ({ chosen: Array.from({ length: slots }, () => null) }),
  initial: 'growing',
  states: {
    growing: {
      on: {
        choose: {
          guard: { type: 'areOpen', params: ({ event }) => event.values },
          actions: { type: 'put', params: ({ event }) => event.values },
        },
      },
    },
  },
});
