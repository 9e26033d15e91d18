import { FaultlineError } from '../errors.ts';
import type { View } from '../protocol/view.ts';
import { DecisionTree } from './tables/decision-tree.ts';
import type { System } from './system.ts';
import { viewOf, type Seen } from './view.ts';
import type { Wiring } from './wiring.ts';

/** Asks something of a state in words. */
export type CompiledStatePredicate = (words: Int32Array, offset: number) => boolean;
/** Asks something of a step in words. */
export type CompiledStepPredicate = (
  before: Int32Array,
  beforeOffset: number,
  after: Int32Array,
  afterOffset: number,
) => boolean;

/**
 * Turns a predicate over views into one over packed states; see {@link DecisionTree}.
 *
 * @param name - What the predicate is called, for errors.
 * @throws FaultlineError `FL302`, from the compiled predicate, when the author's throws or does not
 * give a boolean.
 */
export function compileStatePredicate(
  system: System,
  name: string,
  predicate: (view: View) => boolean,
): CompiledStatePredicate {
  const test = compile(system, name, (view) => predicate(view));
  return (words, offset) => test(words, offset, words, offset);
}

/** The same for a predicate over steps. */
export function compileStepPredicate(
  system: System,
  name: string,
  predicate: (before: View, after: View) => boolean,
): CompiledStepPredicate {
  return compile(system, name, predicate);
}

/**
 * The same for a function that gives a whole number, 0 or more, for each state.
 *
 * @param name - What the property is called, for errors.
 */
export function compileStateNumber(
  system: System,
  name: string,
  numberOf: (view: View) => number,
): (words: Int32Array, offset: number) => number {
  const seen = nothingSeen(system.wiring, 0);
  const view = viewOf(seen);
  const tree = new DecisionTree(
    () => system.layout,
    ([slots], ask) => {
      seen.slots = slots as Int32Array;
      seen.ask = ask;
      return guarded(name, () => numberOf(view));
    },
  );
  return (words, offset) => tree.number(words, offset);
}

function compile(
  system: System,
  name: string,
  predicate: (before: View, after: View) => boolean,
): CompiledStepPredicate {
  const { wiring } = system;
  const [before, after] = [nothingSeen(wiring, 0), nothingSeen(wiring, 1)];
  const [viewBefore, viewAfter] = [viewOf(before), viewOf(after)];
  const tree = new DecisionTree(
    () => system.layout,
    (states, ask) => {
      before.slots = states[0] as Int32Array;
      after.slots = states[1] as Int32Array;
      before.ask = after.ask = ask;
      return run(name, () => predicate(viewBefore, viewAfter));
    },
  );
  return (words, offset, wordsAfter, offsetAfter) =>
    tree.test(words, offset, wordsAfter, offsetAfter);
}

function nothingSeen(wiring: Wiring, side: 0 | 1): Seen {
  return { wiring, side, slots: new Int32Array(), ask: () => undefined };
}

function run(name: string, predicate: () => unknown): boolean {
  const result = guarded(name, predicate);
  if (typeof result === 'boolean') return result;
  throw new FaultlineError(
    'FL302',
    `The property "${name}" gave ${String(result)}, which is not a boolean.`,
    'return true or false.',
  );
}

function guarded<Result>(name: string, ask: () => Result): Result {
  try {
    return ask();
  } catch (error) {
    if (error instanceof FaultlineError) throw error;
    throw new FaultlineError(
      'FL302',
      `The property "${name}" threw an error: ${error instanceof Error ? error.message : String(error)}`,
      'mend it: it must be defined in every reachable state.',
      { cause: error },
    );
  }
}
