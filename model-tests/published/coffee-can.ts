import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices } from './lists.ts';

/** The variable of CoffeeCan.tla. */
interface Can {
  readonly black: number;
  readonly white: number;
}

const can = setup({
  types: {
    input: {} as Can,
    context: {} as Can,
    events: {} as { readonly type: 'sameBlack' | 'sameWhite' | 'different' | 'terminate' },
  },
}).createMachine({
  id: 'can',
  context: ({ input }) => input,
  on: {
    sameBlack: {
      guard: ({ context: { black } }) => black >= 2,
      actions: assign({ black: ({ context }) => context.black - 1 }),
    },
    sameWhite: {
      guard: ({ context: { white } }) => white >= 2,
      actions: assign({
        black: ({ context }) => context.black + 1,
        white: ({ context }) => context.white - 2,
      }),
    },
    different: {
      guard: ({ context: { black, white } }) => black >= 1 && white >= 1,
      actions: assign({ black: ({ context }) => context.black - 1 }),
    },
    terminate: {
      guard: ({ context: { black, white } }) => black + white === 1,
      // Nothing changes, and it is a step.
      actions: assign({}),
    },
  },
});

/** A can from which two beans are taken and one is put back, until there is one. */
export const coffeeCan = defineProtocol({
  id: 'published-coffee-can',
  title: 'Coffee can (CoffeeCan.tla)',
  source: 'Helwer, CoffeeCan.tla; Gries 1981, p. 165',
  parameters: { beans: integer({ min: 1, max: 100, default: 10, says: 'beans at most' }) },
  roles: ({ beans }) => ({
    can: role(can, {
      inputs: indices(beans + 1).flatMap((black) =>
        indices(beans + 1 - black)
          .map((white) => ({ black, white }))
          .filter(({ white }) => black + white > 0),
      ),
      stimuli: (['sameBlack', 'sameWhite', 'different', 'terminate'] as const).map((type) => ({
        type,
      })),
    }),
  }),
  properties: ({ stepInvariant }) => ({
    decreases: stepInvariant(
      'the beans become fewer',
      (before, after) => {
        const [now, then] = [before, after].map((view) => view.process('can').context);
        return now!.black + now!.white > then!.black + then!.white;
      },
      { source: 'CoffeeCan.tla, MonotonicDecrease' },
    ),
    keepsParity: stepInvariant(
      'the white beans stay even, or odd',
      (before, after) =>
        before.process('can').context.white % 2 === after.process('can').context.white % 2,
      { source: 'CoffeeCan.tla, LoopInvariant' },
    ),
    losesWhite: stepInvariant(
      'black beans become fewer',
      (before, after) => after.process('can').context.black < before.process('can').context.black,
    ),
  }),
  expectations: { losesWhite: 'violated' },
});
