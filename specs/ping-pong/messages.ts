/** The pinger to a ponger: are you there? */
export type Ping = { readonly type: 'ping'; readonly round: number };
/** The answer, with the round of the ping that it answers. */
export type Pong = { readonly type: 'pong'; readonly round: number };
