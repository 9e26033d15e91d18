import type {
  AppendEntries,
  InstallSnapshot,
  Log,
  Persistent,
  PreVote,
  RequestVote,
} from './messages.ts';

/** The log of a server, and where its snapshot ends. */
export type Kept = Pick<Persistent, 'log' | 'snapshotIndex'>;

/** The term of the entry at an index; 0 before the first and after the last. */
export function termAt(log: Log, index: number): number {
  return log[index - 1]?.term ?? 0;
}

/** The term of the last entry, 0 of an empty log. */
export function lastTerm(log: Log): number {
  return termAt(log, log.length);
}

/**
 * Whether a candidate's log is at least as up-to-date as a voter's: it ends in a later term, or in the
 * same term and is not shorter.
 *
 * Source: Ongaro & Ousterhout 2014, §5.4.1.
 */
export function isUpToDate(
  { lastLogIndex, lastLogTerm }: RequestVote | PreVote,
  log: Log,
): boolean {
  if (lastLogTerm !== lastTerm(log)) return lastLogTerm > lastTerm(log);
  return lastLogIndex >= log.length;
}

/**
 * Whether the log has the entry that comes just before the new ones. What the snapshot stands for is
 * committed, so every leader has it.
 */
export function agrees(
  { log, snapshotIndex }: Kept,
  { prevLogIndex, prevLogTerm }: AppendEntries,
): boolean {
  if (prevLogIndex < snapshotIndex) return true;
  return prevLogIndex <= log.length && termAt(log, prevLogIndex) === prevLogTerm;
}

/**
 * The log with new entries in it. Where an entry conflicts with a new one, it and all that follow it
 * go; where none does, what follows the new entries stays. What the snapshot stands for does not conflict.
 *
 * Source: Ongaro & Ousterhout 2014, figure 2, AppendEntries RPC, 3 and 4.
 */
export function appendTo(
  { log, snapshotIndex }: Kept,
  { prevLogIndex, entries }: AppendEntries,
): Log {
  const conflict = entries.findIndex(
    ({ term }, offset) =>
      prevLogIndex + 1 + offset > snapshotIndex && termAt(log, prevLogIndex + 1 + offset) !== term,
  );
  if (conflict < 0) return log;
  return [...log.slice(0, prevLogIndex + conflict), ...entries.slice(conflict)];
}

/**
 * What a server has when it gets a snapshot. An older one than its own is no news. Where its log has the
 * last entry that the snapshot stands for, what follows it stays; otherwise nothing of the log does.
 *
 * Source: Ongaro & Ousterhout 2014, figure 13, 5 to 7.
 */
export function install(
  { log, snapshotIndex }: Kept,
  { lastIncludedIndex, lastIncludedTerm, data }: InstallSnapshot,
): Kept {
  if (lastIncludedIndex <= snapshotIndex) return { log, snapshotIndex };
  const hasLast = termAt(log, lastIncludedIndex) === lastIncludedTerm;
  const rest = hasLast ? log.slice(lastIncludedIndex) : [];
  return { log: [...data, ...rest], snapshotIndex: lastIncludedIndex };
}

/** Whether a log begins with another one. */
export function startsWith(log: Log, start: Log): boolean {
  return start.every(
    ({ term, command }, at) => log[at]?.term === term && log[at].command === command,
  );
}

/** Whether a value is a log. */
export function isLog(value: unknown): value is Log {
  return Array.isArray(value) && value.every((entry) => isEntry(entry));
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'term' in value && 'command' in value;
}
