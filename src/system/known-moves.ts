import type { Action } from './action.ts';
import type { System } from './system.ts';
import { unknown } from './tables/slot-tables.ts';

/** An action by which the search has left a state in which a slot had some value. */
export interface KnownMove {
  /** The slot whose move it is. */
  readonly slot: number;
  readonly value: number;
  /** The number of the action. */
  readonly id: number;
  readonly action: Action;
  /**
   * Whether it has certainly been taken. Otherwise it may have been disabled in every state in which it
   * was met, as by a budget that was used up.
   */
  readonly isCertain: boolean;
}

/**
 * Lists what a search has found to do, from the tables that it has filled: a run of moves is made when a
 * state with that slot value is expanded.
 *
 * Cost: one pass over the runs; nothing is expanded.
 */
export function* knownMoves(system: System): Generator<KnownMove> {
  const { arena } = system.moves;
  const { tables } = system.wiring;
  const disabling = new Map<number, boolean>();
  const isEverDisabled = (operator: number): boolean => {
    const known = disabling.get(operator) ?? tables.isEverDisabled(operator);
    disabling.set(operator, known);
    return known;
  };
  for (const { slot, value, run } of knownRuns(system)) {
    for (const { action: id, effects } of arena.moves(run)) {
      const isCertain = !effects.some(({ operator }) => isEverDisabled(operator));
      yield { slot, value, id, action: system.action(id), isCertain };
    }
    for (const id of arena.stutters(run)) {
      yield { slot, value, id, action: system.action(id), isCertain: true };
    }
  }
}

interface KnownRun {
  readonly slot: number;
  readonly value: number;
  /** Where it begins in the arena. */
  readonly run: number;
}

/** The runs of all slots, and then those by which channels deliver to a process. */
function* knownRuns({ wiring }: System): Generator<KnownRun> {
  const { tables, channels } = wiring;
  for (let slot = 0; slot < tables.slotCount; slot += 1) {
    const base = tables.slotBase[slot] as number;
    for (let value = 0; value < tables.valueCount(slot); value += 1) {
      const run = tables.runs[base + value] as number;
      if (run !== unknown) yield { slot, value, run };
    }
  }
  for (const { slot, to } of channels) {
    const base = tables.slotBase[slot] as number;
    const heads = tables.heads.subarray(base, base + tables.valueCount(slot));
    for (const operator of new Set(heads)) {
      if (operator === unknown) continue;
      for (let value = 0; value < tables.valueCount(to); value += 1) {
        const run = tables.known(operator, value);
        // Below 0: nothing is known, or the receiver is down.
        if (run >= 0) yield { slot: to, value, run };
      }
    }
  }
}
