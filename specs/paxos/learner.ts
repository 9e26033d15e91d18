import type { ProcessId, Received } from '#faultline';
import { and, assign, setup } from 'xstate';
import type { Accepted } from './messages.ts';
import { hasAccepted, isChosen, withVote, type Votes } from './votes.ts';

/**
 * A learner: learns a value when a majority has accepted it in one ballot.
 *
 * Source: Lamport 2001, §2.3.
 */
export const learner = setup({
  types: {
    input: {} as { readonly acceptors: readonly ProcessId[] },
    context: {} as {
      readonly acceptors: readonly ProcessId[];
      /** What it has heard of. */
      readonly votes: Votes;
      /** Every value that it has learned: there should be one at most. */
      readonly learned: readonly string[];
    },
    events: {} as Received<Accepted>,
  },
  guards: {
    isNews: ({ context: { votes }, event }) => !hasAccepted(votes, event.from, event),
    makesMajority: ({ context: { votes, acceptors }, event }) =>
      isChosen(withVote(votes, event.from, event), acceptors, event),
  },
  actions: {
    noteVote: assign({
      votes: ({ context: { votes }, event }) => withVote(votes, event.from, event),
    }),
    learn: assign({
      learned: ({ context: { learned }, event: { value } }) =>
        learned.includes(value) ? learned : [...learned, value],
    }),
  },
}).createMachine({
  id: 'learner',
  context: ({ input: { acceptors } }) => ({ acceptors, votes: {}, learned: [] }),
  initial: 'listening',
  states: {
    listening: {
      on: {
        accepted: [
          { guard: and(['isNews', 'makesMajority']), actions: ['noteVote', 'learn'] },
          { guard: 'isNews', actions: 'noteVote' },
        ],
      },
    },
  },
});
