import type { ProcessId } from '#faultline';
import type { Version } from './messages.ts';

/** What a transaction has done at one shard. */
export interface Access {
  readonly at: ProcessId;
  /** The version that it has read. */
  readonly read: Version;
  readonly writes: boolean;
  /** The position of what it has written among the versions; below 0 when it is not written yet. */
  readonly position: number;
}

/** A transaction that is committed, and what it has done. */
export interface Executed {
  readonly id: ProcessId;
  readonly accesses: readonly Access[];
}

/**
 * Whether there is an order in which the transactions, one after another, read and write what they have
 * read and written.
 *
 * Cost: every order is tried; there are few transactions.
 * Source: Papadimitriou, "The serializability of concurrent database updates", JACM 26(4), 1979.
 */
export function isSerializable(executed: readonly Executed[]): boolean {
  return ordersOf(executed).some((order) => isSerial(order));
}

function isSerial(order: readonly Executed[]): boolean {
  const newest = new Map<ProcessId, { readonly version: Version; readonly position: number }>();
  return order.every(({ id, accesses }) =>
    accesses.every(({ at, read, writes, position }) => {
      const before = newest.get(at) ?? { version: null, position: -1 };
      if (read !== before.version) return false;
      if (!writes) return true;
      newest.set(at, { version: id, position });
      return position < 0 || position > before.position;
    }),
  );
}

function ordersOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    ordersOf(items.filter((other) => other !== item)).map((order) => [item, ...order]),
  );
}
