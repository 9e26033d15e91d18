/** What resource managers and transaction manager say to each other. */
export type Prepared = { readonly type: 'prepared' };
/** The transaction manager's decision to commit. */
export type Commit = { readonly type: 'commit' };
/** The transaction manager's decision to abort. */
export type Abort = { readonly type: 'abort' };
