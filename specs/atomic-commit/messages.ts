/** A participant's promise to commit if it is told to. */
export type Yes = { readonly type: 'yes' };
/** A participant's veto. */
export type No = { readonly type: 'no' };
/** The decision to commit; from whoever knows it. */
export type Commit = { readonly type: 'commit' };
/** The decision to abort; from whoever knows it. */
export type Abort = { readonly type: 'abort' };
/** A participant has heard, and has it in its log. */
export type Ack = { readonly type: 'ack' };

/** What a process has decided; `null` while it has not. */
export type Decision = 'commit' | 'abort' | null;
/** How a participant has voted; `null` while it has not. */
export type Vote = 'yes' | 'no' | null;
