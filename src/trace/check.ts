import { BreadthFirst, type Ending } from '../explore/breadth-first.ts';
import { FaultlineError } from '../errors.ts';
import { modelOf, type Model } from '../protocol/model.ts';
import { isLiveness, type Property } from '../protocol/property.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { compileStatePredicate } from '../system/predicate.ts';
import { System } from '../system/system.ts';
import type { AsyncCheckOptions, CheckOptions, CheckProgress } from './check-options.ts';
import { specCoverage, type SpecCoverage } from './exercise/spec-coverage.ts';
import { compileLiveness } from './liveness/compiled-liveness.ts';
import { LivenessCheck } from './liveness/liveness-check.ts';
import type { CheckResult } from './search/check-result.ts';
import { DepthFirstRun } from './search/depth-first-run.ts';
import { checkOf, isOutOfMemory, safetyOf } from './search/safety-checks.ts';
import { SpecError } from './search/spec-error.ts';
import { traceTo, type Trace } from './trace.ts';
import {
  declaredOf,
  expectedOf,
  isEnough,
  overallVerdict,
  verdictOn,
  type Coverage,
  type PropertyResult,
} from './verdict.ts';
import { verifyTrace } from './verify.ts';

export type { CheckResult } from './search/check-result.ts';
export { SpecError } from './search/spec-error.ts';

const statesPerSlice = 1000;

/** The errors that a property can make in a state. */
const asksWrong: ReadonlySet<string> = new Set(['FL301', 'FL302']);

/**
 * Checks every property of a protocol in every reachable state, and finds shortest counterexamples.
 *
 * @param protocol - Made by `defineProtocol`.
 * @param options - Size, parameters, mutation, faults, limits.
 * @throws FaultlineError for a choice that cannot be made (`FL1xx`); SpecError for an error in a
 * chart (`FL2xx`) or a property (`FL3xx`), with the trace that leads to it.
 *
 * @example
 * const result = checkSync(twoPhaseCommit, { size: 'tiny' });
 */
export function checkSync(protocol: Protocol, options: CheckOptions = {}): CheckResult {
  const run = runOf(modelOf(protocol, options), options);
  while (run.advance(statesPerSlice));
  return run.result();
}

/**
 * The same as {@link checkSync}, in slices: reports progress and can be interrupted.
 *
 * @returns When interrupted by `options.signal`, what was established so far.
 */
export async function check(
  protocol: Protocol,
  options: AsyncCheckOptions = {},
): Promise<CheckResult> {
  const run = runOf(modelOf(protocol, options), options);
  while (options.signal?.aborted !== true && run.advance(statesPerSlice)) {
    if (options.isShortOfMemory?.() === true) {
      run.stop('bytesMax');
      break;
    }
    options.onProgress?.(run.progress());
    await (options.pause ?? (() => Promise.resolve()))();
  }
  return run.result();
}

function runOf(model: Model, options: CheckOptions): CheckRun | DepthFirstRun {
  return options.search === 'depth-first'
    ? new DepthFirstRun(model, options)
    : new CheckRun(model, options);
}

/** A breadth-first check that goes on step by step. */
export class CheckRun {
  readonly model: Model;
  readonly system: System;
  readonly search: BreadthFirst;
  /** The properties that the search itself decides, in the order of its checks. */
  readonly #names: readonly string[];
  /** Decides the others, when every state is found. */
  readonly #liveness: LivenessCheck;
  readonly #bytesMax: number;
  #ending: CheckResult['ending'] | undefined;

