import { integer, processIds, role, type ValuesOf } from '#faultline';
import { outcomes, transaction } from './transaction.ts';

/** How many have to agree. */
export const parameters = {
  participants: integer({ min: 1, max: 9, default: 3, says: 'how many participants' }),
};

/** The transaction, and the choice and the decisions as what happens to it: nobody makes them here. */
export const roles = ({ participants }: ValuesOf<typeof parameters>) => {
  const ids = processIds('participant', participants);
  return {
    transaction: role(transaction(ids), {
      stimuli: outcomes.flatMap((outcome) => [
        { type: 'choose' as const, outcome },
        ...ids.map((participant) => ({ type: 'decide' as const, outcome, participant })),
      ]),
    }),
  };
};
