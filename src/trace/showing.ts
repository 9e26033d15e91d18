import type { Property } from '../protocol/property.ts';
import { compileStatePredicate, compileStepPredicate } from '../system/predicate.ts';
import type { System } from '../system/system.ts';
import { compileLiveness } from './liveness/compiled-liveness.ts';
import { wordsOf } from './liveness/lasso.ts';
import { compileRefinement } from './refinement/refinement-check.ts';
import { sameSlots, successorsOf } from './trace.ts';

/** Asks of the slots of the states of a path, from an initial one on, whether its end shows something. */
export type PathTest = (path: readonly Int32Array[]) => boolean;

/**
 * Makes the test whether the end of a path shows what a counterexample, or a witness, of a property has
 * to show.
 *
 * @param name - What the property is called, for errors.
 */
export function showing(system: System, name: string, property: Property): PathTest {
  switch (property.kind) {
    case 'invariant': {
      const holds = compileStatePredicate(system, name, property.holds);
      return (path) => !holds(wordsOf(system, endOf(path)), 0);
    }
    case 'reachable': {
      const holds = compileStatePredicate(system, name, property.holds);
      return (path) => holds(wordsOf(system, endOf(path)), 0);
    }
    case 'stepInvariant': {
      const holds = compileStepPredicate(system, name, property.holds);
      return (path) => {
        const [before, after] = [path.at(-2), endOf(path)];
        if (before === undefined || sameSlots(before, after)) return false;
        return !holds(wordsOf(system, before), 0, wordsOf(system, after), 0);
      };
    }
    case 'refines': {
      const { badStarts, allows } = compileRefinement(system, name, property);
      return (path) => {
        const [before, after] = [path.at(-2), endOf(path)];
        if (before === undefined) return badStarts.some((start) => sameSlots(start, after));
        return !allows(wordsOf(system, before), 0, wordsOf(system, after), 0);
      };
    }
    case 'deadlockFree': {
      const ends = compileStatePredicate(system, name, property.ends);
      return (path) => {
        const end = endOf(path);
        const isStuck = successorsOf(system, end).length + system.stutters(end).length === 0;
        return isStuck && !ends(wordsOf(system, end), 0);
      };
    }
    case 'eventually':
    case 'leadsTo':
    case 'alwaysEventually':
    case 'eventuallyAlways':
    case 'ltl': {
      // No path shows what happens for ever: see `reasonsOf`. An error in the property shows here.
      const { read } = compileLiveness(system, name, property);
      return (path) => {
        read(wordsOf(system, endOf(path)), 0);
        return false;
      };
    }
  }
}

function endOf(path: readonly Int32Array[]): Int32Array {
  return path.at(-1) as Int32Array;
}
