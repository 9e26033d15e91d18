import type { Proposal } from '../paxos/messages.ts';

/** So many slots with nothing in them. */
export function emptySlots(count: number): readonly null[] {
  return Array.from({ length: count }, () => null);
}

/** The slots, and a value in one of them; the first slot is 1. */
export function withSlot<Value>(
  slots: readonly (Value | null)[],
  slot: number,
  value: Value,
): readonly (Value | null)[] {
  return slots.map((present, index) => (index === slot - 1 ? value : present));
}

/**
 * The last slot with something in it.
 *
 * @returns 0 when all are empty.
 */
export function lastFilled(slots: readonly unknown[]): number {
  return slots.findLastIndex((present) => present !== null) + 1;
}

/** The one of two proposals that has the higher ballot. */
export function higherOf(one: Proposal | null, other: Proposal | null): Proposal | null {
  return (other?.ballot ?? 0) > (one?.ballot ?? 0) ? other : one;
}
