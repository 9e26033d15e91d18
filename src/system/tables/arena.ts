/** Something a move does to another slot: an operator, applied to the slot's value. */
export interface Effect {
  readonly slot: number;
  readonly operator: number;
}

/** A move of one slot: its new value, the number of the action, and what it does to other slots. */
export interface Move {
  readonly own: number;
  readonly action: number;
  readonly effects: readonly Effect[];
}

/**
 * All moves, one after another in one array of integers.
 *
 * A run, the moves of one slot value, is: where it ends · how many moves · how many stuttering steps
 * that are not listed · then for each move its new value · action · how many effects · and for each
 * effect slot · operator.
 */
export class Arena {
  cells = new Int32Array(1024);
  /** Counts how often `cells` has been replaced. */
  version = 0;
  #used = 0;
  readonly #stutters = new Map<number, readonly number[]>();

  /**
   * Adds a run and returns where it begins.
   *
   * @param stutters - Actions of steps that change nothing: they are counted, not explored.
   */
  add(moves: readonly Move[], stutters: readonly number[]): number {
    const start = this.#used;
    const run = moves.flatMap(({ own, action, effects }) => [
      own,
      action,
      effects.length,
      ...effects.flatMap(({ slot, operator }) => [slot, operator]),
    ]);
    const end = start + 3 + run.length;
    if (end > this.cells.length) {
      const larger = new Int32Array(Math.max(2 * this.cells.length, end));
      larger.set(this.cells);
      this.cells = larger;
      this.version += 1;
    }
    this.cells.set([end, moves.length, stutters.length, ...run], start);
    if (stutters.length > 0) this.#stutters.set(start, stutters);
    this.#used = end;
    return start;
  }

  /** The actions of the stuttering steps of a run. */
  stutters(run: number): readonly number[] {
    return this.#stutters.get(run) ?? [];
  }
}
