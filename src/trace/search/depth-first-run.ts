import { FaultlineError } from '../../errors.ts';
import { DepthFirst } from '../../explore/depth-first/depth-first.ts';
import type { Model } from '../../protocol/model.ts';
import { isLiveness, type Property } from '../../protocol/property.ts';
import { compileStatePredicate } from '../../system/predicate.ts';
import { System } from '../../system/system.ts';
import type { CheckOptions, CheckProgress } from '../check-options.ts';
import { shortenTrace } from '../shorten.ts';
import { traceAlong, type Trace } from '../trace.ts';
import {
  declaredOf,
  expectedOf,
  isEnough,
  overallVerdict,
  verdictOn,
  type Coverage,
  type PropertyResult,
} from '../verdict.ts';
import { verifyTrace } from '../verify.ts';
import type { CheckResult } from './check-result.ts';
import { checkOf, isOutOfMemory, safetyOf } from './safety-checks.ts';
import { SpecError } from './spec-error.ts';

/**
 * A depth-first check that goes on step by step. It decides what a breadth-first check decides of states
 * and steps, and nothing of behaviors: it keeps no list of the states, in which one could look for cycles.
 */
export class DepthFirstRun {
  readonly #model: Model;
  readonly #system: System;
  readonly #search: DepthFirst;
  readonly #shortens: boolean;
  /** The properties that the search decides, in the order of its checks. */
  readonly #names: readonly string[];
  #ending: CheckResult['ending'] | undefined;

  /** @throws FaultlineError `FL403` for a bound on the depth. */
  constructor(model: Model, options: CheckOptions) {
    if (options.depthMax !== undefined) throw boundedDepth(options.depthMax);
    const system = new System(model);
    const safety = safetyOf(model);
    const { constraint } = model.protocol;
    this.#model = model;
    this.#system = system;
    this.#shortens = options.shorten !== false;
    this.#names = safety.map(([name]) => name);
    this.#search = new DepthFirst({
      system,
      checks: safety.map((entry) => checkOf(system, entry)),
      limits: {
        statesMax: options.statesMax ?? Infinity,
        bytesMax: options.bytesMax ?? Infinity,
      },
      constraint: constraint && compileStatePredicate(system, 'constraint', constraint),
      stopAfter: ({ check }) =>
        options.keepGoing !== true && isEnough(model, this.#names[check] as string),
      tableBits: options.shape?.tableBits,
    });
  }

  /**
   * Expands so many more states. Memory that cannot be had ends the check like a limit.
   *
   * @returns Whether there is more to do.
   * @throws SpecError for an error in a chart or a property.
   */
  advance(states: number): boolean {
    const search = this.#search;
    try {
      if (this.#ending === undefined && !search.advance(states)) this.#ending = search.ending;
    } catch (error) {
      if (isOutOfMemory(error)) this.#ending = 'bytesMax';
      else throw this.#withTrace(error);
    }
    return this.#ending === undefined;
  }

  /** Ends the check before everything is decided. */
  stop(ending: 'bytesMax' | 'interrupted'): void {
    this.#ending ??= ending;
  }

  /** What is known now. */
  progress(): CheckProgress {
    return { ...this.#search.progress(), liveness: undefined };
  }

  /** What is established; of a search that goes on, what is established so far. */
  result(): CheckResult {
    const search = this.#search;
    const model = this.#model;
    const { distinct, generated, depth, frontier, bytes } = search.progress();
    const coverage: Coverage = {
      complete: this.#ending === 'complete',
      bounded: search.constrained > 0,
    };
    const properties = Object.entries(model.protocol.properties).map(([name, property]) =>
      this.#propertyResult(name, property, coverage),
    );
    return {
      model,
      verdict: overallVerdict(properties, coverage, declaredOf(model)),
      properties,
      distinctStates: distinct,
      generatedStates: generated,
      depth,
      frontier,
      endStates: search.stuck,
      constrainedStates: search.constrained,
      bytes,
      localSteps: this.#system.localSteps,
      search: 'depth-first',
      traces: this.#shortens ? 'shortened' : 'as found',
      ending: this.#ending ?? 'interrupted',
      isExplored: coverage.complete,
      coverage: { complete: false, items: [] },
    };
  }

  #withTrace(error: unknown): unknown {
    const path = this.#search.wayInHand;
    if (!(error instanceof FaultlineError) || path.length === 0) return error;
    return new SpecError(error, traceAlong(this.#model, this.#system, path));
  }

  #propertyResult(name: string, property: Property, coverage: Coverage): PropertyResult {
    const check = this.#names.indexOf(name);
    const finding = this.#search.findings.find((one) => one.check === check);
    const trace = finding && this.#traceAlong(finding.path, name);
    return {
      name,
      kind: property.kind,
      says: property.says,
      source: property.source,
      verdict: isLiveness(property)
        ? 'unknown'
        : verdictOn(property, trace !== undefined, coverage),
      expected: expectedOf(this.#model, name),
      trace,
    };
  }

  #traceAlong(path: readonly Int32Array[], name: string): Trace {
    const trace = traceAlong(this.#model, this.#system, path);
    if (this.#shortens) return shortenTrace(trace, name);
    verifyTrace(trace);
    return trace;
  }
}

function boundedDepth(depthMax: number): FaultlineError {
  return new FaultlineError(
    'FL403',
    `A depth-first search is asked to go no deeper than ${depthMax} states: it would miss states that it comes to by a long way first.`,
    'leave the bound out, or search breadth-first.',
  );
}
