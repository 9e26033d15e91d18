import type { ProcessId } from '#faultline';
import type { Persistent } from './messages.ts';

/** The state of a server, with the names of figure 2. `lastApplied` is `commitIndex`: it applies at once. */
export interface Server extends Persistent {
  readonly id: ProcessId;
  /** All there are, itself included; those that do not belong to the cluster, too. */
  readonly servers: readonly ProcessId[];
  /** Who belongs to the cluster at first. */
  readonly members: readonly ProcessId[];
  readonly answersStale: boolean;
  readonly asksFirst: boolean;
  readonly commitIndex: number;
  /** Of a candidate: who has voted for it, or would, in the order of `servers`; of others none. */
  readonly votesGranted: readonly ProcessId[];
  /** Of a leader: by server, the next entry to send, and up to where the logs agree; of others none. */
  readonly nextIndex: Readonly<Record<ProcessId, number>>;
  readonly matchIndex: Readonly<Record<ProcessId, number>>;
}

/** What a server starts with. */
export interface ServerInput {
  readonly id: ProcessId;
  /** All there are, itself included; those that do not belong to the cluster, too. */
  readonly servers: readonly ProcessId[];
  /** Who belongs to the cluster at first. */
  readonly members: readonly ProcessId[];
  /** Whether it answers requests of old terms. The answer is no, and has the new term. */
  readonly answersStale: boolean;
  /** Whether it asks before an election whether it would be elected. */
  readonly asksFirst: boolean;
  /** What stable storage holds when the server restarts. */
  readonly recovered?: Persistent;
}

/** The state in which a server starts, and starts again. */
export function startOf({ recovered, ...given }: ServerInput): Server {
  return {
    ...given,
    currentTerm: recovered?.currentTerm ?? 0,
    votedFor: recovered?.votedFor ?? null,
    log: recovered?.log ?? [],
    snapshotIndex: recovered?.snapshotIndex ?? 0,
    // The state machine begins with what the snapshot holds.
    commitIndex: recovered?.snapshotIndex ?? 0,
    votesGranted: [],
    nextIndex: {},
    matchIndex: {},
  };
}
