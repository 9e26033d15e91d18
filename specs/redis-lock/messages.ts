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
/** Holder to resource: write, in the name of the lock with this fence. */
export type Write = { readonly type: 'write'; readonly fence: number };
/** The resource has written. */
export type Ack = { readonly type: 'ack'; readonly fence: number };
/** The resource has seen a greater fence, and has written nothing. */
export type Stale = { readonly type: 'stale'; readonly fence: number };
