/** Coordinator to participants: can you commit? */
export type CanCommit = { readonly type: 'canCommit' };
/** A participant's promise to commit if it is told to. */
export type Yes = { readonly type: 'yes' };
/** A participant's veto. */
export type No = { readonly type: 'no' };
/** From whoever coordinates: all have voted yes, and no other outcome than commit is left. */
export type PreCommit = { readonly type: 'preCommit' };
/** The answer to a preCommit. */
export type Ack = { readonly type: 'ack' };
/** The decision to commit. */
export type Commit = { readonly type: 'commit' };
/** The decision to abort. */
export type Abort = { readonly type: 'abort' };
/** A backup coordinator to the participants after it: how far have you come? (STATE-REQ) */
export type StateRequest = { readonly type: 'stateRequest' };
/** The answer to a stateRequest. */
export type StateReport = { readonly type: 'stateReport'; readonly phase: Phase };

/** What whoever coordinates after the votes says to the others. */
export type Command = PreCommit | Commit | Abort | StateRequest;

/** How far a process has come: q, w, p, c and a in the sources. */
export type Phase = 'initial' | 'waiting' | 'preCommitted' | 'committed' | 'aborted';
/** How a participant has voted; `null` while it has not. */
export type Vote = 'yes' | 'no' | null;
