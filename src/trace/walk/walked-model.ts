import { FaultlineError } from '../../errors.ts';
import { bitsOf } from '../../explore/liveness/fair-classes.ts';
import { RandomWalk, type WalkCheck, type WalkFinding } from '../../explore/walk/random-walk.ts';
import type { Walked } from '../../explore/walk/walk-path.ts';
import type { Model } from '../../protocol/model.ts';
import { isLiveness, type LivenessProperty, type Property } from '../../protocol/property.ts';
import { compileStatePredicate } from '../../system/predicate.ts';
import { System } from '../../system/system.ts';
import { compileLiveness } from '../liveness/compiled-liveness.ts';
import { fairClasses } from '../liveness/fair-classes.ts';
import { reasonsOf } from '../liveness/lasso.ts';
import { checkOf } from '../search/safety-checks.ts';
import { SpecError } from '../search/spec-error.ts';
import { traceAlong, type Trace } from '../trace.ts';

type HowToWalk = Omit<ConstructorParameters<typeof RandomWalk>[0], 'system' | 'checks'>;

/** A compiled model through which walks go, one after another: what they look for, and what they find. */
export class WalkedModel {
  readonly model: Model;
  readonly system: System;
  /** The names of the properties, in the order of the walks' checks. */
  readonly names: readonly string[];
  readonly #checks: readonly WalkCheck[];
  readonly #constraint: HowToWalk['constraint'];

  constructor(model: Model) {
    const { properties, constraint } = model.protocol;
    const system = new System(model);
    this.model = model;
    this.system = system;
    this.names = Object.keys(properties);
    this.#checks = Object.entries(properties).map((entry) => walkCheckOf(system, entry));
    this.#constraint = constraint && compileStatePredicate(system, 'constraint', constraint);
  }

  /** Walks that are to be taken. */
  walk(how: Omit<HowToWalk, 'constraint'>): RandomWalk {
    const { system } = this;
    return new RandomWalk({
      ...{ system, checks: this.#checks, constraint: this.#constraint },
      ...how,
    });
  }

  /**
   * Goes so many steps on.
   *
   * @returns Whether there is more to do.
   * @throws SpecError for an error in a chart or a property, with the way that was walked.
   */
  advance(walk: RandomWalk, steps: number): boolean {
    try {
      return walk.advance(steps);
    } catch (error) {
      const { walked } = walk;
      if (!(error instanceof FaultlineError) || walked.path.length === 0) throw error;
      throw new SpecError(error, this.#traceOf(walked));
    }
  }

  /** The trace that shows what was found, as it was found. */
  traceTo(finding: WalkFinding): Trace {
    const name = this.names[finding.check]!;
    const property = this.model.protocol.properties[name] as Property;
    return isLiveness(property) ? this.#lassoOf(name, property, finding) : this.#traceOf(finding);
  }

  #traceOf({ path, actions }: Walked): Trace {
    const taken = actions.map((action) => this.system.action(action));
    return traceAlong(this.model, this.system, path, taken);
  }

  #lassoOf(name: string, property: LivenessProperty, finding: WalkFinding): Trace {
    const trace = this.#traceOf(finding);
    const { path, cycleStart = path.length - 1 } = finding;
    const actions = trace.steps.map(({ action }) => action);
    const compiled = compileLiveness(this.system, name, property);
    const fairBecause = reasonsOf(this.system, compiled, { path, actions, cycleStart });
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
