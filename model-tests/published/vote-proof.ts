import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices } from './lists.ts';
import { sortedVotes, type VotingState } from './voting.ts';

type Step =
  | { readonly type: 'increaseMaxBal'; readonly acceptor: string; readonly ballot: number }
  | {
      readonly type: 'voteFor';
      readonly acceptor: string;
      readonly ballot: number;
      readonly value: string;
    };

/**
 * The acceptors, who vote for what is safe.
 *
 * Source: VoteProof.tla; its state is that of Voting.tla.
 */
const acceptorsOf = setup({
  types: {
    input: {} as { readonly acceptors: readonly string[] },
    context: {} as VotingState,
    events: {} as Step,
  },
}).createMachine({
  id: 'voting',
  context: ({ input: { acceptors } }) => ({
    maxBallots: Object.fromEntries(acceptors.map((acceptor) => [acceptor, -1])),
    votes: Object.fromEntries(acceptors.map((acceptor) => [acceptor, []])),
  }),
  on: {
    increaseMaxBal: {
      guard: ({ context, event: { acceptor, ballot } }) => ballot > maxBallotOf(context, acceptor),
      actions: assign(({ context, event: { acceptor, ballot } }) => ({
        maxBallots: { ...context.maxBallots, [acceptor]: ballot },
      })),
    },
    voteFor: {
      guard: ({ context, event }) => waysToVote(context, event) > 0,
      actions: assign(({ context, event: { acceptor, ballot, value } }) => ({
        maxBallots: { ...context.maxBallots, [acceptor]: ballot },
        votes: {
          ...context.votes,
          [acceptor]: sortedVotes([...votesOf(context, acceptor), [ballot, value]]),
        },
      })),
    },
  },
});

/** Voting as its proof has it: different quorums may together show a value to be safe. */
export const voteProof = defineProtocol({
  id: 'vote-proof',
  title: 'Voting (VoteProof.tla)',
  source: 'Lamport, VoteProof.tla',
  parameters: {
    ballotMax: integer({ min: 0, max: 2, default: 2, says: 'the largest ballot; the first is 0' }),
  },
  roles: ({ ballotMax }) => ({
    voting: role(acceptorsOf, {
      input: { acceptors: ['a1', 'a2', 'a3'] },
      stimuli: stepsOf(['a1', 'a2', 'a3'], ballotMax),
    }),
  }),
  properties: ({ invariant, reachable }) => ({
    oneValuePerBallot: invariant(
      'no two acceptors vote for different values in one ballot',
      (view) => {
        const votes = Object.values(view.process('voting').context.votes).flat();
        return votes.every(([ballot, value]) =>
          votes.every(([other, chosen]) => other !== ballot || chosen === value),
        );
      },
      { source: 'VoteProof.tla, VInv3' },
    ),
    canVote: reachable('everybody has voted in every ballot', (view) => {
      const { votes } = view.process('voting').context;
      return Object.values(votes).every((cast) => cast.length === view.parameters.ballotMax + 1);
    }),
  }),
});

/**
 * In how many ways TLC finds an action enabled in a state. It takes the definition of SafeAt for a part
 * of the action: every quorum and every earlier ballot that shows a value safe is a way of its own, and
 * so is every way in which that ballot is safe.
 */
export function waysToStep(state: VotingState, ballotMax: number): number {
  const ways = stepsOf(Object.keys(state.votes), ballotMax).map((step) => {
    if (step.type === 'voteFor') return waysToVote(state, step);
    return step.ballot > maxBallotOf(state, step.acceptor) ? 1 : 0;
  });
  return ways.reduce<number>((sum, count) => sum + count, 0);
}

function stepsOf(acceptors: readonly string[], ballotMax: number): readonly Step[] {
  return acceptors.flatMap((acceptor) =>
    indices(ballotMax + 1).flatMap((ballot): Step[] => [
      { type: 'increaseMaxBal', acceptor, ballot },
      { type: 'voteFor', acceptor, ballot, value: 'v1' },
      { type: 'voteFor', acceptor, ballot, value: 'v2' },
    ]),
  );
}

/** In how many ways VoteFor is enabled. */
function waysToVote(state: VotingState, vote: Step & { type: 'voteFor' }): number {
  const { acceptor, ballot, value } = vote;
  const mayVote =
    maxBallotOf(state, acceptor) <= ballot &&
    Object.keys(state.votes).every((voter) =>
      votesIn(state, voter, ballot).every((cast) => voter !== acceptor && cast === value),
    );
  return mayVote ? waysSafeAt(state, ballot, value) : 0;
}

/** In how many ways SafeAt is true. */
function waysSafeAt(state: VotingState, ballot: number, value: string): number {
  const ways = quorumsOf(Object.keys(state.votes))
    .filter((quorum) => quorum.every((acceptor) => maxBallotOf(state, acceptor) >= ballot))
    .flatMap((quorum) =>
      [-1, ...indices(ballot)]
        .filter((last) =>
          indices(ballot).every(
            (later) =>
              later <= last ||
              quorum.every((acceptor) => votesIn(state, acceptor, later).length === 0),
          ),
        )
        .map((last) => {
          if (last === -1) return 1;
          const agree = quorum.every((acceptor) =>
            votesIn(state, acceptor, last).every((cast) => cast === value),
          );
          return agree ? waysSafeAt(state, last, value) : 0;
        }),
    );
  return ways.reduce<number>((sum, count) => sum + count, ballot === 0 ? 1 : 0);
}

/** Of three acceptors each pair, and all: `Quorum` of VoteProof.cfg. */
function quorumsOf(acceptors: readonly string[]): readonly (readonly string[])[] {
  return [...acceptors.map((spare) => acceptors.filter((id) => id !== spare)), acceptors];
}

function votesIn(state: VotingState, acceptor: string, ballot: number): readonly string[] {
  return votesOf(state, acceptor)
    .filter(([cast]) => cast === ballot)
    .map(([, value]) => value);
}

function votesOf({ votes }: VotingState, acceptor: string) {
  return votes[acceptor] ?? [];
}

function maxBallotOf({ maxBallots }: VotingState, acceptor: string): number {
  return maxBallots[acceptor] ?? -1;
}
