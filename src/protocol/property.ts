import { formulaOver } from './ltl/formula-over.ts';
import type { LtlFormula } from './ltl/formula.ts';
import { defaultFairness, type Fairness } from './fairness.ts';
import type { ParameterValues } from './parameters.ts';
import type { AbstractProtocol, AbstractState } from './refinement.ts';
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
  /** What it presumes: where this is false, `holds` is true anyway. */
  readonly when?: StatePredicate<View>;
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

/** Every behavior, seen through a mapping, is one of a more abstract protocol. */
export interface Refines extends Stated {
  readonly kind: 'refines';
  readonly abstract: AbstractProtocol;
  readonly mapping: (view: View) => AbstractState;
  /** The parameters of the abstract protocol, for those of this one. */
  readonly parameters?: (parameters: ParameterValues) => Readonly<Record<string, unknown>>;
}

interface StatedOfBehaviors extends Stated {
  /** What is taken for granted of every behavior. */
  readonly fairness: readonly Fairness[];
}

/** True at some time in every fair behavior. */
export interface Eventually extends StatedOfBehaviors {
  readonly kind: 'eventually';
  readonly holds: StatePredicate<View>;
}
/** Whenever one thing is true, in every fair behavior, another is true then or later. */
export interface LeadsTo extends StatedOfBehaviors {
  readonly kind: 'leadsTo';
  readonly whenever: StatePredicate<View>;
  readonly holds: StatePredicate<View>;
}
/** True again and again in every fair behavior. */
export interface AlwaysEventually extends StatedOfBehaviors {
  readonly kind: 'alwaysEventually';
  readonly holds: StatePredicate<View>;
}
/** True from some time on in every fair behavior. */
export interface EventuallyAlways extends StatedOfBehaviors {
  readonly kind: 'eventuallyAlways';
  readonly holds: StatePredicate<View>;
}
/** A formula of linear temporal logic that is true of every fair behavior. */
export interface Ltl extends StatedOfBehaviors {
  readonly kind: 'ltl';
  readonly formula: LtlFormula;
  /** The predicates of the formula, by their names. */
  readonly where: Readonly<Record<string, StatePredicate<View>>>;
}

/** What can be asked of a protocol that is about states and steps. */
export type SafetyProperty = Invariant | StepInvariant | Reachable | DeadlockFree | Refines;
/** What can be asked of a protocol that is about whole behaviors. */
export type LivenessProperty = Eventually | LeadsTo | AlwaysEventually | EventuallyAlways | Ltl;
/** What can be asked of a protocol. */
export type Property = SafetyProperty | LivenessProperty;
/** The word for what kind of property it is. */
export type PropertyKind = Property['kind'];

