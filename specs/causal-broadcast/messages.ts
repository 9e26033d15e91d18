import type { ProcessId } from '#faultline';
import type { VectorClock } from '../vector-clocks/messages.ts';

/** One process to all others: anything; its sender counts as the next number of its own broadcasts. */
export type Message = {
  readonly type: 'message';
  /** How many messages of each process its sender had delivered, this one included. */
  readonly clock: VectorClock;
};

/** Which message: the process that broadcasts it, and its number there, from 1. */
export interface MessageName {
  readonly sender: ProcessId;
  readonly number: number;
}

/** Observed: a process broadcasts its message of this number, and has delivered it to itself. */
export type Broadcasted = { readonly type: 'broadcasted'; readonly number: number };

/** Observed: a process hands on the message of another to whoever it works for. */
export type Delivered = { readonly type: 'delivered' } & MessageName;
