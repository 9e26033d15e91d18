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
    const length = moves.reduce((sum, { effects }) => sum + 3 + 2 * effects.length, 3);
    const end = start + length;
    this.#reserve(end);
    const { cells } = this;
    cells[start] = end;
    cells[start + 1] = moves.length;
    cells[start + 2] = stutters.length;
    let at = start + 3;
    for (const { own, action, effects } of moves) {
      cells[at] = own;
      cells[at + 1] = action;
      cells[at + 2] = effects.length;
      at += 3;
      for (const { slot, operator } of effects) {
        cells[at] = slot;
        cells[at + 1] = operator;
        at += 2;
      }
    }
    if (stutters.length > 0) this.#stutters.set(start, stutters);
    this.#used = end;
    return start;
  }

  /** The moves of a run, those of the stuttering steps apart. */
  moves(run: number): readonly Move[] {
    const { cells } = this;
    const end = cells[run] as number;
    const found: Move[] = [];
    for (let at = run + 3; at < end; at += 3 + 2 * (cells[at + 2] as number)) {
      const effects = Array.from({ length: cells[at + 2] as number }, (_, index) => {
        const effect = at + 3 + 2 * index;
        return { slot: cells[effect] as number, operator: cells[effect + 1] as number };
      });
      found.push({ own: cells[at] as number, action: cells[at + 1] as number, effects });
    }
    return found;
  }

  /** The actions of the stuttering steps of a run. */
  stutters(run: number): readonly number[] {
    return this.#stutters.get(run) ?? [];
  }

  #reserve(end: number): void {
    if (end <= this.cells.length) return;
    const larger = new Int32Array(Math.max(2 * this.cells.length, end));
    larger.set(this.cells);
    this.cells = larger;
    this.version += 1;
  }
}
