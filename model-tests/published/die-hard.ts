import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';

interface Jugs {
  readonly small: number;
  readonly big: number;
  readonly smallMax: number;
}

const bigMax = 5;

const actions = [
  ...(['fillSmall', 'fillBig', 'emptySmall'] as const),
  ...(['emptyBig', 'smallToBig', 'bigToSmall'] as const),
];

const jugs = setup({
  types: {
    input: {} as { readonly smallMax: number },
    context: {} as Jugs,
    events: {} as { readonly type: (typeof actions)[number] },
  },
}).createMachine({
  id: 'jugs',
  context: ({ input }) => ({ small: 0, big: 0, smallMax: input.smallMax }),
  on: {
    fillSmall: { actions: assign({ small: ({ context }) => context.smallMax }) },
    fillBig: { actions: assign({ big: bigMax }) },
    emptySmall: { actions: assign({ small: 0 }) },
    emptyBig: { actions: assign({ big: 0 }) },
    smallToBig: {
      actions: assign(({ context: { small, big } }) => {
        const poured = Math.min(small, bigMax - big);
        return { small: small - poured, big: big + poured };
      }),
    },
    bigToSmall: {
      actions: assign(({ context: { small, big, smallMax } }) => {
        const poured = Math.min(big, smallMax - small);
        return { small: small + poured, big: big - poured };
      }),
    },
  },
});

/** Two jugs without marks, of 5 gallons and of 3, in which there must be 4. */
export const dieHard = defineProtocol({
  id: 'published-die-hard',
  title: 'Die Hard (DieHard.tla)',
  source: 'Lamport, DieHard.tla',
  parameters: { small: integer({ min: 1, max: 5, default: 3, says: 'gallons in the small jug' }) },
  roles: ({ small }) => ({
    jugs: role(jugs, { input: { smallMax: small }, stimuli: actions.map((type) => ({ type })) }),
  }),
  properties: ({ reachable }) => ({
    solved: reachable(
      'there are 4 gallons in the big jug',
      (view) => view.process('jugs').context.big === 4,
      { source: 'DieHard.tla, NotSolved' },
    ),
  }),
});
