import type { Progress } from '../explore/breadth-first.ts';
import type { StoreShape } from '../explore/store.ts';
import type { ModelChoices } from '../protocol/model.ts';

/**
 * In which order a check visits states: `breadth-first` finds shortest counterexamples; `depth-first` keeps
 * of a state only that it was met, and takes about three fifths of the memory.
 */
export type SearchOrder = 'breadth-first' | 'depth-first';

/** What can be chosen for a check, besides size, parameters, mutation and faults. */
export interface CheckOptions extends ModelChoices {
  /** Stops with `unknown` when so many distinct states are found. */
  readonly statesMax?: number | undefined;
  /** Explores no deeper: paths of at most so many states, the initial one counting 1. */
  readonly depthMax?: number | undefined;
  /** Stops with `unknown` when the stored states take so many bytes. */
  readonly bytesMax?: number | undefined;
  /** Goes on after an unexpected violation, until every property is decided. False by default. */
  readonly keepGoing?: boolean | undefined;
  /**
   * `breadth-first` by default. A depth-first search leaves properties of behaviors undecided, tells no
   * coverage, and cannot be bounded in depth.
   */
  readonly search?: SearchOrder | undefined;
  /** Of a depth-first search: leaves out the steps of what is found that are not needed. True by default. */
  readonly shorten?: boolean | undefined;
  /** Segment sizes of the store; for tests. */
  readonly shape?: StoreShape | undefined;
}

/** What is known of a check that goes on. */
export interface CheckProgress extends Progress {
  /** The property of behaviors that is being decided; undefined while states are searched. */
  readonly liveness: string | undefined;
}

/** What only a check that takes its time can be given. */
export interface AsyncCheckOptions extends CheckOptions {
  /** Called now and then with what is known so far. */
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined;
  /** An AbortSignal: stops the check, which then tells what was established so far. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Asked between two slices: whether memory runs short, which ends the check as `bytesMax` does. */
  readonly isShortOfMemory?: (() => boolean) | undefined;
  /** Lets other work happen between two slices of the check: `() => setImmediate()`, awaited. */
  readonly pause?: (() => Promise<void>) | undefined;
}
