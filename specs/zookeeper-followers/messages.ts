import type { ProcessId } from '#faultline';

/** What a server has: two nodes that are always written together, in one `multi`, and their version. */
export interface Tree {
  /** The number of the last transaction. */
  readonly zxid: number;
  /** How often the nodes have been set. */
  readonly version: number;
  readonly first: number;
  readonly second: number;
}

/** What a client asks and the leader sees to, and the answer: which of its connections it is about. */
export interface OnConnection {
  readonly connection: number;
}

/** Client to server: read both nodes. The server answers by itself, and may lag behind. */
export type Read = { readonly type: 'read' };
/** Client to server: set both nodes if this is their version still (`multi`, with a version). */
export type Write = OnConnection & {
  readonly type: 'write';
  readonly version: number;
  readonly data: number;
};
/** Client to server: answer when everything has come that was written before this (`sync`). */
export type Sync = OnConnection & { readonly type: 'sync' };
/** Client to server: a connection, for one who has seen this transaction. */
export type Connect = { readonly type: 'connect'; readonly zxid: number };

/** Server to client: what it has. */
export type Data = { readonly type: 'data' } & Tree;
/** The nodes are set. */
export type Written = OnConnection & { readonly type: 'written'; readonly zxid: number };
/** They have another version, and nothing has changed. */
export type BadVersion = OnConnection & { readonly type: 'badVersion'; readonly zxid: number };
/** Everything has come that was written before. */
export type Synced = OnConnection & { readonly type: 'synced'; readonly zxid: number };
/** There is a connection. */
export type Connected = { readonly type: 'connected' };
/** The client has seen more than the server has: it has to go elsewhere. */
export type Refused = { readonly type: 'refused' };

/** Server to leader: a client's write. */
export type Propose = { readonly type: 'propose'; readonly client: ProcessId } & Omit<
  Write,
  'type'
>;
/** Leader to every server: the next transaction, and who answers whom when it has come. */
export type Commit = OnConnection & {
  readonly type: 'commit';
  readonly server: ProcessId;
  readonly client: ProcessId;
} & Tree;
/** Leader to server: the client's write was of another version. */
export type Reject = OnConnection & { readonly type: 'reject'; readonly client: ProcessId };
/** Server to leader: what you have sent before your answer is all that there is. */
export type Flush = OnConnection & { readonly type: 'flush'; readonly client: ProcessId };
/** Leader to server: it is. */
export type Flushed = OnConnection & { readonly type: 'flushed'; readonly client: ProcessId };

/** Observed: a transaction takes place. */
export type Committed = { readonly type: 'committed'; readonly zxid: number };
/** Observed: a client asks for `sync`, has the answer, or has an answer of a server that is up to a transaction. */
export type Noticed =
  { readonly type: 'syncBegan' | 'syncEnded' } | { readonly type: 'seen'; readonly zxid: number };
