import { BreadthFirst, type Check, type Ending, type Progress } from '../explore/breadth-first.ts';
import { FaultlineError } from '../errors.ts';
import { modelOf, type Model } from '../protocol/model.ts';
import { isLiveness, type Property, type SafetyProperty } from '../protocol/property.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { compileStatePredicate, compileStepPredicate } from '../system/predicate.ts';
import { System } from '../system/system.ts';
import type { AsyncCheckOptions, CheckOptions } from './check-options.ts';
import { LivenessCheck } from './liveness/liveness-check.ts';
import { traceTo, type Trace } from './trace.ts';
import {
  declaredOf,
  expectedOf,
  isEnough,
  overallVerdict,
  verdictOn,
  type Coverage,
  type PropertyResult,
  type Verdict,
} from './verdict.ts';
import { verifyTrace } from './verify.ts';

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
  /** States on the longest of the shortest paths, the initial one counting 1, as TLC counts. */
  readonly depth: number;
  /** States found and not expanded: 0 unless the search was stopped. */
  readonly frontier: number;
  /** States in which no action is enabled, among those expanded. */
  readonly endStates: number;
  /** States that the constraint left out, each counted as often as it was reached. */
  readonly constrainedStates: number;
  /** Memory of the stored states and, where a property of behaviors was checked, of transitions. */
  readonly bytes: number;
  /** Local steps that XState computed. */
  readonly localSteps: number;
  /** Why the search ended. */
  readonly ending: Ending | 'interrupted';
}

/** An error in a spec that showed in a reachable state, with the way to that state. */
export class SpecError extends FaultlineError {
  readonly trace: Trace;

  constructor(error: FaultlineError, trace: Trace) {
    super(error.code, error.problem, error.fix, { cause: error });
    this.trace = trace;
  }
}

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
  const run = new CheckRun(modelOf(protocol, options), options);
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
  const run = new CheckRun(modelOf(protocol, options), options);
  while (options.signal?.aborted !== true && run.advance(statesPerSlice)) {
    if (options.isShortOfMemory?.() === true) {
      run.search.ending = 'bytesMax';
      break;
    }
    options.onProgress?.(run.progress());
    await (options.pause ?? (() => Promise.resolve()))();
  }
  return run.result();
}

/** A check that goes on step by step. */
export class CheckRun {
  readonly model: Model;
  readonly system: System;
  readonly search: BreadthFirst;
  /** The properties that the search itself decides, in the order of its checks. */
  readonly #names: readonly string[];
  /** By name: what was found against a property of behaviors. Only when every state is found. */
  readonly #lassos = new Map<string, Trace | undefined>();
  #liveness: LivenessCheck | undefined;

  constructor(model: Model, options: CheckOptions = {}) {
    const { protocol } = model;
    this.model = model;
    this.system = new System(model);
    const safety = Object.entries(protocol.properties).flatMap(([name, property]) =>
      isLiveness(property) ? [] : [[name, property] as const],
    );
    this.#names = safety.map(([name]) => name);
    const { constraint } = protocol;
    this.search = new BreadthFirst({
      system: this.system,
      checks: safety.map((entry) => checkOf(this.system, entry)),
      limits: {
        statesMax: options.statesMax ?? Infinity,
        depthMax: options.depthMax ?? Infinity,
        bytesMax: options.bytesMax ?? Infinity,
      },
      constraint: constraint && compileStatePredicate(this.system, 'constraint', constraint),
      stopAfter: ({ check }) =>
        options.keepGoing !== true && isEnough(model, this.#names[check] as string),
      ...(options.shape && { shape: options.shape }),
    });
  }

  /**
   * Expands about so many more states. Memory that cannot be had ends the search like a limit.
   *
   * @returns Whether there is more to do.
   * @throws SpecError for an error in a chart or a property.
   */
  advance(states: number): boolean {
    try {
      return this.search.advance(states);
    } catch (error) {
      if (isOutOfMemory(error)) {
        this.search.ending = 'bytesMax';
        return false;
      }
      if (!(error instanceof FaultlineError)) throw error;
      throw new SpecError(error, traceTo(this.model, this.system, this.search));
    }
  }

  /** What is known now. */
  progress(): Progress {
    return this.search.progress();
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
      bytes: bytes + (this.#liveness?.bytes ?? 0),
      localSteps: this.system.localSteps,
      ending: search.ending ?? 'interrupted',
    };
  }

  #propertyResult(name: string, coverage: Coverage): PropertyResult {
    const property = this.model.protocol.properties[name] as Property;
    const trace = this.#traceAbout(name, property);
    if (trace !== undefined) verifyTrace(trace);
    return {
      name,
      kind: property.kind,
      says: property.says,
      source: property.source,
      verdict: verdictOn(property, trace !== undefined, coverage),
      expected: expectedOf(this.model, name),
      trace,
    };
  }

  #traceAbout(name: string, property: Property): Trace | undefined {
    if (!isLiveness(property)) {
      const index = this.#names.indexOf(name);
      const finding = this.search.findings.find(({ check }) => check === index);
      return finding && traceTo(this.model, this.system, this.search, finding);
    }
    if (this.search.ending !== 'complete') return undefined;
    if (this.#lassos.has(name)) return this.#lassos.get(name);
    const liveness = (this.#liveness ??= new LivenessCheck(this.model, this.system, this.search));
    try {
      const trace = liveness.counterexample(name, property);
      this.#lassos.set(name, trace);
      return trace;
    } catch (error) {
      if (!(error instanceof FaultlineError) || !asksWrong.has(error.code)) throw error;
      const state = { from: liveness.stateInHand, slots: undefined };
      throw new SpecError(error, traceTo(this.model, this.system, this.search, state));
    }
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Array buffer allocation failed';
}

/** What a search has to look for to find a counterexample, or a witness, of a property. @internal */
export function checkOf(
  system: System,
  [name, property]: readonly [string, SafetyProperty],
): Check {
  switch (property.kind) {
    case 'invariant': {
      const holds = compileStatePredicate(system, name, property.holds);
      return { kind: 'state', finds: (words, offset) => !holds(words, offset) };
    }
    case 'reachable':
      return { kind: 'state', finds: compileStatePredicate(system, name, property.holds) };
    case 'stepInvariant': {
      const holds = compileStepPredicate(system, name, property.holds);
      return { kind: 'step', finds: (...step) => !holds(...step) };
    }
    case 'deadlockFree': {
      const ends = compileStatePredicate(system, name, property.ends);
      return { kind: 'stuck', finds: (words, offset) => !ends(words, offset) };
    }
  }
}
