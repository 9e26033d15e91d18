import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import {
  initialState,
  memoryOf,
  messagesOf,
  proposalOf,
  quorumsOf,
  remembering,
  sent,
  type PaxosState,
} from './paxos-state.ts';
import { chosenValues, isJustified, lastVotesAreCast, votesAreSafe } from './paxos-voting.ts';

type Phase1a = { readonly type: 'phase1a'; readonly ballot: number };
type Phase1b = { readonly type: 'phase1b'; readonly acceptor: string; readonly ballot: number };
type Phase2b = { readonly type: 'phase2b'; readonly acceptor: string; readonly ballot: number };
interface Phase2a {
  readonly type: 'phase2a';
  readonly ballot: number;
  readonly value: string;
  /** Who shows the value to be safe. */
  readonly quorum: readonly string[];
  /** Who of the quorum cast the vote that decides, or null if nobody of it has voted. */
  readonly lastVoter: string | null;
}
type Action = Phase1a | Phase1b | Phase2a | Phase2b;

/**
 * All of Paxos in one chart: Phase2a looks at the messages of a whole quorum at once, and a chart
 * that received them one after the other would have states that the source does not have.
 */
const system = setup({
  types: {
    input: {} as { readonly acceptors: readonly string[] },
    context: {} as PaxosState,
    events: {} as Action,
  },
}).createMachine({
  id: 'paxos',
  context: ({ input }) => initialState(input.acceptors),
  on: {
    // It can be done again: nothing changes, and TLC counts it as a step.
    phase1a: {
      actions: assign(({ context, event: { ballot } }) => sent(context, { type: '1a', ballot })),
    },
    phase1b: {
      guard: ({ context, event: { acceptor, ballot } }) =>
        messagesOf(context, '1a').some((message) => message.ballot === ballot) &&
        ballot > memoryOf(context, acceptor).ballot,
      actions: assign(({ context, event: { acceptor, ballot } }) => {
        const { votedBallot, votedValue } = memoryOf(context, acceptor);
        const promise = { type: '1b', acceptor, ballot, votedBallot, votedValue } as const;
        return sent(remembering(context, acceptor, { ballot }), promise);
      }),
    },
    phase2a: {
      guard: ({ context, event }) =>
        proposalOf(context, event.ballot) === undefined && promisesShowSafe(context, event),
      actions: assign(({ context, event: { ballot, value } }) =>
        sent(context, { type: '2a', ballot, value }),
      ),
    },
    phase2b: {
      guard: ({ context, event: { acceptor, ballot } }) =>
        proposalOf(context, ballot) !== undefined && ballot >= memoryOf(context, acceptor).ballot,
      actions: assign(({ context, event: { acceptor, ballot } }) => {
        const { value = '' } = proposalOf(context, ballot) ?? {};
        const memory = { ballot, votedBallot: ballot, votedValue: value };
        const vote = { type: '2b', acceptor, ballot, value } as const;
        return sent(remembering(context, acceptor, memory), vote);
      }),
    },
  },
});

/**
 * Single-decree Paxos without leaders and learners; the network is the set of all messages ever sent.
 *
 * Left out: TypeOK, which the compiler checks; the liveness of MCLSpec.
 */
export const paxos = defineProtocol({
  id: 'published-paxos',
  title: 'Paxos (Paxos.tla)',
  source: 'Lamport, Paxos.tla and Voting.tla, with the quorums of MCPaxos.tla',
  parameters: {
    acceptors: integer({ min: 2, max: 3, default: 3 }),
    values: integer({ min: 1, max: 2, default: 2 }),
    ballotMax: integer({ min: 0, max: 2, default: 1, says: 'the largest ballot; the first is 0' }),
  },
  roles: ({ acceptors, values, ballotMax }) => ({
    paxos: role(system, {
      input: { acceptors: names('a', acceptors) },
      stimuli: actionsOf(names('a', acceptors), names('v', values), ballotMax),
    }),
  }),
  properties: ({ invariant, reachable }) => ({
    agreement: invariant(
      'at most one value is chosen',
      (view) => chosenValues(view.process('paxos').context).size <= 1,
      { source: 'Lamport, Voting.tla, theorem VotesSafeImpliesConsistency' },
    ),
    votesSafe: invariant(
      'all votes of a ballot are for one value, and no other value can be chosen before',
      (view) => votesAreSafe(view.process('paxos').context),
      { source: 'Lamport, Voting.tla, VotesSafe and OneValuePerBallot' },
    ),
    lastVotes: invariant(
      'what an acceptor remembers as its last vote, it has cast',
      (view) => lastVotesAreCast(view.process('paxos').context),
      { source: 'Lamport, Paxos.tla, second conjunct of Inv' },
    ),
    messages: invariant(
      'every promise is kept, and every proposal is safe and the only one of its ballot',
      (view) => {
        const state = view.process('paxos').context;
        return state.messages.every((message) => isJustified(state, message));
      },
      { source: 'Lamport, Paxos.tla, third conjunct of Inv' },
    ),
    canChoose: reachable(
      'a value is chosen',
      (view) => chosenValues(view.process('paxos').context).size > 0,
    ),
  }),
});

/** One stimulus for each way in which TLC can find an action enabled. */
function actionsOf(acceptors: readonly string[], values: readonly string[], ballotMax: number) {
  const ballots = Array.from({ length: ballotMax + 1 }, (_, ballot) => ballot);
  return ballots.flatMap((ballot): Action[] => [
    { type: 'phase1a', ballot },
    ...values.flatMap((value) =>
      quorumsOf(acceptors).flatMap((quorum) =>
        [null, ...quorum].map((lastVoter): Action => {
          return { type: 'phase2a', ballot, value, quorum, lastVoter };
        }),
      ),
    ),
    ...acceptors.flatMap((acceptor): Action[] => [
      { type: 'phase1b', acceptor, ballot },
      { type: 'phase2b', acceptor, ballot },
    ]),
  ]);
}

/** The second conjunct of Phase2a, for one quorum and for one of its promises that tell of a vote. */
function promisesShowSafe(state: PaxosState, { ballot, value, quorum, lastVoter }: Phase2a) {
  const promises = messagesOf(state, '1b').filter(
    (promise) => promise.ballot === ballot && quorum.includes(promise.acceptor),
  );
  // An acceptor promises only once in a ballot.
  if (promises.length < quorum.length) return false;
  if (lastVoter === null) return promises.every(({ votedBallot }) => votedBallot < 0);
  return promises.some(
    ({ acceptor, votedBallot, votedValue }) =>
      acceptor === lastVoter &&
      votedValue === value &&
      promises.every((other) => other.votedBallot <= votedBallot),
  );
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
