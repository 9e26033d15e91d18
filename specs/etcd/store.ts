import type { Change, Compare, Key, KeyValue, LeaseId, Operation } from './messages.ts';

/** What a server keeps: keys with revisions, what has changed, and which leases there are. */
export interface Store {
  /** Counts what has been changed. A new store has revision 1. */
  readonly revision: number;
  /** Up to this revision what has changed is known no more; 0 when all of it is known. */
  readonly compactRevision: number;
  /** The keys, in the order in which they came to be. */
  readonly keys: readonly KeyValue[];
  /** What each revision has changed, from the first that is known. */
  readonly history: readonly (readonly Change[])[];
  /** The leases that have not expired. */
  readonly leases: Readonly<Record<LeaseId, true>>;
}

/** A transaction, as far as a store is concerned. */
export interface Transaction {
  readonly compare: readonly Compare[];
  readonly success: readonly Operation[];
  readonly failure: readonly Operation[];
}

/** A store without keys, with these leases. */
export function newStore(leases: readonly LeaseId[]): Store {
  return {
    revision: 1,
    compactRevision: 0,
    keys: [],
    history: [],
    leases: Object.fromEntries(leases.map((lease) => [lease, true])),
  };
}

/** Whether the comparisons of a transaction are true. */
export function succeeds({ keys }: Store, { compare }: Transaction): boolean {
  return compare.every(
    ({ key, createRevision }) =>
      (keys.find((keyValue) => isSame(keyValue.key, key))?.createRevision ?? 0) === createRevision,
  );
}

/** Whether a transaction would put a key under a lease that the store does not have. */
export function lacksLease(store: Store, transaction: Transaction): boolean {
  return operationsOf(store, transaction).some(
    (operation) =>
      operation.kind === 'put' &&
      operation.lease !== null &&
      store.leases[operation.lease] === undefined,
  );
}

/** What a transaction comes to. */
export interface Outcome {
  readonly store: Store;
  /** What each operation has found: nothing, unless it is a range. */
  readonly found: readonly (readonly KeyValue[])[];
}

/** The store after a transaction, and what it has found. All its changes take one revision. */
export function execute(store: Store, transaction: Transaction): Outcome {
  const nothing: Outcome = { store, found: [] };
  return operationsOf(store, transaction).reduce(({ store: before, found }, operation) => {
    if (operation.kind === 'range') {
      return { store: before, found: [...found, rangeOf(before, operation)] };
    }
    const changes = changesOf(before, operation, store.revision + 1);
    return { store: withChanges(before, changes, store.revision), found: [...found, []] };
  }, nothing);
}

/** The store without a lease, and without the keys that live as long as it: at one revision. */
export function withoutLease(store: Store, lease: LeaseId): Store {
  const { [lease]: _expired, ...leases } = store.leases;
  const deleted = store.keys.filter((keyValue) => keyValue.lease === lease);
  const changes = deleted.map(({ key }): Change => ({ kind: 'delete', key }));
  return { ...withChanges(store, changes, store.revision), leases };
}

/** The store that knows no more what has changed up to its own revision. */
export function compacted(store: Store): Store {
  return { ...store, compactRevision: store.revision, history: [] };
}

/** What has changed of some keys at a revision that is known. */
export function changesAt(
  { compactRevision, history }: Store,
  revision: number,
  under: Key,
): readonly Change[] {
  // Nothing has changed at revision 1, so that the first change known is that of 2, or later.
  const changes = history[revision - Math.max(compactRevision, 1) - 1] ?? [];
  return changes.filter((change) =>
    isUnder(change.kind === 'put' ? change.keyValue.key : change.key, under),
  );
}

function operationsOf(store: Store, transaction: Transaction): readonly Operation[] {
  return succeeds(store, transaction) ? transaction.success : transaction.failure;
}

function changesOf(
  { keys }: Store,
  operation: Exclude<Operation, { kind: 'range' }>,
  modRevision: number,
): readonly Change[] {
  const { key } = operation;
  const before = keys.find((keyValue) => isSame(keyValue.key, key));
  if (operation.kind === 'delete') return before === undefined ? [] : [{ kind: 'delete', key }];
  const keyValue = {
    key,
    value: operation.value,
    createRevision: before?.createRevision ?? modRevision,
    modRevision,
    version: (before?.version ?? 0) + 1,
    lease: operation.lease,
  };
  return [{ kind: 'put', keyValue }];
}

/** The store with more changes at the revision after `last`; where nothing changes, the store itself. */
function withChanges(store: Store, changes: readonly Change[], last: number): Store {
  if (changes.length === 0) return store;
  const isNew = store.revision === last;
  const history = isNew ? store.history : store.history.slice(0, -1);
  const before = isNew ? [] : (store.history.at(-1) ?? []);
  return {
    ...store,
    revision: last + 1,
    keys: changes.reduce(withChange, store.keys),
    history: [...history, [...before, ...changes]],
  };
}

/** Keys, in the order in which they came to be, after one more change. */
export function withChange(keys: readonly KeyValue[], change: Change): readonly KeyValue[] {
  if (change.kind === 'delete') return keys.filter((one) => !isSame(one.key, change.key));
  const { keyValue } = change;
  return keys.some((one) => isSame(one.key, keyValue.key))
    ? keys.map((one) => (isSame(one.key, keyValue.key) ? keyValue : one))
    : [...keys, keyValue];
}

function rangeOf(
  store: Store,
  { under, only, maxCreateRevision = Infinity }: Extract<Operation, { kind: 'range' }>,
): readonly KeyValue[] {
  const found = store.keys.filter(
    (keyValue) => isUnder(keyValue.key, under) && keyValue.createRevision <= maxCreateRevision,
  );
  if (only === undefined) return found;
  return only === 'first' ? found.slice(0, 1) : found.slice(-1);
}

function isSame(one: Key, other: Key): boolean {
  return one.length === other.length && isUnder(one, other);
}

function isUnder(key: Key, start: Key): boolean {
  return start.every((part, index) => part === key[index]);
}
