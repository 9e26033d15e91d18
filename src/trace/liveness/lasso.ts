import { acceptsLasso } from '../../explore/liveness/find-lasso.ts';
import type { Action } from '../../system/action.ts';
import type { System } from '../../system/system.ts';
import { sameSlots, successorsOf } from '../trace.ts';
import type { CompiledLiveness } from './compiled-liveness.ts';
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

/**
 * Looks at a lasso by itself, whatever found it: does it close, does it violate the property, is it
 * fair?
 *
 * @returns Why it is fair, in a few sentences; undefined when it is no counterexample.
 */
export function reasonsOf(
  system: System,
  { violations, read, fairness }: CompiledLiveness,
  { path, actions, cycleStart }: SlotLasso,
): readonly string[] | undefined {
  const [last, first] = [path.at(-1), path[cycleStart]];
  if (last === undefined || first === undefined || !sameSlots(last, first)) return undefined;
  const stays = cycleStart === path.length - 1;
  const passed = stays ? path : path.slice(0, -1);
  const labels = passed.map((slots) => read(wordsOf(system, slots), 0));
  if (!acceptsLasso(violations, labels, cycleStart)) return undefined;
  return fairReasons(fairness, {
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
