/** A key is a path, such as `['lock', 'client1']`. */
export type Key = readonly string[];

/** A session: its keys live as long as its lease. It bears the name of the process that it belongs to. */
export type LeaseId = string;

/** A key with its value, as etcd keeps it. */
export interface KeyValue {
  readonly key: Key;
  readonly value: number;
  /** The revision at which the key has come to be. A key that was deleted comes to be anew. */
  readonly createRevision: number;
  /** The revision at which the value was last written. */
  readonly modRevision: number;
  /** How often the value has been written since the key came to be. */
  readonly version: number;
  readonly lease: LeaseId | null;
}

/** What a watch sees of one key in one revision. */
export type Change =
  | { readonly kind: 'put'; readonly keyValue: KeyValue }
  | { readonly kind: 'delete'; readonly key: Key };

/** One thing that a transaction does. */
export type Operation =
  | {
      readonly kind: 'put';
      readonly key: Key;
      readonly value: number;
      readonly lease: LeaseId | null;
    }
  | { readonly kind: 'delete'; readonly key: Key }
  | {
      readonly kind: 'range';
      /** All keys that begin like this. */
      readonly under: Key;
      /** Only the one that came to be first, or last; all otherwise. */
      readonly only?: 'first' | 'last';
      /** Only keys that have come to be at this revision, or before. */
      readonly maxCreateRevision?: number;
    };

/** What a transaction asks before it does anything: 0 is the revision of a key that is not there. */
export interface Compare {
  readonly key: Key;
  readonly createRevision: number;
}

/**
 * Client to server: if all comparisons are true do the one list of operations, and the other otherwise, all
 * at once. A put, a delete or a range by itself is a transaction without comparisons.
 */
export type Txn = {
  readonly type: 'txn';
  /** Which call of the client this is: the answer says the same. */
  readonly call: number;
  readonly compare: readonly Compare[];
  readonly success: readonly Operation[];
  readonly failure: readonly Operation[];
};
/** The transaction is done. */
export type TxnResponse = {
  readonly type: 'txnResponse';
  readonly call: number;
  readonly succeeded: boolean;
  /** That of the store, after the transaction. */
  readonly revision: number;
  /** What each operation has found: nothing, unless it is a range. */
  readonly found: readonly (readonly KeyValue[])[];
};
/** The transaction would put a key under a lease that is gone, and has done nothing. */
export type LeaseNotFound = { readonly type: 'leaseNotFound'; readonly call: number };

/** Client to server: tell me what changes, from this revision on; 0 is from now on. */
export type Watch = {
  readonly type: 'watch';
  /** The number of the watch. A client has one at a time: a second one takes the place of the first. */
  readonly watch: number;
  /** All keys that begin like this. */
  readonly under: Key;
  readonly startRevision: number;
};
/** Something has changed: all that a revision has changed of what is watched, in one message. */
export type WatchResponse = {
  readonly type: 'watchResponse';
  readonly watch: number;
  readonly revision: number;
  readonly changes: readonly Change[];
};
/** Some of what was asked for is known no more: all up to this revision has been compacted. */
export type WatchCanceled = {
  readonly type: 'watchCanceled';
  readonly watch: number;
  readonly compactRevision: number;
};
/** Nothing else has changed of what is watched, up to this revision. */
export type WatchProgress = {
  readonly type: 'watchProgress';
  readonly watch: number;
  readonly revision: number;
};

/** The lease is gone: the answer to the next message that is to keep it alive, with a TTL of 0. */
export type LeaseExpired = { readonly type: 'leaseExpired' };

/** What properties hear of the server: what a revision has changed, when it has; a lease is gone. */
export type Observation =
  | { readonly type: 'changed'; readonly revision: number; readonly changes: readonly Change[] }
  | { readonly type: 'expired'; readonly lease: LeaseId };
