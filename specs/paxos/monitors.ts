import { monitor, processIds, type ProcessId, type Received } from '#faultline';
import { and, assign, setup } from 'xstate';
import { valueNames } from '../consensus/chosen-log.ts';
import type { Proposal, Proposed, Voted } from './messages.ts';
import { isChosen, isMajority, votesOf, withVote, type Votes } from './votes.ts';

const elections = setup({
  types: {
    input: {} as { readonly acceptors: readonly ProcessId[] },
    context: {} as {
      readonly acceptors: readonly ProcessId[];
      /** Every vote ever cast, remembered even where an acceptor forgets it. */
      readonly votes: Votes;
    },
    events: {} as Received<Voted | Proposed>,
    tags: {} as 'violation',
  },
  guards: {
    isChosen: ({ context: { votes, acceptors } }, value: string) =>
      Object.values(votes)
        .flat()
        .some((vote) => vote.value === value && isChosen(votes, acceptors, vote)),
  },
  actions: {
    noteVote: assign({
      votes: ({ context: { votes }, event }) => withVote(votes, event.from, event),
    }),
  },
});

/** Its state is the value that is chosen. */
const election = (values: readonly string[]) => {
  const whenChosen = (value: string, target: string) => {
    return { guard: { type: 'isChosen' as const, params: value }, target };
  };
  const chosen = values.map((value) => {
    const others = values.filter((other) => other !== value);
    return [value, { always: others.map((other) => whenChosen(other, 'contested')) }] as const;
  });
  return elections.createMachine({
    id: 'election',
    context: ({ input: { acceptors } }) => ({ acceptors, votes: {} }),
    initial: 'open',
    on: { voted: { actions: 'noteVote' } },
    states: {
      open: { always: values.map((value) => whenChosen(value, value)) },
      ...Object.fromEntries(chosen),
      contested: { tags: 'violation' },
    },
  });
};

const caution = setup({
  types: {
    input: {} as { readonly acceptors: readonly ProcessId[] },
    context: {} as {
      readonly acceptors: readonly ProcessId[];
      readonly votes: Votes;
      readonly proposals: readonly Proposal[];
    },
    events: {} as Received<Voted | Proposed>,
    tags: {} as 'violation',
  },
  guards: {
    isOnly: ({ context: { proposals }, event: { ballot } }) =>
      proposals.every((other) => other.ballot !== ballot),
    isSafe: ({ context: { votes, acceptors }, event }) => isSafe(votes, acceptors, event),
  },
  actions: {
    noteVote: assign({
      votes: ({ context: { votes }, event }) => withVote(votes, event.from, event),
    }),
    noteProposal: assign({
      proposals: ({ context: { proposals }, event: { ballot, value } }) =>
        [...proposals, { ballot, value }].sort((one, other) => one.ballot - other.ballot),
    }),
  },
}).createMachine({
  id: 'caution',
  context: ({ input: { acceptors } }) => ({ acceptors, votes: {}, proposals: [] }),
  initial: 'watching',
  states: {
    watching: {
      on: {
        voted: { actions: 'noteVote' },
        proposed: [
          { guard: and(['isOnly', 'isSafe']), actions: 'noteProposal' },
          { target: 'violated' },
        ],
      },
    },
    violated: { tags: 'violation' },
  },
});

/**
 * Whether a proposal may be made: of some majority nobody has accepted anything in a lower ballot, or the
 * last that somebody of it has accepted there has the same value.
 */
function isSafe(votes: Votes, acceptors: readonly ProcessId[], { ballot, value }: Proposal) {
  const lastBelow = (acceptor: ProcessId) =>
    votesOf(votes, acceptor)
      .filter((vote) => vote.ballot < ballot)
      .at(-1);
  const upTo = (last: number) =>
    acceptors.filter((acceptor) => (lastBelow(acceptor)?.ballot ?? 0) <= last);
  const lasts = acceptors.map(lastBelow).filter((vote) => vote?.value === value);
  return [0, ...lasts.map((vote) => vote?.ballot ?? 0)].some((last) =>
    isMajority(upTo(last), acceptors),
  );
}

/** What is promised about what is proposed and accepted, ever. */
export const monitors = ({
  proposers,
  acceptors,
}: {
  readonly proposers: number;
  readonly acceptors: number;
}) => {
  const input = { acceptors: processIds('acceptor', acceptors) };
  return {
    agreement: monitor('at most one value is chosen', election(valueNames(proposers)), {
      input,
      source: 'Lamport 2001, §2.1',
    }),
    safeProposals: monitor(
      'a proposal is the only one of its ballot, and has the value that may be chosen already',
      caution,
      { input, source: 'Lamport 2001, §2.2, P2c' },
    ),
  };
};
