import type { Buchi } from '../../explore/liveness/buchi-automaton.ts';
import { buchiOf } from '../../explore/liveness/ltl/buchi.ts';
import { negatedForms } from '../../explore/liveness/negated-forms.ts';
import { atomsOf, mapAtoms } from '../../protocol/ltl/formula.ts';
import type { LivenessProperty, StatePredicate } from '../../protocol/property.ts';
import type { View } from '../../protocol/view.ts';
import { compileStatePredicate } from '../../system/predicate.ts';
import type { System } from '../../system/system.ts';
import { fairnessByProcess, type ProcessFairness } from './fair-classes.ts';

/** A property of behaviors, ready to be asked of a compiled system. */
export interface CompiledLiveness {
  /** Accepts the behaviors by which the property is violated. */
  readonly violations: Buchi;
  /** What the automaton reads of a state, as a set of bits. */
  readonly read: (words: Int32Array, offset: number) => number;
  readonly fairness: readonly ProcessFairness[];
}

/**
 * Makes a property of behaviors ready to be asked.
 *
 * @param name - What the property is called, for errors.
 * @throws FaultlineError `FL303` for a fairness of a process that the model does not have, `FL305` for a
 * formula of too many predicates.
 */
export function compileLiveness(
  system: System,
  name: string,
  property: LivenessProperty,
): CompiledLiveness {
  const tests = predicatesOf(property).map((predicate) =>
    compileStatePredicate(system, name, predicate),
  );
  return {
    violations: violationsOf(property),
    read: (words, offset) => {
      let label = 0;
      for (let at = 0; at < tests.length; at += 1) if (tests[at]!(words, offset)) label |= 1 << at;
      return label;
    },
    fairness: fairnessByProcess(system.wiring.model, property.fairness),
  };
}

/** The predicates in the order of the propositions of the automaton. */
function predicatesOf(property: LivenessProperty): readonly StatePredicate<View>[] {
  switch (property.kind) {
    case 'leadsTo':
      return [property.whenever, property.holds];
    case 'ltl':
      return atomsOf(property.formula).map((name) => property.where[name]!);
    default:
      return [property.holds];
  }
}

function violationsOf(property: LivenessProperty): Buchi {
  if (property.kind !== 'ltl') return negatedForms[property.kind];
  const names = atomsOf(property.formula);
  const operand = mapAtoms(property.formula, (name) => names.indexOf(name));
  return buchiOf({ kind: 'not', operand });
}
