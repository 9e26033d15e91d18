import type { RandomWalk, WalkFinding } from '../../explore/walk/random-walk.ts';
import { modelOf, type Model } from '../../protocol/model.ts';
import { isLiveness, type Property } from '../../protocol/property.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { isFault } from '../../system/action-kinds.ts';
import { shortenTrace } from '../shorten.ts';
import type { Trace } from '../trace.ts';
import { declaredOf, expectedOf, isEnough, type PropertyResult, type Verdict } from '../verdict.ts';
import { verifyTrace } from '../verify.ts';
import { WalkedModel } from './walked-model.ts';
import type { AsyncWalkOptions, WalkOptions } from './walk-options.ts';

/** What random walks say of one property. */
export interface WalkedProperty extends PropertyResult {
  /**
   * Of a property of behaviors: on how many fair behaviors it was judged, each a walk that came back to
   * a state, or could stay in one. Of any other property undefined.
   */
  readonly behaviors: number | undefined;
}

/** What random walks established. */
export interface WalkResult {
  readonly model: Model;
  /** A violation that the protocol declares does not count. */
  readonly verdict: 'violated' | 'no violation found';
  readonly properties: readonly WalkedProperty[];
  /** With it the walks can be taken again. */
  readonly seed: number;
  /** Walks begun. */
  readonly walks: number;
  readonly steps: number;
  /** Different actions taken. */
  readonly actions: number;
  /** States on the longest walk, the initial one counting 1. */
  readonly depth: number;
  /** Why the walks ended. */
  readonly ending: 'complete' | 'stopped' | 'interrupted';
}

const stepsPerSlice = 1000;

/**
 * Takes random walks through a protocol and looks for violations on the way. What it finds is
 * shortened, and replayed through XState.
 *
 * It is for protocols that are too large to check. It never says that something always holds: other
 * walks might find what these did not. Properties of behaviors are judged only where a walk shows a
 * fair behavior: when it comes back to a state that it has been in, or may stay in a state for ever.
 *
 * @param protocol - Made by `defineProtocol`.
 * @param options - Size, parameters, mutation, faults; seed, number and depth of the walks.
 * @returns When interrupted by `options.signal`, what was established so far.
 * @throws FaultlineError for a choice that cannot be made (`FL1xx`); SpecError for an error in a
 * chart (`FL2xx`) or a property (`FL3xx`), with the trace that leads to it.
 *
 * @example
 * const result = await walk(twoPhaseCommit, { size: 'medium', seed: 7 });
 */
export async function walk(
  protocol: Protocol,
  options: AsyncWalkOptions = {},
): Promise<WalkResult> {
  const run = new WalkRun(modelOf(protocol, options), options);
  while (options.signal?.aborted !== true && run.advance(stepsPerSlice)) {
    options.onProgress?.(run.walk.progress());
    await (options.pause ?? (() => Promise.resolve()))();
  }
  return run.result();
}

/** The same as {@link walk}, at one go. */
export function walkSync(protocol: Protocol, options: WalkOptions = {}): WalkResult {
  const run = new WalkRun(modelOf(protocol, options), options);
  while (run.advance(stepsPerSlice));
  return run.result();
}

/** Random walks that go on step by step. */
class WalkRun {
  readonly walk: RandomWalk;
  readonly #walked: WalkedModel;
  readonly #options: WalkOptions;
  readonly #seed: number;

  constructor(model: Model, options: WalkOptions) {
    const { seed = 1, walks = 1000, depth = 100, guided = 'half', faultWeight = 1 } = options;
    const walked = new WalkedModel(model);
    this.#walked = walked;
    this.#options = options;
    this.#seed = seed;
    this.walk = walked.walk({
      plan: { seed, walks, depth, guided },
      weightOf: (action) => (isFault(walked.system.action(action)) ? faultWeight : 1),
      stopAfter: ({ check }) =>
        options.keepGoing !== true && isEnough(model, walked.names[check] as string),
    });
  }

  /** Goes so many steps on. */
  advance(steps: number): boolean {
    return this.#walked.advance(this.walk, steps);
  }

  /** What is established so far. */
  result(): WalkResult {
    const { model, names } = this.#walked;
    const properties = names.map((name, check) => this.#propertyResult(name, check));
    const declared = declaredOf(model);
    const isViolated = properties.some(
      ({ name, verdict }) => verdict === 'violated' && declared[name] !== 'violated',
    );
    return {
      model,
      verdict: isViolated ? 'violated' : 'no violation found',
      properties,
      seed: this.#seed,
      ...this.walk.progress(),
      ending: this.walk.ending ?? 'interrupted',
    };
  }

  #propertyResult(name: string, check: number): WalkedProperty {
    const property = this.#walked.model.protocol.properties[name] as Property;
    const finding = this.walk.findings.find((one) => one.check === check);
    const behaviors = isLiveness(property) ? this.walk.judgedFor(check) : undefined;
    return {
      name,
      kind: property.kind,
      says: property.says,
      source: property.source,
      verdict: verdictOn(property, finding !== undefined, behaviors),
      expected: expectedOf(this.#walked.model, name),
      trace: finding && this.#counterexample(name, finding),
      behaviors,
    };
  }

  #counterexample(name: string, finding: WalkFinding): Trace {
    const trace = this.#walked.traceTo(finding);
    if (this.#options.shorten !== false) return shortenTrace(trace, name);
    verifyTrace(trace);
    return trace;
  }
}

function verdictOn(property: Property, found: boolean, behaviors: number | undefined): Verdict {
  if (property.kind === 'reachable') return found ? 'holds' : 'unknown';
  if (found) return 'violated';
  return behaviors === 0 ? 'unknown' : 'no violation found';
}
