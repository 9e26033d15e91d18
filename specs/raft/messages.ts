import type { ProcessId } from '#faultline';

/** An entry of the log: a command for the state machine, and the term of the leader that took it. */
export interface Entry {
  readonly term: number;
  readonly command: string;
  /** Of a change of membership: who the servers are from here on, committed or not. */
  readonly members?: readonly ProcessId[];
}

/** The log. Its first entry has the index 1, as in the paper. */
export type Log = readonly Entry[];

/** Candidate to server: give me your vote. */
export interface RequestVote {
  readonly type: 'requestVote';
  /** The candidate's term. */
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

/** Server to candidate: the result of a `requestVote`. */
export interface Vote {
  readonly type: 'vote';
  /** The voter's term. */
  readonly term: number;
  readonly voteGranted: boolean;
}

/** Server to server: would you give me your vote in the next term? */
export interface PreVote {
  readonly type: 'preVote';
  /** The asking server's term, in which it has heard of no leader for a while. */
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

/** Server to server: I would. */
export interface PreVoted {
  readonly type: 'preVoted';
  /** The term of both. */
  readonly term: number;
}

/** Leader to server: append this entry to your log; without one, I am still there. */
export interface AppendEntries {
  readonly type: 'appendEntries';
  /** The leader's term. */
  readonly term: number;
  /** The entry just before the new ones. */
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  /** One entry, or none. */
  readonly entries: Log;
  /** The leader's commitIndex. */
  readonly leaderCommit: number;
}

/** Leader to server: take this snapshot, since I have discarded what you lack. */
export interface InstallSnapshot {
  readonly type: 'installSnapshot';
  /** The leader's term. */
  readonly term: number;
  /** The last entry that the snapshot stands for. */
  readonly lastIncludedIndex: number;
  readonly lastIncludedTerm: number;
  /** What the state machine holds: here, all that it has applied. */
  readonly data: Log;
}

/** Server to leader: the result of an `appendEntries` or of an `installSnapshot`. */
export interface Appended {
  readonly type: 'appended';
  /** The server's term. */
  readonly term: number;
  readonly success: boolean;
  /** If it succeeds, up to where the logs agree; otherwise the prevLogIndex that was not found. */
  readonly index: number;
}

/** What the servers say to each other. */
export type Message =
  RequestVote | Vote | PreVote | PreVoted | AppendEntries | InstallSnapshot | Appended;

/** Somebody asks the leader to replicate a command. */
export interface ClientRequest {
  readonly type: 'clientRequest';
  readonly command: string;
}

/** Somebody asks the leader to let a server in, or to take it out if it is in. */
export interface ChangeMember {
  readonly type: 'changeMember';
  readonly server: ProcessId;
  readonly command: string;
}

/** Somebody asks a server to replace what it has applied by a snapshot. */
export interface TakeSnapshot {
  readonly type: 'takeSnapshot';
}

/** What the properties hear of a server. */
export type Observed =
  /** It has won the election of its term, with this log. */
  | { readonly type: 'elected'; readonly term: number; readonly log: Log }
  /** It asks first whether it would be elected, since it has heard of no leader of its term for a while. */
  | { readonly type: 'doubted'; readonly term: number }
  /** It has asked, and stands for election in this term: the new one of these members. */
  | { readonly type: 'stood'; readonly term: number; readonly members: readonly ProcessId[] }
  /** It has applied these entries to its state machine, in its term. */
  | { readonly type: 'applied'; readonly term: number; readonly entries: Log };

/** What a server keeps on stable storage before it answers. */
export interface Persistent {
  readonly currentTerm: number;
  readonly votedFor: ProcessId | null;
  /**
   * The snapshot, and the entries after it. The state machine of this model keeps all that it applies, so that
   * the properties can tell: what it held at the snapshot are the first `snapshotIndex` entries.
   */
  readonly log: Log;
  /** The last entry that the snapshot stands for, 0 without one. Those before it are no longer in the log. */
  readonly snapshotIndex: number;
}
