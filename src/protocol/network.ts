import type { ProcessId } from './messages.ts';

/** The processes that a fault may befall: every one unless roles or processes are named. */
export interface FaultScope {
  /** Only the processes of these roles. */
  readonly roles?: readonly string[];
  /** Only these processes; with `roles`, these besides. */
  readonly processes?: readonly ProcessId[];
}

/**
 * How often something may happen, and where. Of a fault of the network, where is the process to which
 * the message goes.
 */
export interface Budget extends FaultScope {
  /** How often in a whole behavior, at all processes together. */
  readonly max: number | 'unbounded';
  /** How often at each process; no limit of its own by default. */
  readonly maxEach?: number;
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
  /** In a `fifo` network, how many messages may overtake all that wait before them. None by default. */
  readonly reordering?: Budget;
}

/** Which processes crash, how often, and whether and how they come back. */
export interface CrashFault extends Budget {
  /** How many processes may be down at once; no limit by default. */
  readonly atOnce?: number;
  /** Whether a crashed process may come back with what is durable. False by default. */
  readonly restart?: boolean;
  /** How many restarts may lose what is durable too, as after the loss of a disk. None by default. */
  readonly amnesia?: number | 'unbounded';
  /**
   * Whether a process may crash during a step: what the step writes is then durable as far as the chart
   * has come, and of the messages sent so far any part has left. False by default: a crash comes
   * between two steps.
   */
  readonly cutsBroadcast?: boolean;
}

/**
 * A process stops for a while: it neither receives nor acts, and its timers do not fire. The others, the
 * network and time go on.
 */
export type PauseFault = Budget;

/**
 * How a network falls apart.
 *
 * - `isolated`: one process is cut off from all others.
 * - `halves`: two halves, which differ by one process at most, are cut off from each other.
 * - `oneWay`: the messages of one process do not arrive, or none arrives at it.
 * - `bridge`: two halves are cut off from each other, and one process reaches both.
 */
export type PartitionShape = 'isolated' | 'halves' | 'oneWay' | 'bridge';

/**
 * The network falls apart, and comes together again. One partition is in force at a time. The scope says
 * which processes it may separate: the others reach, and are reached by, all.
 */
export interface PartitionFault extends FaultScope {
  /** How many partitions in all. */
  readonly max: number | 'unbounded';
  /**
   * The shapes that may come: `isolated` and `halves` by default. A list of groups is a shape of its own:
   * two processes that are in groups reach each other when they share one.
   */
  readonly shapes?: readonly (PartitionShape | readonly (readonly ProcessId[])[])[];
  /**
   * What becomes of messages across the cut. `held` (the default): they wait. `dropped`: those on their way
   * are lost, and those that are sent while it lasts.
   */
  readonly messages?: 'held' | 'dropped';
  /** Whether the network may come together again. True by default. */
  readonly heal?: boolean;
}

/** Clocks that run fast or slow, so that timers fire early or late. Only where timeouts are `timed`. */
export interface DriftFault extends FaultScope {
  /** How many ticks a clock may be ahead of time, and how many behind. */
  readonly ticks: number;
  /** How often clocks may go wrong by one tick, all together; `unbounded` by default. */
  readonly max?: number | 'unbounded';
}

/** The failures that a check allows, besides those of the network. */
export interface Faults {
  readonly crash?: CrashFault;
  readonly pause?: PauseFault;
  readonly partition?: PartitionFault;
  readonly drift?: DriftFault;
  /** How many faults of all kinds, those of the network included; repairs do not count. */
  readonly total?: number;
}

/** When timers fire, and whether time passes. */
export interface Time {
  /**
   * - `nondeterministic` (the default): a running timer may fire at any moment.
   * - `accurate`: a timer for which its role says whom it `awaits` fires only when one of these has
   *   crashed, or is cut off by a partition, and nothing from it is still to come.
   * - `timed`: time passes in ticks; a timer fires when its ticks have passed, before more time passes.
   */
  readonly timeouts: 'nondeterministic' | 'accurate' | 'timed';
  /** How many units of the charts' delays are one tick, 1 by default. Only where timeouts are `timed`. */
  readonly tick?: number;
  /**
   * After how many ticks a message has arrived: it is delivered before more time passes, unless its
   * receiver is down, paused or cut off. No limit by default. Only where timeouts are `timed`.
   */
  readonly delayMax?: number;
}

/** A reliable unordered network: nothing is lost, nothing comes twice, order is not kept. */
export const reliable: Network = { order: 'unordered' };

/** Timers that may fire at any moment. */
export const untimed: Time = { timeouts: 'nondeterministic' };

/**
 * Whether a fault may befall a process.
 *
 * @internal
 */
export function isInScope(
  { roles, processes }: FaultScope,
  process: { readonly id: ProcessId; readonly role: string },
): boolean {
  if (roles === undefined && processes === undefined) return true;
  return roles?.includes(process.role) === true || processes?.includes(process.id) === true;
}
