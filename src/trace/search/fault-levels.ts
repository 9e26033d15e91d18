import { modelOf, type Model } from '../../protocol/model.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { budgetOf, limitOf, type CountedUse } from '../../system/slots/fault-record.ts';
import type { AsyncCheckOptions } from '../check-options.ts';
import { check } from '../check.ts';
import { declaredOf, overallVerdict, type PropertyResult, type Verdict } from '../verdict.ts';
import type { CheckResult } from './check-result.ts';

/** What a check with at most so many faults has come by. */
export interface FaultLevel extends Pick<
  CheckResult,
  'distinctStates' | 'generatedStates' | 'depth' | 'isExplored' | 'ending'
> {
  /** How many faults may happen, all kinds together. */
  readonly faults: number;
  /**
   * The properties that are violated although nobody expects it. That a `reachable` is not reached says
   * something only when no more faults can happen.
   */
  readonly broken: readonly string[];
}

/** What checks with 0, 1, 2 … faults established. */
export interface FaultLevels {
  /** One level after the other, to the last that was checked. */
  readonly levels: readonly FaultLevel[];
  /** How many faults can happen at all; Infinity when one of them has no bound. */
  readonly faultsPossible: number;
  /**
   * `violated` when the last level is broken, `unknown` when it was not decided; `holds in bounds` when more
   * faults could happen than were let happen, or something else is bounded; otherwise `holds`.
   */
  readonly verdict: Verdict;
  /** That of the last level. */
  readonly model: Model;
  /** What the last level says of each property, in bounds when more faults could happen. */
  readonly properties: readonly PropertyResult[];
}

/** What checks with more and more faults can be given. */
export interface FaultLevelOptions extends AsyncCheckOptions {
  /** The greatest number of faults, all kinds together; what the protocol allows is not exceeded. */
  readonly faultsMax: number;
  /** Called before each level. */
  readonly onLevel?: ((faults: number) => void) | undefined;
}

/**
 * Checks a protocol with no fault at all, with at most one, with at most two, and so on, and stops at the
 * first number at which a property is violated: so few faults break it, whichever these are.
 *
 * The numbers bound the sum of all faults; each kind keeps its own budget besides. Repairs, such as a
 * restart, are no faults.
 *
 * @param protocol - Made by `defineProtocol`.
 * @param options - Those of `check`, and the greatest number of faults.
 * @throws FaultlineError and SpecError as `check` does.
 *
 * Cost: that of the last level, and of those before, which are smaller.
 *
 * @example
 * const { levels, verdict } = await checkFaultLevels(twoPhaseCommit, { faultsMax: 3 });
 */
export async function checkFaultLevels(
  protocol: Protocol,
  options: FaultLevelOptions,
): Promise<FaultLevels> {
  const declared = modelOf(protocol, options);
  const faultsPossible = possibleIn(declared);
  const last = Math.min(options.faultsMax, faultsPossible);
  const levels: FaultLevel[] = [];
  for (let faults = 0; ; faults += 1) {
    options.onLevel?.(faults);
    const bounded = { ...options, faults: { ...options.faults, total: faults } };
    const result = await check(protocol, bounded);
    const properties = faults < faultsPossible ? inBounds(result) : result.properties;
    levels.push(levelOf(result, properties, faults));
    if (faults < last && isExplored(result) && levels.at(-1)?.broken.length === 0) continue;
    const verdict = verdictOf(result, properties, faults < faultsPossible);
    return { levels, faultsPossible, verdict, model: result.model, properties };
  }
}

function isExplored(result: CheckResult): boolean {
  return result.isExplored && result.ending === 'complete';
}

/** What holds with few faults holds in bounds; and what is not reached may be so with more. */
function inBounds({ properties }: CheckResult): readonly PropertyResult[] {
  return properties.map((property) => {
    const { verdict, trace } = property;
    if (property.kind === 'reachable')
      return trace ? property : { ...property, verdict: 'unknown' };
    return verdict === 'holds' ? { ...property, verdict: 'holds in bounds' } : property;
  });
}

function levelOf(
  { model, distinctStates, generatedStates, depth, isExplored: explored, ending }: CheckResult,
  properties: readonly PropertyResult[],
  faults: number,
): FaultLevel {
  const declared = declaredOf(model);
  const broken = properties
    .filter(({ name, verdict }) => verdict === 'violated' && declared[name] !== 'violated')
    .map(({ name }) => name);
  const counts = { distinctStates, generatedStates, depth };
  return { faults, broken, ...counts, isExplored: explored, ending };
}

function verdictOf(
  result: CheckResult,
  properties: readonly PropertyResult[],
  isBounded: boolean,
): Verdict {
  const { model, constrainedStates, frontier } = result;
  // That a reachable is not reached with so few faults is no news.
  const told = isBounded ? properties.filter(({ kind }) => kind !== 'reachable') : properties;
  const coverage = {
    complete: isExplored(result),
    bounded: isBounded || constrainedStates > 0 || frontier > 0,
  };
  return overallVerdict(told, coverage, declaredOf(model));
}

/** Every kind of fault that is counted. */
const counted: Readonly<Record<CountedUse, true>> = {
  ...{ drop: true, duplicate: true, reorder: true, crash: true, amnesia: true },
  ...{ pause: true, partition: true, drift: true },
};

function possibleIn(model: Model): number {
  const uses = Object.keys(counted) as CountedUse[];
  const sum = uses.reduce((total, use) => total + limitOf(budgetOf(model, use)), 0);
  return Math.min(sum, model.faults.total ?? Infinity);
}
