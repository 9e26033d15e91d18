import type { ParameterValues } from './parameters.ts';
import type { ParametersIn, RoleRecord, RolesFunction, RolesIn } from './role.ts';
import type { View } from './view.ts';

/** Something asked of one state. */
export type StatePredicate<V> = (view: V) => boolean;
/** Something asked of a step: the state before it and the state after it. */
export type StepPredicate<V> = (before: V, after: V) => boolean;

interface Stated {
  /** The property as a sentence. */
  readonly says: string;
  /** Where the property is stated: author, year, section. */
  readonly source?: string;
}

/** True in every reachable state. */
export interface Invariant extends Stated {
  readonly kind: 'invariant';
  readonly holds: StatePredicate<View>;
}
/** True of every step that changes the state. */
export interface StepInvariant extends Stated {
  readonly kind: 'stepInvariant';
  readonly holds: StepPredicate<View>;
}
/** True in at least one reachable state. */
export interface Reachable extends Stated {
  readonly kind: 'reachable';
  readonly holds: StatePredicate<View>;
}
/** Every reachable state has an enabled action, unless `ends` accepts it as an end. */
export interface DeadlockFree extends Stated {
  readonly kind: 'deadlockFree';
  readonly ends: StatePredicate<View>;
}

/** What can be asked of a protocol. */
export type Property = Invariant | StepInvariant | Reachable | DeadlockFree;
/** The word for what kind of property it is. */
export type PropertyKind = Property['kind'];

/** The functions that make properties, typed for the roles of one protocol. */
export interface PropertyTools<Roles extends RoleRecord, Parameters extends ParameterValues> {
  /** States that something is true in every reachable state (safety). */
  readonly invariant: (
    says: string,
    holds: StatePredicate<View<Roles, Parameters>>,
    notes?: Notes,
  ) => Invariant;
  /** States that something is true of every step that changes the state (safety). */
  readonly stepInvariant: (
    says: string,
    holds: StepPredicate<View<Roles, Parameters>>,
    notes?: Notes,
  ) => StepInvariant;
  /** States that something is true in at least one reachable state: guards against vacuous specs. */
  readonly reachable: (
    says: string,
    holds: StatePredicate<View<Roles, Parameters>>,
    notes?: Notes,
  ) => Reachable;
  /**
   * States that no reachable state is stuck. `ends` says which states may have no enabled action;
   * without it, those in which every process that is up has come to a final state of its chart.
   */
  readonly deadlockFree: (
    says: string,
    notes?: Notes & { readonly ends?: StatePredicate<View<Roles, Parameters>> },
  ) => DeadlockFree;
}

/** What may be added to a property. */
export interface Notes {
  readonly source?: string;
}

/**
 * The functions that make properties, typed for the roles of one protocol. Use it when the
 * properties stand in a file of their own; `defineProtocol` hands the same functions to `properties`.
 *
 * @example
 * const { invariant } = propertiesFor<typeof roles>();
 */
export function propertiesFor<
  Roles extends RoleRecord | RolesFunction,
  Parameters extends ParameterValues = ParametersIn<Roles>,
>(): PropertyTools<RolesIn<Roles>, Parameters> {
  return tools as unknown as PropertyTools<RolesIn<Roles>, Parameters>;
}

const tools: PropertyTools<RoleRecord, ParameterValues> = {
  invariant: (says, holds, notes) => ({ kind: 'invariant', says, holds, ...notes }),
  stepInvariant: (says, holds, notes) => ({ kind: 'stepInvariant', says, holds, ...notes }),
  reachable: (says, holds, notes) => ({ kind: 'reachable', says, holds, ...notes }),
  deadlockFree: (says, notes) => ({ kind: 'deadlockFree', says, ends: allFinal, ...notes }),
};

/** Whether every process that is up has come to a final state of its chart. */
function allFinal(view: View): boolean {
  return view.processes.every((process) => !process.alive || process.done);
}
