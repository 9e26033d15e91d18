import type { WalkProgress } from '../../explore/walk/random-walk.ts';
import type { ModelChoices } from '../../protocol/model.ts';

/** What can be chosen for random walks, besides size, parameters, mutation and faults. */
export interface WalkOptions extends ModelChoices {
  /** A whole number, 0 or more: the same seed gives the same walks. 1 by default. */
  readonly seed?: number | undefined;
  /** How many walks; 1000 by default. */
  readonly walks?: number | undefined;
  /** States on a walk, the initial one counting 1; 100 by default. */
  readonly depth?: number | undefined;
  /** How likely a fault is, compared with any other action: 1 by default, 0 for no faults. */
  readonly faultWeight?: number | undefined;
  /**
   * Which walks are guided: they take an action the more rarely, the more often it has been taken, and
   * so come to what is rarely done; the others take any with equal chances. What is found sooner by the
   * ones is found later by the others, so that by default every second walk is guided: `half`.
   */
  readonly guided?: 'all' | 'half' | 'none' | undefined;
  /** Goes on after an unexpected violation, until all walks are taken. False by default. */
  readonly keepGoing?: boolean | undefined;
  /** Leaves out the steps of what is found that are not needed. True by default. */
  readonly shorten?: boolean | undefined;
}

/** What only walks that take their time can be given. */
export interface AsyncWalkOptions extends WalkOptions {
  /** Called now and then with what is known so far. */
  readonly onProgress?: ((progress: WalkProgress) => void) | undefined;
  /** An AbortSignal: stops the walks, which then tell what was established so far. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Lets other work happen between two slices of the walks: `() => setImmediate()`, awaited. */
  readonly pause?: (() => Promise<void>) | undefined;
}
