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

/** Server to leader: the result of an `appendEntries`. */
export interface Appended {
  readonly type: 'appended';
  /** The server's term. */
  readonly term: number;
  readonly success: boolean;
  /** If it succeeds, up to where the logs agree; otherwise the prevLogIndex that was not found. */
  readonly index: number;
}

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

/** What the properties hear of a server. */
export type Observed =
  /** It has won the election of its term, with this log. */
  | { readonly type: 'elected'; readonly term: number; readonly log: Log }
  /** It has applied these entries to its state machine, in its term. */
  | { readonly type: 'applied'; readonly term: number; readonly entries: Log };

/** What a server keeps on stable storage before it answers. */
export interface Persistent {
  readonly currentTerm: number;
  readonly votedFor: ProcessId | null;
  readonly log: Log;
}
