/** Candidate to store: give me the lease, if it is free. */
export type Acquire = { readonly type: 'acquire' };
/** The lease is yours, under this number: greater than any before. */
export type Granted = { readonly type: 'granted'; readonly epoch: number };
/** Leader to store: let the lease that I have live a whole time again. */
export type Renew = { readonly type: 'renew'; readonly epoch: number };
/** It does. */
export type Renewed = { readonly type: 'renewed' };
/** The lease is somebody else's, or nobody's. */
export type Refused = { readonly type: 'refused' };

/** What properties hear of a candidate: it leads from now on. */
export type Elected = { readonly type: 'elected'; readonly epoch: number };
