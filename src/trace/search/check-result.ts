import type { Ending } from '../../explore/breadth-first.ts';
import type { Model } from '../../protocol/model.ts';
import type { SearchOrder } from '../check-options.ts';
import type { SpecCoverage } from '../exercise/spec-coverage.ts';
import type { PropertyResult, Verdict } from '../verdict.ts';

/** What a check established. */
export interface CheckResult {
  readonly model: Model;
  /** The worst verdict; a violation that the protocol declares does not count. */
  readonly verdict: Verdict;
  readonly properties: readonly PropertyResult[];
  /** Different states found. */
  readonly distinctStates: number;
  /** Enabled actions of the states expanded, those that change nothing included, as TLC counts. */
  readonly generatedStates: number;
  /**
   * States on the longest of the shortest paths, the initial one counting 1, as TLC counts; of a depth-first
   * search, on the longest path that it has gone.
   */
  readonly depth: number;
  /** States found and not expanded: 0 unless the search was stopped. */
  readonly frontier: number;
  /** States in which no action is enabled, among those expanded. */
  readonly endStates: number;
  /** States that the constraint left out, each counted as often as it was reached. */
  readonly constrainedStates: number;
  /** Memory of the stored states and, where properties of behaviors were checked, of all that took. */
  readonly bytes: number;
  /** Local steps that XState computed. */
  readonly localSteps: number;
  readonly search: SearchOrder;
  /** Whether a counterexample or witness is as short as any, or one of which no step can be left out. */
  readonly traces: 'shortest' | 'shortened' | 'as found';
  /** Why the check ended. */
  readonly ending: Ending | 'interrupted';
  /**
   * Whether every state within the bounds was visited, also when the check ended before every property
   * of behaviors was decided.
   */
  readonly isExplored: boolean;
  /**
   * What of the spec was exercised, and what never. It is worked out when it is first asked for; until then
   * the result keeps the states of the search in memory.
   *
   * Of a depth-first search, which keeps no list of what it has visited, it has no items.
   *
   * @throws SpecError for an error in what a property presumes.
   */
  readonly coverage: SpecCoverage;
}
