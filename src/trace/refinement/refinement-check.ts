import type { Check } from '../../explore/breadth-first.ts';
import type { Refines } from '../../protocol/property.ts';
import { compileStateNumber, type CompiledStepPredicate } from '../../system/predicate.ts';
import type { System } from '../../system/system.ts';
import { wordsOf } from '../liveness/lasso.ts';
import { initialStates, sameSlots } from '../trace.ts';
import { abstractionOf, unmapped, type Abstraction } from './abstraction.ts';

/** A refinement, ready to be asked of a compiled system. */
export interface CompiledRefinement {
  /** The slots of the initial states that map to no initial state of the abstract protocol. */
  readonly badStarts: readonly Int32Array[];
  /** The number of the abstract state of the state at `offset`, or `unmapped`. */
  readonly numberAt: (words: Int32Array, offset: number) => number;
  /** Whether the abstract protocol allows a step. */
  readonly allows: CompiledStepPredicate;
}

/**
 * Makes a refinement ready to be asked.
 *
 * @param name - What the property is called, for errors.
 */
export function compileRefinement(
  system: System,
  name: string,
  property: Refines,
): CompiledRefinement {
  const { mapping } = property;
  const abstraction = abstractionOf(property, system.wiring.model.parameters);
  // One more than the number of the abstract state, so that no number is below 0.
  const mapped = compileStateNumber(
    system,
    name,
    (view) => abstraction.numberOf(mapping(view)) + 1,
  );
  const numberAt = (words: Int32Array, offset: number) => mapped(words, offset) - 1;
  return {
    badStarts: initialStates(system).filter(
      (slots) => !abstraction.isInitial(numberAt(wordsOf(system, slots), 0)),
    ),
    numberAt,
    allows: allowed(system, abstraction, numberAt),
  };
}

/** A search asks about the steps of one state after another: its number is kept until the next. */
function allowed(
  system: System,
  abstraction: Abstraction,
  numberAt: CompiledRefinement['numberAt'],
): CompiledStepPredicate {
  let layout: unknown;
  let words = new Int32Array(0);
  let number = unmapped;
  return (before, beforeOffset, after, afterOffset) => {
    let same = layout === system.layout;
    for (let at = 0; same && at < words.length; at += 1)
      same = words[at] === before[beforeOffset + at];
    if (!same) {
      number = numberAt(before, beforeOffset);
      if (layout !== system.layout) words = new Int32Array(system.layout.wordCount);
      for (let at = 0; at < words.length; at += 1) words[at] = before[beforeOffset + at]!;
      layout = system.layout;
    }
    const next = numberAt(after, afterOffset);
    return next === number ? number !== unmapped : abstraction.allows(number, next);
  };
}

/**
 * What a search has to look for: a bad initial state when there is one, and otherwise a step that the
 * abstract protocol does not allow.
 *
 * Cost: what the mapping asks of a state, before and after each step.
 */
export function refinementCheck(system: System, name: string, property: Refines): Check {
  const { badStarts, allows } = compileRefinement(system, name, property);
  if (badStarts.length === 0) {
    return {
      kind: 'step',
      finds: (before, beforeOffset, after, afterOffset) =>
        !allows(before, beforeOffset, after, afterOffset),
    };
  }
  return {
    kind: 'state',
    finds: (words, offset) => {
      const slots = new Int32Array(system.layout.slotCount);
      system.layout.unpack(words, offset, slots);
      return badStarts.some((start) => sameSlots(start, slots));
    },
  };
}
