import type { ProcessId } from '#faultline';

/** The value of the key: who has set it, in which of its attempts. It stands for a random string. */
export interface Token {
  readonly client: ProcessId;
  /** Counts from 1. */
  readonly attempt: number;
}

/** Client to server: SET key token NX PX, and INCR fence when the key was absent; one script. */
export type Set = { readonly type: 'set'; readonly token: Token };
/** The key is set, and this is the number of the fence: greater than any before (OK). */
export type Ok = { readonly type: 'ok'; readonly token: Token; readonly fence: number };
/** The key is there already (NIL). */
export type Nil = { readonly type: 'nil'; readonly token: Token };
/** Client to server: delete the key if this is its value (compare and delete, a script). */
export type CompareAndDelete = { readonly type: 'compareAndDelete'; readonly token: Token };
/** Client to server: let the key live a whole time to live from now, if this is its value (a script). */
export type CompareAndExpire = { readonly type: 'compareAndExpire'; readonly token: Token };
/** It lives so long now (1). */
export type Extended = { readonly type: 'extended'; readonly token: Token };
/** The key is not there, or has another value (0). */
export type NotExtended = { readonly type: 'notExtended'; readonly token: Token };
/** Holder to resource: write, in the name of the lock with this fence. */
export type Write = { readonly type: 'write'; readonly fence: number };
/** The resource has written. */
export type Ack = { readonly type: 'ack'; readonly fence: number };
/** The resource has seen a greater fence, and has written nothing. */
export type Stale = { readonly type: 'stale'; readonly fence: number };

/** What a server with a replica has to tell it: its key and its count, of which the replica keeps what is newest. */
export interface Copy {
  /** How many servers have failed before this one. */
  readonly epoch: number;
  readonly key: Token | null;
  readonly fence: number;
}

/** Server to replica: what it has now. With `client`, it waits before it answers that client. */
export type Replicate = { readonly type: 'replicate'; readonly client: ProcessId | null } & Copy;
/** The replica has it, too. */
export type Replicated = { readonly type: 'replicated' } & Omit<Replicate, 'type' | 'epoch'>;
/** New server to replica: the one before has failed; what did it have? */
export type TakeOver = { readonly type: 'takeOver' };
/** What of it has reached the replica. */
export type Taken = { readonly type: 'taken' } & Copy;
