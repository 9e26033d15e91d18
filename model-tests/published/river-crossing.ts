import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices } from './lists.ts';

/** Who is on the bank where all begin, and whether the boat is there. */
interface Bank {
  readonly pairs: number;
  readonly missionaries: number;
  readonly cannibals: number;
  readonly isBoatHere: boolean;
}

interface Crossing {
  readonly type: 'cross';
  readonly missionaries: number;
  readonly cannibals: number;
}

/** The bank after a crossing, towards the other side or back. */
function after(bank: Bank, { missionaries, cannibals }: Crossing): Bank {
  const sign = bank.isBoatHere ? -1 : 1;
  return {
    ...bank,
    missionaries: bank.missionaries + sign * missionaries,
    cannibals: bank.cannibals + sign * cannibals,
    isBoatHere: !bank.isBoatHere,
  };
}

/** Whether nobody is missing, and no missionary is outnumbered on either bank. */
function isAllowed({ pairs, missionaries, cannibals }: Bank): boolean {
  const isInRange = [missionaries, cannibals].every((count) => count >= 0 && count <= pairs);
  return isInRange && (missionaries === 0 || missionaries === pairs || missionaries === cannibals);
}

const river = setup({
  types: { input: {} as Bank, context: {} as Bank, events: {} as Crossing },
}).createMachine({
  id: 'river',
  context: ({ input }) => input,
  on: {
    cross: {
      guard: ({ context, event }) => isAllowed(after(context, event)),
      actions: assign(({ context, event }) => after(context, event)),
    },
  },
});

/** As many missionaries as cannibals cross a river in a boat, and are nowhere outnumbered by these. */
export const riverCrossing = defineProtocol({
  id: 'published-river-crossing',
  title: 'Missionaries and cannibals',
  source: 'Pressman & Singmaster 1989',
  parameters: {
    pairs: integer({ min: 1, max: 9, default: 3, says: 'how many of each' }),
    seats: integer({ min: 1, max: 4, default: 2, says: 'how many the boat holds' }),
  },
  roles: ({ pairs, seats }) => ({
    river: role(river, {
      input: { pairs, missionaries: pairs, cannibals: pairs, isBoatHere: true },
      stimuli: indices(seats + 1).flatMap((missionaries) =>
        indices(seats + 1 - missionaries)
          .filter((cannibals) => missionaries + cannibals > 0)
          .map((cannibals) => ({ type: 'cross' as const, missionaries, cannibals })),
      ),
    }),
  }),
  properties: ({ reachable }) => ({
    crossed: reachable('all are on the other side', (view) => {
      const { missionaries, cannibals } = view.process('river').context;
      return missionaries === 0 && cannibals === 0;
    }),
  }),
});
