import { integer, processIds, role, type ValuesOf } from '#faultline';
import { coordinator } from './coordinator.ts';
import { participant } from './participant.ts';

/** How large the protocol is, and how much may fail. */
export const parameters = {
  participants: integer({ min: 1, max: 9, default: 3, says: 'how many participants' }),
  crashes: integer({ min: 0, max: 9, default: 1, says: 'how many crashes in all' }),
  partitions: integer({ min: 0, max: 1, default: 0, says: 'whether the network may fall apart' }),
};

/**
 * Who takes part, and whom each timer waits for: it fires when one of these is out of reach.
 * Where answers are counted, that is one participant at a time.
 */
export const roles = ({ participants }: ValuesOf<typeof parameters>) => {
  const ids = processIds('participant', participants);
  return {
    coordinator: role(coordinator, {
      input: { participants: ids },
      durable: ['phase'],
      stimuli: [{ type: 'begin' }],
      awaits: {
        voteTimeout: ({ context }) => context.missing,
        ackTimeout: ({ context }) => context.missing.slice(0, 1),
      },
    }),
    participant: role(participant, {
      count: participants,
      input: ({ index }) => ({
        coordinator: 'coordinator',
        before: ids.slice(0, index),
        after: ids.slice(index + 1),
      }),
      durable: ['phase', 'vote'],
      stimuli: [{ type: 'chooseYes' }, { type: 'chooseNo' }],
      awaits: {
        canCommitTimeout: ({ context }) => context.leaders.slice(0, 1),
        leaderTimeout: ({ context }) => context.leaders.slice(0, 1),
        answerTimeout: ({ context }) => context.missing.slice(0, 1),
      },
    }),
  };
};
