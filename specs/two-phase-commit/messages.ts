/** Coordinator to participants: how do you vote? (VOTE-REQ) */
export type Prepare = { readonly type: 'prepare' };
/** A participant's promise to commit if it is told to. */
export type Yes = { readonly type: 'yes' };
/** A participant's veto. */
export type No = { readonly type: 'no' };
/** The decision to commit; from the coordinator, or from a participant that knows it. */
export type Commit = { readonly type: 'commit' };
/** The decision to abort; from the coordinator, or from a participant that knows it. */
export type Abort = { readonly type: 'abort' };
/** An uncertain participant to everybody else: what was decided? (DECISION-REQ) */
export type DecisionRequest = { readonly type: 'decisionRequest' };
/** Participant to coordinator: the decision is in my log, you may forget it. */
export type Ack = { readonly type: 'ack' };

/** Every message of two-phase commit. */
export type Message = Prepare | Yes | No | Commit | Abort | DecisionRequest | Ack;

/** What a process has decided; `null` while it has not. */
export type Decision = 'commit' | 'abort' | null;
/** How a participant has voted; `null` while it has not. */
export type Vote = 'yes' | 'no' | null;
