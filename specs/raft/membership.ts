import type { ProcessId } from '#faultline';
import { termAt } from './log.ts';
import type { Server } from './state.ts';

/** What tells a server who belongs to the cluster. */
export type Known = Pick<Server, 'log' | 'members'>;

/**
 * Who belongs to the cluster, as far as a server knows: the latest membership in its log, committed or not.
 *
 * Source: Ongaro 2014, §4.1.
 */
export function membersOf({ log, members }: Known): readonly ProcessId[] {
  return log.findLast((entry) => entry.members !== undefined)?.members ?? members;
}

/** All other members. */
export function peersOf(context: Server): readonly ProcessId[] {
  return membersOf(context).filter((id) => id !== context.id);
}

/** Whether these are most of the members. */
export function isQuorum(context: Known, ids: readonly ProcessId[]): boolean {
  const members = membersOf(context);
  return 2 * members.filter((id) => ids.includes(id)).length > members.length;
}

/** The members with this server if it is none of them now, and without it if it is. */
export function changedBy(context: Server, server: ProcessId): readonly ProcessId[] {
  const members = membersOf(context);
  return context.servers.filter((id) => members.includes(id) !== (id === server));
}

/** Whether the latest membership is committed, and somebody is left after a change. */
export function isSettled(context: Server, server: ProcessId): boolean {
  const latest = context.log.findLastIndex((entry) => entry.members !== undefined) + 1;
  return latest <= context.commitIndex && changedBy(context, server).length > 0;
}

/**
 * Whether the leader has committed an entry of its own term. Without that a leader may count on a membership
 * that another leader has changed in the meantime.
 *
 * Source: Ongaro, "bug in single-server membership changes", raft-dev, 2015.
 */
export function hasCommittedOwn({ log, commitIndex, currentTerm }: Server): boolean {
  return termAt(log, commitIndex) === currentTerm;
}
