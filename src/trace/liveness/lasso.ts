import { acceptsLasso } from '../../explore/liveness/find-lasso.ts';
import { negatedForms } from '../../explore/liveness/negated-forms.ts';
import type { Buchi } from '../../explore/liveness/buchi-automaton.ts';
import type { LivenessProperty } from '../../protocol/property.ts';
import type { Action } from '../../system/action.ts';
import { compileStatePredicate, type CompiledStatePredicate } from '../../system/predicate.ts';
import type { System } from '../../system/system.ts';
import { sameSlots, successorsOf } from '../trace.ts';
import { fairReasons } from './fair-reasons.ts';

/** A behavior by its slots: a stem, then a cycle for ever. */
export interface SlotLasso {
  /** From an initial state on; the last one is the same as the one in which the cycle begins. */
  readonly path: readonly Int32Array[];
  /** The actions between them. */
  readonly actions: readonly Action[];
  /** Where the cycle begins: an index of `path`. When it is the last, the behavior stays there. */
  readonly cycleStart: number;
}

/** The automaton that accepts the behaviors by which a property is violated. */
export function violationsOf(property: LivenessProperty): Buchi {
  return negatedForms[property.kind];
}

/**
 * What that automaton reads of a state, as a set of bits.
 *
 * @param name - What the property is called, for errors.
 */
export function labeller(
  system: System,
  name: string,
  property: LivenessProperty,
): (words: Int32Array, offset: number) => number {
  const predicates: CompiledStatePredicate[] = [];
  if (property.kind === 'leadsTo') {
    predicates.push(compileStatePredicate(system, name, property.whenever));
  }
  predicates.push(compileStatePredicate(system, name, property.holds));
  return (words, offset) => {
    let label = 0;
    for (const [at, test] of predicates.entries()) if (test(words, offset)) label |= 1 << at;
    return label;
  };
}

/**
 * Looks at a lasso by itself, whatever found it: does it close, does it violate the property, is it
 * fair?
 *
 * @returns Why it is fair, in a few sentences; undefined when it is no counterexample.
 */
export function reasonsOf(
  system: System,
  name: string,
  property: LivenessProperty,
  lasso: SlotLasso,
): readonly string[] | undefined {
  const { path, actions, cycleStart } = lasso;
  const [last, first] = [path.at(-1), path[cycleStart]];
  if (last === undefined || first === undefined || !sameSlots(last, first)) return undefined;
  const stays = cycleStart === path.length - 1;
  const passed = stays ? path : path.slice(0, -1);
  const read = labeller(system, name, property);
  const labels = passed.map((slots) => read(wordsOf(system, slots), 0));
  if (!acceptsLasso(violationsOf(property), labels, cycleStart)) return undefined;
  return fairReasons(system.wiring.model, property.fairness, {
    states: passed.slice(cycleStart),
    actions: actions.slice(cycleStart),
    enabledIn: (slots) => [
      ...successorsOf(system, slots).map(({ action }) => action),
      ...system.stutters(slots),
    ],
  });
}

/** A state in words, by itself. */
export function wordsOf(system: System, slots: Int32Array): Int32Array {
  const { layout } = system;
  const words = new Int32Array(layout.wordCount);
  layout.pack(slots, words, 0);
  return words;
}
