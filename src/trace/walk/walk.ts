import { FaultlineError } from '../../errors.ts';
import { bitsOf } from '../../explore/liveness/fair-classes.ts';
import { RandomWalk, type WalkCheck, type WalkFinding } from '../../explore/walk/random-walk.ts';
import { modelOf, type Model } from '../../protocol/model.ts';
import { isLiveness, type LivenessProperty, type Property } from '../../protocol/property.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { isFault } from '../../system/action-kinds.ts';
import { compileStatePredicate } from '../../system/predicate.ts';
import { System } from '../../system/system.ts';
import { checkOf } from '../search/safety-checks.ts';
import { SpecError } from '../search/spec-error.ts';
import { compileLiveness } from '../liveness/compiled-liveness.ts';
import { fairClasses } from '../liveness/fair-classes.ts';
import { reasonsOf } from '../liveness/lasso.ts';
import { shortenTrace } from '../shorten.ts';
import { traceAlong, type Trace } from '../trace.ts';
import { declaredOf, expectedOf, isEnough, type PropertyResult, type Verdict } from '../verdict.ts';
import { verifyTrace } from '../verify.ts';
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
  readonly #model: Model;
  readonly #system: System;
  readonly #options: WalkOptions;
  readonly #seed: number;
  /** In the order of the walk's checks. */
  readonly #names: readonly string[];

  constructor(model: Model, options: WalkOptions) {
    const { seed = 1, walks = 1000, depth = 100, guided = 'half', faultWeight = 1 } = options;
    const { properties, constraint } = model.protocol;
    const system = new System(model);
    this.#model = model;
    this.#system = system;
    this.#options = options;
    this.#seed = seed;
    this.#names = Object.keys(properties);
    this.walk = new RandomWalk({
      system,
      checks: Object.entries(properties).map((entry) => walkCheckOf(system, entry)),
      plan: { seed, walks, depth, guided },
      constraint: constraint && compileStatePredicate(system, 'constraint', constraint),
      weightOf: (action) => (isFault(system.action(action)) ? faultWeight : 1),
      stopAfter: ({ check }) =>
        options.keepGoing !== true && isEnough(model, this.#names[check] as string),
    });
  }

  /** Goes so many steps on. */
  advance(steps: number): boolean {
    try {
      return this.walk.advance(steps);
    } catch (error) {
      const { walked } = this.walk;
      if (!(error instanceof FaultlineError) || walked.path.length === 0) throw error;
      throw new SpecError(error, this.#traceOf(walked));
    }
  }

  /** What is established so far. */
  result(): WalkResult {
    const model = this.#model;
    const properties = this.#names.map((name, check) => this.#propertyResult(name, check));
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
    const property = this.#model.protocol.properties[name] as Property;
    const finding = this.walk.findings.find((one) => one.check === check);
    const behaviors = isLiveness(property) ? this.walk.judgedFor(check) : undefined;
    return {
      name,
      kind: property.kind,
      says: property.says,
      source: property.source,
      verdict: verdictOn(property, finding !== undefined, behaviors),
      expected: expectedOf(this.#model, name),
      trace: finding && this.#counterexample(name, property, finding),
      behaviors,
    };
  }

  #counterexample(name: string, property: Property, finding: WalkFinding): Trace {
    const trace = isLiveness(property)
      ? this.#lassoOf(name, property, finding)
      : this.#traceOf(finding);
    if (this.#options.shorten !== false) return shortenTrace(trace, name);
    verifyTrace(trace);
    return trace;
  }

  #traceOf({ path, actions }: Pick<WalkFinding, 'path' | 'actions'>): Trace {
    const taken = actions.map((action) => this.#system.action(action));
    return traceAlong(this.#model, this.#system, path, taken);
  }

  #lassoOf(name: string, property: LivenessProperty, finding: WalkFinding): Trace {
    const trace = this.#traceOf(finding);
    const { path, cycleStart = path.length - 1 } = finding;
    const actions = trace.steps.map(({ action }) => action);
    const compiled = compileLiveness(this.#system, name, property);
    const fairBecause = reasonsOf(this.#system, compiled, { path, actions, cycleStart });
    if (fairBecause !== undefined) return { ...trace, cycle: { start: cycleStart, fairBecause } };
    throw new FaultlineError(
      'FL901',
      `The walk found against "${name}" does not violate it.`,
      'please report this.',
    );
  }
}

function walkCheckOf(system: System, [name, property]: readonly [string, Property]): WalkCheck {
  if (!isLiveness(property)) return checkOf(system, [name, property]);
  const { violations, read, fairness } = compileLiveness(system, name, property);
  const { weak, strong, width } = fairClasses(fairness, []);
  const known: bigint[] = [];
  return {
    kind: 'behavior',
    automaton: violations,
    labelOf: read,
    classesOf: (action) =>
      (known[action] ??= bitsOf(
        fairClasses(fairness, [system.action(action)]).classesOf,
        0,
        width,
      )),
    weak: bitsOf(weak, 0, width),
    strong: bitsOf(strong, 0, width),
  };
}

function verdictOn(property: Property, found: boolean, behaviors: number | undefined): Verdict {
  if (property.kind === 'reachable') return found ? 'holds' : 'unknown';
  if (found) return 'violated';
  return behaviors === 0 ? 'unknown' : 'no violation found';
}
