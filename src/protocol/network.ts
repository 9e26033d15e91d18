/** How often something may happen: a budget for a whole behavior, or `unbounded`. */
export interface Budget {
  readonly max: number | 'unbounded';
}

/**
 * What the network does with messages on their way.
 *
 * - `unordered`: a multiset; any message may be delivered next.
 * - `fifo`: a queue for each ordered pair of processes.
 * - `set`: a message that is in flight already is not added a second time.
 */
export interface Network {
  readonly order: 'unordered' | 'fifo' | 'set';
  /**
   * What delivery does to a message. `consumes` (the default) takes it out. `keeps`, for `set` only,
   * leaves it in for ever, as in Lamport's specifications; then a message is delivered only when
   * the chart has a transition for it.
   */
  readonly delivery?: 'consumes' | 'keeps';
  /** How many messages may be lost. None by default. */
  readonly loss?: Budget;
  /** How many messages may be delivered once more than they were sent. None by default. */
  readonly duplication?: Budget;
}

/** Which processes crash, how often, and whether they come back. */
export interface CrashFault {
  /** The roles whose processes may crash; every role by default. */
  readonly roles?: readonly string[];
  /** How many crashes in all. */
  readonly max: number | 'unbounded';
  /** How many processes may be down at once; no limit by default. */
  readonly atOnce?: number;
  /** Whether a crashed process may come back with what is durable. False by default. */
  readonly restart?: boolean;
}

/** The failures that a check allows, besides those of the network. */
export interface Faults {
  readonly crash?: CrashFault;
}

/** A reliable unordered network: nothing is lost, nothing comes twice, order is not kept. */
export const reliable: Network = { order: 'unordered' };
