import type { ProcessId } from '#faultline';
import type { Key, LeaseId, Txn, TxnResponse, Watch, WatchResponse } from './messages.ts';
import { guarded, reads } from './requests.ts';

/**
 * A queue of keys under a path: who has put a key there waits for all older ones to be deleted. These are the
 * words that the charts of those who wait have in common.
 *
 * Source: etcd 2024, `client/v3/concurrency`, `key.go`, waitDeletes.
 * Differs: a watch begins with the revision after the one that was seen, not with that one.
 */
export interface Queued {
  readonly server: ProcessId;
  readonly lease: LeaseId;
  /** How many calls and watches there have been: the number of the last one. */
  readonly calls: number;
  /** The create revision of the key; 0 before there is one. */
  readonly revision: number;
}

/** What a guard or an effect of one who waits is given. */
interface About {
  readonly context: Queued;
}

/** What an answer tells. The answer to an older call tells nothing. */
export const queueGuards = {
  isAwaited: ({ context }: About, { call }: { readonly call: number }) => call === context.calls,
  findsNone: ({ context }: About, { call, found }: TxnResponse) =>
    call === context.calls && found[0]?.length === 0,
  hasSucceeded: ({ context }: About, { call, succeeded }: TxnResponse) =>
    call === context.calls && succeeded,
  isDeleted: ({ context }: About, { watch, changes }: WatchResponse) =>
    watch === context.calls && changes.some(({ kind }) => kind === 'delete'),
};

/** Whom it asks. */
export function serverOf({ context }: About): ProcessId {
  return context.server;
}

/** The number of another call. */
export function nextCall({ context }: About): number {
  return context.calls + 1;
}

/** The create revision of its key, which has just been put, or has been there already. */
export function ownRevision({ succeeded, revision, found }: TxnResponse): number {
  return succeeded ? revision : (found[0]?.[0]?.createRevision ?? 0);
}

/** The key that is its own, in the queue under a path. */
export function keyIn(queue: Key, lease: LeaseId): Key {
  return [...queue, lease];
}

/** Asks which of the older keys is the youngest. */
export function findOlderIn(queue: Key) {
  return ({ context: { calls, revision } }: About): Txn =>
    reads(calls, queue, { only: 'last', maxCreateRevision: revision - 1 });
}

/** Watches the older key that it has found, from what it has seen on. */
export function watchOlderIn(queue: Key) {
  return ({ context }: About, { revision, found }: TxnResponse): Watch => ({
    type: 'watch',
    watch: context.calls,
    under: found[0]?.[0]?.key ?? queue,
    startRevision: revision + 1,
  });
}

/** Deletes its key, if that is still the one that it has put. */
export function deleteKeyIn(queue: Key) {
  return ({ context: { lease, calls, revision } }: About): Txn =>
    guarded(calls, {
      key: keyIn(queue, lease),
      createRevision: revision,
      operation: { kind: 'delete', key: keyIn(queue, lease) },
    });
}

/** Deletes its key, whichever it is: what must not be done. */
export function deleteByNameIn(queue: Key) {
  return ({ context: { lease, calls } }: About): Txn => ({
    type: 'txn',
    call: calls,
    compare: [],
    success: [{ kind: 'delete', key: keyIn(queue, lease) }],
    failure: [],
  });
}
