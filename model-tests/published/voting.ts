import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices } from './lists.ts';
import { quorumsOf } from './paxos-state.ts';

/** A vote of an acceptor: a ballot and a value. */
export type Vote = readonly [ballot: number, value: string];

/** Every variable of Voting.tla. */
export interface VotingState {
  /** By acceptor; -1 for who has not heard of any ballot. */
  readonly maxBallots: Readonly<Record<string, number>>;
  /** By acceptor, sorted: it is a set. */
  readonly votes: Readonly<Record<string, readonly Vote[]>>;
}

type Step =
  | { readonly type: 'increaseMaxBal'; readonly acceptor: string; readonly ballot: number }
  | {
      readonly type: 'voteFor';
      readonly acceptor: string;
      readonly ballot: number;
      readonly value: string;
      /** Who shows the value to be safe. */
      readonly quorum: readonly string[];
      /** The last ballot before this one in which somebody of the quorum has voted, or -1. */
      readonly last: number;
      /** One of them who has then, or null. */
      readonly voter: string | null;
    };

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
      actions: assign({
        maxBallots: ({ context, event: { acceptor, ballot } }) => {
          return { ...context.maxBallots, [acceptor]: ballot };
        },
      }),
    },
    voteFor: {
      guard: ({ context, event }) => mayVote(context, event),
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

/** Consensus by votes in ballots, before any messages. */
export const voting = defineProtocol({
  id: 'voting',
  title: 'Voting (Voting.tla)',
  source: 'Lamport, Voting.tla',
  parameters: {
    acceptors: integer({ min: 2, max: 3, default: 3 }),
    values: integer({ min: 1, max: 2, default: 2 }),
    ballotMax: integer({ min: 0, max: 2, default: 1, says: 'the largest ballot; the first is 0' }),
  },
  roles: ({ acceptors, values, ballotMax }) => {
    const ids = indices(acceptors).map((index) => `a${index + 1}`);
    return {
      voting: role(acceptorsOf, {
        input: { acceptors: ids },
        stimuli: ids.flatMap((acceptor) =>
          indices(ballotMax + 1).flatMap((ballot): Step[] => [
            { type: 'increaseMaxBal', acceptor, ballot },
            ...indices(values).flatMap((index) =>
              // One stimulus for each way in which TLC can find the action enabled.
              quorumsOf(ids).flatMap((quorum) =>
                lastVotes(quorum, ballot).map(({ last, voter }): Step => {
                  const value = `v${index + 1}`;
                  return { type: 'voteFor', acceptor, ballot, value, quorum, last, voter };
                }),
              ),
            ),
          ]),
        ),
      }),
    };
  },
});

const undecided = setup({
  types: {
    context: {} as { readonly chosen: string | null },
    events: {} as { type: 'choose'; readonly value: string },
  },
}).createMachine({
  id: 'consensus',
  context: { chosen: null },
  initial: 'open',
  states: {
    open: {
      on: { choose: { target: 'done', actions: assign({ chosen: ({ event }) => event.value }) } },
    },
    done: {},
  },
});

/** Consensus: a value is chosen, once. */
export const consensus = defineProtocol({
  id: 'consensus',
  title: 'Consensus (Consensus.tla)',
  source: 'Lamport, Consensus.tla',
  parameters: { values: integer({ min: 1, max: 2, default: 2 }) },
  roles: ({ values }) => ({
    consensus: role(undecided, {
      stimuli: indices(values).map((index) => {
        return { type: 'choose' as const, value: `v${index + 1}` };
      }),
    }),
  }),
});

/** The values that a quorum has voted for in one ballot: `chosen` of Voting.tla. */
export function chosenIn(state: VotingState): readonly string[] {
  const all = Object.values(state.votes).flat();
  const chosen = all.filter(([ballot, value]) =>
    quorumsOf(Object.keys(state.votes)).some((quorum) =>
      quorum.every((acceptor) => hasVotedFor(state, acceptor, ballot, value)),
    ),
  );
  return [...new Set(chosen.map(([, value]) => value))];
}

/** Votes in the order in which a state has them. */
export function sortedVotes(votes: readonly Vote[]): readonly Vote[] {
  return [...votes].sort(([one], [other]) => one - other);
}

/** Who of a quorum may be found to have voted last before a ballot, and in which: in ballot -1 nobody. */
function lastVotes(quorum: readonly string[], ballot: number) {
  const cast = indices(ballot).flatMap((last) => quorum.map((voter) => ({ last, voter })));
  return [{ last: -1, voter: null }, ...cast];
}

/** VoteFor is enabled. */
function mayVote(state: VotingState, vote: Step & { type: 'voteFor' }): boolean {
  const { acceptor, ballot, value } = vote;
  return (
    maxBallotOf(state, acceptor) <= ballot &&
    didNotVoteAt(state, acceptor, ballot) &&
    Object.keys(state.votes).every((other) =>
      votesOf(state, other).every(([cast, chosen]) => cast !== ballot || chosen === value),
    ) &&
    showsSafeAt(state, vote)
  );
}

function showsSafeAt(
  state: VotingState,
  { quorum, ballot, value, last, voter }: Step & { type: 'voteFor' },
): boolean {
  return (
    quorum.every((acceptor) => maxBallotOf(state, acceptor) >= ballot) &&
    (voter === null || hasVotedFor(state, voter, last, value)) &&
    indices(ballot).every(
      (later) => later <= last || quorum.every((acceptor) => didNotVoteAt(state, acceptor, later)),
    )
  );
}

function hasVotedFor(state: VotingState, acceptor: string, ballot: number, value: string) {
  return votesOf(state, acceptor).some(([cast, chosen]) => cast === ballot && chosen === value);
}

function didNotVoteAt(state: VotingState, acceptor: string, ballot: number): boolean {
  return votesOf(state, acceptor).every(([cast]) => cast !== ballot);
}

function votesOf({ votes }: VotingState, acceptor: string): readonly Vote[] {
  return votes[acceptor] ?? [];
}

function maxBallotOf({ maxBallots }: VotingState, acceptor: string): number {
  return maxBallots[acceptor] ?? -1;
}
