import type { Refines } from '../../protocol/property.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { Action } from '../../system/action.ts';
import type { StateRecord } from '../../system/state-record.ts';
import { System } from '../../system/system.ts';
import { changesBetween, type Change } from '../changes.ts';
import { wordsOf } from '../liveness/lasso.ts';
import { initialStates, successorsOf, type Trace } from '../trace.ts';
import { abstractionOf, unmapped, type Abstraction } from './abstraction.ts';
import { compileRefinement } from './refinement-check.ts';

/** What the abstract protocol does in one step of a trace. */
export interface AbstractStep {
  /**
   * - `steps`: it takes a step.
   * - `stutters`: it stays where it is.
   * - `breaks`: it can do neither: no step leads to the state that the mapping gives.
   */
  readonly kind: 'steps' | 'stutters' | 'breaks';
  /** Its action in one line; null unless it steps. */
  readonly label: string | null;
  /** What it changes, or would have to change. */
  readonly changes: readonly Change[];
  /** Its state afterwards; null when the mapping gives none that can be reached. */
  readonly state: StateRecord | null;
}

/** A trace as the abstract protocol sees it. */
export interface AbstractTrace {
  readonly protocol: string;
  /** Its state at first; null when the mapping gives none that can be reached. */
  readonly start: StateRecord | null;
  /** Whether its behaviors may begin there. */
  readonly isStart: boolean;
  /** A step for each step of the trace. */
  readonly steps: readonly AbstractStep[];
  /** What the abstract protocol could have done where it breaks; empty when it does not break. */
  readonly allowed: readonly string[];
}

/**
 * A trace on the other level of a refinement: beside each state the abstract one that stands for it, and
 * beside each step the abstract step, or that there is none.
 *
 * @param trace - Of whatever origin; its steps are taken again.
 * @param name - The name of a property of the kind `refines`.
 * @returns undefined when the property is of another kind.
 */
export function abstractTrace(trace: Trace, name: string): AbstractTrace | undefined {
  const { properties } = trace.model.protocol;
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return property?.kind === 'refines' ? traceOf(trace, name, property) : undefined;
}

function traceOf(trace: Trace, name: string, property: Refines): AbstractTrace {
  const system = new System(trace.model);
  const abstraction = abstractionOf(property, trace.model.parameters);
  const path = pathOf(system, trace);
  // What is compiled knows the channels that the path brings into use.
  const { numberAt } = compileRefinement(system, name, property);
  const numbers = path.map((slots) => {
    const now = new Int32Array(system.layout.slotCount);
    now.set(slots);
    return numberAt(wordsOf(system, now), 0);
  });
  const first = numbers[0] as number;
  const isStart = abstraction.isInitial(first);
  const steps = numbers.slice(1).map((to, at) => stepOf(abstraction, numbers[at] as number, to));
  const broken = steps.findIndex(({ kind }) => kind === 'breaks');
  const from = broken < 0 ? unmapped : (numbers[broken] as number);
  const allowed = from === unmapped ? [] : abstraction.stepsFrom(from).map(({ label }) => label);
  return {
    protocol: abstraction.title,
    start: recordOf(abstraction, first),
    isStart,
    steps,
    allowed: [...new Set(allowed)],
  };
}

function stepOf(abstraction: Abstraction, from: number, to: number): AbstractStep {
  const state = recordOf(abstraction, to);
  const before = recordOf(abstraction, from);
  const changes = before === null || state === null ? [] : changesBetween(before, state);
  if (!abstraction.allows(from, to)) return { kind: 'breaks', label: null, changes, state };
  if (from === to) return { kind: 'stutters', label: null, changes, state };
  const taken = abstraction.stepsFrom(from).find((step) => step.to === to);
  return { kind: 'steps', label: taken?.label ?? null, changes, state };
}

function recordOf(abstraction: Abstraction, state: number): StateRecord | null {
  return state === unmapped ? null : abstraction.record(state);
}

/** The slots of the states of a trace, found by taking its actions again. */
function pathOf(system: System, { initial, steps }: Trace): readonly Int32Array[] {
  const path = [initialStates(system)[initial] as Int32Array];
  for (const { action } of steps) {
    const here = path.at(-1) as Int32Array;
    const next = successorsOf(system, here).find((step) => textOf(step.action) === textOf(action));
    // A step that is not found changes nothing.
    path.push(next?.slots ?? here);
  }
  return path;
}

function textOf(action: Action): string {
  return canonical(JSON.parse(JSON.stringify(action)), 'an action');
}
