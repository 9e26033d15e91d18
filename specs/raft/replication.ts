import type { ProcessId } from '#faultline';
import { termAt } from './log.ts';
import { isQuorum } from './membership.ts';
import type { AppendEntries, InstallSnapshot } from './messages.ts';
import type { Server } from './state.ts';

/**
 * What a server is to get next: the next entry, if there is one, or the snapshot, if that entry or the term of
 * the one before it has been discarded.
 */
export function nextEntryFor(
  { currentTerm, log, snapshotIndex, commitIndex, nextIndex }: Server,
  to: ProcessId,
): AppendEntries | InstallSnapshot {
  const prevLogIndex = (nextIndex[to] ?? 1) - 1;
  if (prevLogIndex < snapshotIndex) {
    return {
      type: 'installSnapshot',
      term: currentTerm,
      lastIncludedIndex: snapshotIndex,
      lastIncludedTerm: termAt(log, snapshotIndex),
      data: log.slice(0, snapshotIndex),
    };
  }
  return {
    type: 'appendEntries',
    term: currentTerm,
    prevLogIndex,
    prevLogTerm: termAt(log, prevLogIndex),
    entries: log.slice(prevLogIndex, prevLogIndex + 1),
    leaderCommit: commitIndex,
  };
}

/**
 * Up to where a leader may commit: the last entry of its own term that most servers have. Those before
 * it are committed with it, whatever their terms.
 *
 * @param mayCount - Whether the entry at an index counts by itself.
 *
 * Source: Ongaro & Ousterhout 2014, §5.4.2.
 */
export function committable(
  context: Server,
  mayCount = (index: number) => termAt(context.log, index) === context.currentTerm,
): number {
  const { id, servers, log, commitIndex, matchIndex } = context;
  for (let index = log.length; index > commitIndex; index -= 1) {
    const having = servers.filter((other) => other === id || (matchIndex[other] ?? 0) >= index);
    if (mayCount(index) && isQuorum(context, having)) return index;
  }
  return commitIndex;
}