/** The functions that make properties, typed for the roles of one protocol. */
export interface PropertyTools<Roles extends RoleRecord, Parameters extends ParameterValues> {
  /**
   * States that something is true in every reachable state (safety); with `when`, in those in which that
   * is true. A check says when `when` is never true: such an invariant says nothing.
   */
  readonly invariant: (
    says: string,
    holds: StatePredicate<View<Roles, Parameters>>,
    notes?: Notes & { readonly when?: StatePredicate<View<Roles, Parameters>> },
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
  /**
   * States that this protocol does nothing that a more abstract one would not do (refinement): each
   * initial state maps to one of its initial states, and each step to one of its steps or to none.
   *
   * It is about what may happen, not about what must: a protocol that does nothing refines any other.
   *
   * @param abstract - Made by `defineProtocol`; it is explored as a whole.
   * @param mapping - Describes the state of the abstract protocol that stands for a state of this one.
   * `FL307` when the description fits more than one.
   *
   * Source: Abadi & Lamport, "The existence of refinement mappings", Theoretical Computer Science 82(2),
   * 1991.
   *
   * @example
   * refines('it is an atomic commit', atomicCommit, (view) => ({
   *   processes: { outcome: view.process('coordinator').matches('committed') ? 'commit' : 'open' },
   * }))
   */
  readonly refines: (
    says: string,
    abstract: AbstractProtocol,
    mapping: (view: View<Roles, Parameters>) => AbstractState,
    notes?: Notes & {
      /** The parameters of the abstract protocol, for those of this one; its defaults otherwise. */
      readonly parameters?: (parameters: Parameters) => Readonly<Record<string, unknown>>;
    },
  ) => Refines;
  /** States that every fair behavior comes to a state in which something is true (liveness). */
  readonly eventually: (
    says: string,
    holds: StatePredicate<View<Roles, Parameters>>,
    notes?: LivenessNotes,
  ) => Eventually;
  /** States that whenever one thing is true, another is true then or later (liveness). */
  readonly leadsTo: (
    says: string,
    tests: {
      readonly whenever: StatePredicate<View<Roles, Parameters>>;
      readonly eventually: StatePredicate<View<Roles, Parameters>>;
    },
    notes?: LivenessNotes,
  ) => LeadsTo;
  /** States that something is true again and again, for ever (liveness). */
  readonly alwaysEventually: (
    says: string,
    holds: StatePredicate<View<Roles, Parameters>>,
    notes?: LivenessNotes,
  ) => AlwaysEventually;
  /** States that something is true from some time on, for ever (liveness). */
  readonly eventuallyAlways: (
    says: string,
    holds: StatePredicate<View<Roles, Parameters>>,
    notes?: LivenessNotes,
  ) => EventuallyAlways;
  /**
   * States that a formula of linear temporal logic is true of every fair behavior, from its initial state
   * on. The formula is written as for SPIN: `!` `X` `[]` `<>`, `U` `V` `W`, `&&` `||` `->` `<->`, or in
   * words (`always`, `eventually`, `until` …), over the names in `where`.
   *
   * `X p` looks one step ahead: at the state after the next action, even when that changes nothing, and
   * at the same state once nothing happens any more. So it counts actions, those of the network and of
   * other processes included; leave it out unless that is meant.
   *
   * @throws FaultlineError `FL304` for a text that is no formula, with the place; `FL306` when the
   * formula uses a name that is not in `where`, or does not use one that is.
   *
   * @example
   * ltl(
   *   'whoever asks goes on asking until it is served',
   *   {
   *     formula: '[] (asks -> asks U served)',
   *     where: { asks: (view) => …, served: (view) => … },
   *   },
   *   { fairness: [weak('deliver')] },
   * )
   */
  readonly ltl: (
    says: string,
    claim: {
      readonly formula: string;
      readonly where: Readonly<Record<string, StatePredicate<View<Roles, Parameters>>>>;
    },
    notes?: LivenessNotes,
  ) => Ltl;
}

/** What may be added to a property. */
export interface Notes {
  readonly source?: string;
}

/** What may be added to a property of behaviors. */
export interface LivenessNotes extends Notes {
  /**
   * What is taken for granted of every behavior; by default that messages are delivered, timers fire
   * and time goes on, weakly. An empty list takes nothing for granted: a behavior may stop anywhere.
   */
  readonly fairness?: readonly Fairness[];
}

/** Whether a property is about whole behaviors: it is checked when every state is found. */
export function isLiveness(property: Property): property is LivenessProperty {
  return 'fairness' in property;
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
  invariant: (says, holds, notes) => {
    const { when } = notes ?? {};
    const presumed = when && ((view: View) => !when(view) || holds(view));
    return { kind: 'invariant', says, holds: presumed ?? holds, ...notes };
  },
  stepInvariant: (says, holds, notes) => ({ kind: 'stepInvariant', says, holds, ...notes }),
  reachable: (says, holds, notes) => ({ kind: 'reachable', says, holds, ...notes }),
  deadlockFree: (says, notes) => ({ kind: 'deadlockFree', says, ends: allFinal, ...notes }),
  refines: (says, abstract, mapping, notes) => ({
    kind: 'refines',
    says,
    abstract,
    mapping,
    ...notes,
  }),
  eventually: (says, holds, notes) => ({ kind: 'eventually', says, holds, ...fair(notes) }),
  leadsTo: (says, { whenever, eventually: holds }, notes) => {
    return { kind: 'leadsTo', says, whenever, holds, ...fair(notes) };
  },
  alwaysEventually: (says, holds, notes) => {
    return { kind: 'alwaysEventually', says, holds, ...fair(notes) };
  },
  eventuallyAlways: (says, holds, notes) => {
    return { kind: 'eventuallyAlways', says, holds, ...fair(notes) };
  },
  ltl: (says, { formula, where }, notes) => {
    return { kind: 'ltl', says, formula: formulaOver(formula, where), where, ...fair(notes) };
  },
};

function fair(notes: LivenessNotes | undefined) {
  return { fairness: defaultFairness, ...notes };
}

/** Whether every process that is up has come to a final state of its chart. */
function allFinal(view: View): boolean {
  return view.processes.every((process) => !process.alive || process.done);
}
