import type { Abort, Commit } from '../atomic-commit/messages.ts';

/** Coordinator to participants: can you commit? */
export type CanCommit = { readonly type: 'canCommit' };
/** From whoever coordinates: all have voted yes, and only commit is left. The answer is an ack. */
export type PreCommit = { readonly type: 'preCommit' };
/** A backup coordinator to the participants after it: how far have you come? (STATE-REQ) */
export type StateRequest = { readonly type: 'stateRequest' };
/** The answer to a stateRequest. */
export type StateReport = { readonly type: 'stateReport'; readonly phase: Phase };

/** What whoever coordinates after the votes says to the others. */
export type Command = PreCommit | Commit | Abort | StateRequest;

/** How far a process has come: q, w, p, c and a in the sources. */
export type Phase = 'initial' | 'waiting' | 'preCommitted' | 'committed' | 'aborted';
