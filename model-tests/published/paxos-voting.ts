import {
  memoryOf,
  messagesOf,
  proposalOf,
  quorumsOf,
  type Message,
  type MessageOf,
  type PaxosState,
} from './paxos-state.ts';

type Vote = MessageOf<'2b'>;

/** The values that all acceptors of a quorum have voted for in one ballot. */
export function chosenValues(state: PaxosState): ReadonlySet<string> {
  const chosen = messagesOf(state, '2b').filter(({ ballot, value }) =>
    someQuorum(state, (acceptor) => hasVoted(state, acceptor, ballot, value)),
  );
  return new Set(chosen.map(({ value }) => value));
}

/** VotesSafe and OneValuePerBallot. */
export function votesAreSafe(state: PaxosState): boolean {
  const votes = messagesOf(state, '2b');
  return votes.every((vote) => {
    const agrees = (other: Vote) => other.ballot !== vote.ballot || other.value === vote.value;
    const earlier = Array.from({ length: vote.ballot }, (_, ballot) => ballot);
    return (
      votes.every(agrees) &&
      earlier.every((ballot) => noneOtherIsChoosable(state, ballot, vote.value))
    );
  });
}

/** What each acceptor remembers as its last vote, it has cast. */
export function lastVotesAreCast(state: PaxosState): boolean {
  return Object.entries(state.memories).every(([acceptor, { votedBallot, votedValue }]) =>
    votedBallot === -1 ? votedValue === null : hasVoted(state, acceptor, votedBallot, votedValue),
  );
}

/** What the invariant says of a single message. */
export function isJustified(state: PaxosState, message: Message): boolean {
  switch (message.type) {
    case '1b': {
      const { acceptor, ballot, votedBallot, votedValue } = message;
      return (
        memoryOf(state, acceptor).ballot >= ballot &&
        (votedBallot < 0 || hasVoted(state, acceptor, votedBallot, votedValue))
      );
    }
    case '2a': {
      const isOnly = proposalOf(state, message.ballot)?.value === message.value;
      const quorums = quorumsOf(Object.keys(state.memories));
      return isOnly && quorums.some((quorum) => showsSafe(state, quorum, message));
    }
    case '1a':
    case '2b':
      return true;
  }
}

/** ShowsSafeAt: the last ballot in which somebody of the quorum has voted speaks for the value. */
function showsSafe(state: PaxosState, quorum: readonly string[], proposal: MessageOf<'2a'>) {
  const votes = messagesOf(state, '2b').filter(
    ({ acceptor, ballot }) => quorum.includes(acceptor) && ballot < proposal.ballot,
  );
  const last = Math.max(...votes.map(({ ballot }) => ballot));
  return (
    quorum.every((acceptor) => memoryOf(state, acceptor).ballot >= proposal.ballot) &&
    (votes.length === 0 ||
      votes.some(({ ballot, value }) => ballot === last && value === proposal.value))
  );
}

/** NoneOtherChoosableAt: some quorum has voted for the value, or has not voted and no longer can. */
function noneOtherIsChoosable(state: PaxosState, ballot: number, value: string): boolean {
  return someQuorum(state, (acceptor) => {
    const votes = messagesOf(state, '2b').filter(
      (vote) => vote.acceptor === acceptor && vote.ballot === ballot,
    );
    return votes.length === 0
      ? memoryOf(state, acceptor).ballot > ballot
      : votes.some((vote) => vote.value === value);
  });
}

function hasVoted(state: PaxosState, acceptor: string, ballot: number, value: string | null) {
  return messagesOf(state, '2b').some(
    (vote) => vote.acceptor === acceptor && vote.ballot === ballot && vote.value === value,
  );
}

function someQuorum({ memories }: PaxosState, does: (acceptor: string) => boolean): boolean {
  return quorumsOf(Object.keys(memories)).some((quorum) => quorum.every(does));
}
