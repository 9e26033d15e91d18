import type { Check } from '../../explore/breadth-first.ts';
import type { Model } from '../../protocol/model.ts';
import { isLiveness, type SafetyProperty } from '../../protocol/property.ts';
import { compileStatePredicate, compileStepPredicate } from '../../system/predicate.ts';
import type { System } from '../../system/system.ts';
import { refinementCheck } from '../refinement/refinement-check.ts';

/** The properties of states and steps, in order: those that a search can decide by itself. */
export function safetyOf({ protocol }: Model): readonly (readonly [string, SafetyProperty])[] {
  return Object.entries(protocol.properties).flatMap(([name, property]) =>
    isLiveness(property) ? [] : [[name, property] as const],
  );
}

/** What a search has to look for to find a counterexample, or a witness, of a property. */
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
    case 'refines':
      return refinementCheck(system, name, property);
    case 'deadlockFree': {
      const ends = compileStatePredicate(system, name, property.ends);
      return { kind: 'stuck', finds: (words, offset) => !ends(words, offset) };
    }
  }
}

/** What the engine says when an array or a map cannot be made or grow. */
const outOfMemory = /buffer allocation failed|typed array length|(Map|Set) maximum size exceeded/;

/** Whether an error says that there was not enough memory. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && outOfMemory.test(error.message);
}
