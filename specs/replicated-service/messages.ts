import type { Log } from '../raft/messages.ts';

/** Election to replica: you lead from now on, under this epoch. */
export type BecomeLeader = { readonly type: 'becomeLeader'; readonly epoch: number };

/** What a replica has: a log, and the epoch of the leader that has last written it. */
export interface Copy {
  readonly epoch: number;
  readonly log: Log;
}

/** New leader to replica: take nothing from leaders of older epochs any more, and give me your copy. */
export type Join = { readonly type: 'join'; readonly epoch: number };
/** Here is my copy. */
export type Joined = { readonly type: 'joined'; readonly epoch: number; readonly copy: Copy };
/** Leader to replica: this is the log. */
export type Append = { readonly type: 'append'; readonly epoch: number; readonly log: Log };
/** I have a log of this length from you, or a longer one. */
export type Appended = {
  readonly type: 'appended';
  readonly epoch: number;
  readonly length: number;
};
/** I know of a later epoch than this, and have done nothing. */
export type Refused = { readonly type: 'refused'; readonly epoch: number };

/** Somebody asks the leader to write. */
export type Request = { readonly type: 'request'; readonly command: string };
