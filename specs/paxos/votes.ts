import type { ProcessId } from '#faultline';
import type { Proposal } from './messages.ts';

/** For each acceptor, what it has ever accepted, from the lowest ballot. */
export type Votes = Readonly<Record<ProcessId, readonly Proposal[]>>;

/**
 * What one acceptor has accepted.
 *
 * @returns An empty list when it has accepted nothing.
 */
export function votesOf(votes: Votes, acceptor: ProcessId): readonly Proposal[] {
  return votes[acceptor] ?? [];
}

/** Whether an acceptor has accepted a proposal. */
export function hasAccepted(votes: Votes, acceptor: ProcessId, proposal: Proposal): boolean {
  return votesOf(votes, acceptor).some((other) => isSame(other, proposal));
}

/** The votes, and one more; it may have been cast before. */
export function withVote(votes: Votes, acceptor: ProcessId, { ballot, value }: Proposal): Votes {
  const cast = votesOf(votes, acceptor).filter((other) => !isSame(other, { ballot, value }));
  const sorted = [...cast, { ballot, value }].sort(inOrder);
  return { ...votes, [acceptor]: sorted };
}

/** Whether a proposal is chosen: a majority has accepted it, in its ballot. */
export function isChosen(
  votes: Votes,
  acceptors: readonly ProcessId[],
  proposal: Proposal,
): boolean {
  return isMajority(
    acceptors.filter((acceptor) => hasAccepted(votes, acceptor, proposal)),
    acceptors,
  );
}

/** Whether these are more than half of all acceptors. Any two majorities have an acceptor in common. */
export function isMajority(some: readonly ProcessId[], acceptors: readonly ProcessId[]): boolean {
  return some.length > acceptors.length / 2;
}

/** Whether two proposals are the same: ballot and value. */
function isSame(one: Proposal, other: Proposal): boolean {
  return one.ballot === other.ballot && one.value === other.value;
}

function inOrder(one: Proposal, other: Proposal): number {
  return one.ballot - other.ballot || (one.value < other.value ? -1 : 1);
}
