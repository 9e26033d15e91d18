import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { coordinator } from './coordinator.ts';
import { participant } from './participant.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  participants: integer({ min: 1, max: 9, default: 3, says: 'how many participants' }),
  crashes: integer({ min: 0, max: 3, default: 1, says: 'how many crashes in all' }),
  cooperative: boolean({ says: 'whether participants ask one another for the decision' }),
};

/** Who takes part: one coordinator, and the participants. */
export const roles = ({ participants, cooperative }: ValuesOf<typeof parameters>) => {
  const ids = processIds('participant', participants);
  return {
    coordinator: role(coordinator, {
      input: { participants: ids, decisionAfterCrash: 'abort' },
      durable: ['decision'],
      stimuli: [{ type: 'begin' }],
    }),
    participant: role(participant, {
      count: participants,
      input: ({ id }) => ({
        coordinator: 'coordinator',
        peers: cooperative ? ids.filter((other) => other !== id) : [],
      }),
      durable: ['vote', 'decision'],
      stimuli: [{ type: 'chooseYes' }, { type: 'chooseNo' }],
      symmetric: true,
    }),
  };
};
