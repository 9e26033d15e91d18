import type { Key, Operation, Txn } from './messages.ts';

/** A transaction that only reads. */
export function reads(call: number, under: Key, options: RangeOptions = {}): Txn {
  return { type: 'txn', call, compare: [], success: [range(under, options)], failure: [] };
}

/** A transaction that does something as long as a key is the one that came to be at some revision. */
export function guarded(call: number, { key, createRevision, operation }: Guarded): Txn {
  const compare = [{ key, createRevision }];
  return { type: 'txn', call, compare, success: [operation], failure: [] };
}

/** A transaction that puts a key unless it is there, and reads it otherwise. */
export function putsOrReads(call: number, put: Put): Txn {
  const compare = [{ key: put.key, createRevision: 0 }];
  return { type: 'txn', call, compare, success: [put], failure: [range(put.key)] };
}

/**
 * A transaction that puts a key unless it is there, and reads it otherwise; and reads, in both cases, which
 * key under the same path came to be first.
 */
export function putsUnlessThere(call: number, put: Put): Txn {
  const txn = putsOrReads(call, put);
  const first = range(put.key.slice(0, -1), { only: 'first' });
  return { ...txn, success: [...txn.success, first], failure: [...txn.failure, first] };
}

type Range = Extract<Operation, { kind: 'range' }>;
type Put = Extract<Operation, { kind: 'put' }>;
type RangeOptions = Omit<Range, 'kind' | 'under'>;

/** What is done, and which key guards it. */
interface Guarded {
  readonly key: Key;
  readonly createRevision: number;
  readonly operation: Operation;
}

function range(under: Key, options: RangeOptions = {}): Range {
  return { kind: 'range', under, ...options };
}