  /** @throws FaultlineError `FL303` or `FL305` for a property of behaviors that cannot be asked. */
  constructor(model: Model, options: CheckOptions = {}) {
    this.model = model;
    this.system = new System(model);
    this.#bytesMax = options.bytesMax ?? Infinity;
    const { protocol } = model;
    const safety = safetyOf(model);
    this.#names = safety.map(([name]) => name);
    const { constraint } = protocol;
    this.search = new BreadthFirst({
      system: this.system,
      checks: safety.map((entry) => checkOf(this.system, entry)),
      limits: {
        statesMax: options.statesMax ?? Infinity,
        depthMax: options.depthMax ?? Infinity,
        bytesMax: this.#bytesMax,
      },
      constraint: constraint && compileStatePredicate(this.system, 'constraint', constraint),
      stopAfter: ({ check }) =>
        options.keepGoing !== true && isEnough(model, this.#names[check] as string),
      ...(options.shape && { shape: options.shape }),
    });
    this.#liveness = this.#livenessCheck();
  }

  /**
   * Expands about so many more states or, when all are found, decides a bit more about behaviors. Memory
   * that cannot be had ends the check like a limit.
   *
   * @returns Whether there is more to do.
   * @throws SpecError for an error in a chart or a property.
   */
  advance(states: number): boolean {
    try {
      this.#ending ??= this.#advanceUntil(states);
    } catch (error) {
      if (!isOutOfMemory(error)) throw this.#withTrace(error);
      this.#ending = 'bytesMax';
    }
    return this.#ending === undefined;
  }

  /** Ends the check before everything is decided. */
  stop(ending: 'bytesMax' | 'interrupted'): void {
    this.#ending ??= ending;
  }

  /** What is known now. */
  progress(): CheckProgress {
    const progress = this.search.progress();
    const isSearched = this.search.ending === 'complete';
    return {
      ...progress,
      bytes: progress.bytes + this.#liveness.bytes,
      liveness: isSearched ? this.#liveness.inHand : undefined,
    };
  }

  /** What is established; of a search that goes on, what is established so far. */
  result(): CheckResult {
    const { search } = this;
    const { distinct, generated, depth, frontier, bytes } = search.progress();
    const coverage: Coverage = {
      complete: search.ending === 'complete',
      bounded: search.depthCut || search.constrained > 0,
    };
    const properties = Object.keys(this.model.protocol.properties).map((name) =>
      this.#propertyResult(name, coverage),
    );
    let known: SpecCoverage | undefined;
    // What it needs is the whole search: it is let go as soon as it can be.
    let workOut: (() => SpecCoverage) | undefined = () => this.#coverage(properties, coverage);
    return {
      model: this.model,
      verdict: overallVerdict(properties, coverage, declaredOf(this.model)),
      properties,
      distinctStates: distinct,
      generatedStates: generated,
      depth,
      frontier,
      endStates: search.stuck,
      constrainedStates: search.constrained,
      bytes: bytes + this.#liveness.bytesMost,
      localSteps: this.system.localSteps,
      search: 'breadth-first',
      traces: 'shortest',
      ending: this.#ending ?? 'interrupted',
      isExplored: coverage.complete,
      get coverage() {
        known ??= (workOut as () => SpecCoverage)();
        workOut = undefined;
        return known;
      },
    };
  }

  #livenessCheck(): LivenessCheck {
    const compiled = Object.entries(this.model.protocol.properties).flatMap(([name, property]) =>
      isLiveness(property) ? [[name, compileLiveness(this.system, name, property)] as const] : [],
    );
    return new LivenessCheck(this.system, this.search, new Map(compiled));
  }

  /** Goes on; gives the reason when that was the end. */
  #advanceUntil(states: number): Ending | undefined {
    if (this.search.ending === undefined) {
      this.search.advance(states);
      // A search that is complete is followed by the check of behaviors.
      return this.search.ending === 'complete' ? undefined : this.search.ending;
    }
    const left = this.#bytesMax - this.search.progress().bytes;
    const outcome = this.#liveness.advance(left);
    if (outcome === 'bytesMax') return outcome;
    return outcome === 'done' ? 'complete' : undefined;
  }

  #withTrace(error: unknown): unknown {
    if (!(error instanceof FaultlineError)) return error;
    const { search } = this;
    if (search.ending === undefined) {
      return new SpecError(error, traceTo(this.model, this.system, search));
    }
    return this.#askedWrong(error, this.#liveness.stateInHand);
  }

  /** An error that a property made in a stored state, with the way to that state. */
  #askedWrong(error: unknown, from: number): unknown {
    if (!(error instanceof FaultlineError) || !asksWrong.has(error.code)) return error;
    const state = { from, slots: undefined };
    return new SpecError(error, traceTo(this.model, this.system, this.search, state));
  }

  #coverage(results: readonly PropertyResult[], { complete, bounded }: Coverage): SpecCoverage {
    let stateInHand = 0;
    try {
      return specCoverage(this.system, this.search, {
        complete: complete && !bounded,
        results,
        inHand: (state) => {
          stateInHand = state;
        },
      });
    } catch (error) {
      throw this.#askedWrong(error, stateInHand);
    }
  }

  #propertyResult(name: string, coverage: Coverage): PropertyResult {
    const property = this.model.protocol.properties[name] as Property;
    const trace = this.#traceAbout(name, property);
    if (trace !== undefined) verifyTrace(trace);
    const isUndecided = isLiveness(property) && !this.#liveness.decided.has(name);
    return {
      name,
      kind: property.kind,
      says: property.says,
      source: property.source,
      verdict: isUndecided ? 'unknown' : verdictOn(property, trace !== undefined, coverage),
      expected: expectedOf(this.model, name),
      trace,
    };
  }

  #traceAbout(name: string, property: Property): Trace | undefined {
    if (isLiveness(property)) return this.#liveness.decided.get(name);
    const index = this.#names.indexOf(name);
    const finding = this.search.findings.find(({ check }) => check === index);
    return finding && traceTo(this.model, this.system, this.search, finding);
  }
}
