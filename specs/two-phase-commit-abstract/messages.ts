/** Resource manager to transaction manager: I am ready to commit. (`[type |-> "Prepared", rm |-> r]`) */
export type Prepared = { readonly type: 'prepared' };
/** The transaction manager's decision to commit, to every resource manager. */
export type Commit = { readonly type: 'commit' };
/** The transaction manager's decision to abort, to every resource manager. */
export type Abort = { readonly type: 'abort' };
