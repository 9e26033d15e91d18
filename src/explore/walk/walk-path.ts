/** States and the steps between them. */
export interface Walked {
  /** The slots of the states from the initial one on. */
  readonly path: readonly Int32Array[];
  /** The numbers of the actions between them. */
  readonly actions: readonly number[];
}

/** A step that changes nothing, at a place of a path. */
interface Stutter {
  readonly place: number;
  readonly action: number;
}

/** The way that one walk has come. */
export class WalkPath {
  readonly #states: Int32Array[] = [];
  readonly #actions: number[] = [];
  /** By hash: the first place of the state with this hash, and the last before the present one. */
  readonly #places = new Map<number, { readonly first: number; readonly last: number }>();

  /** States on the way. */
  get length(): number {
    return this.#states.length;
  }

  /** The slots of the last state. */
  get last(): Int32Array {
    return this.#states.at(-1)!;
  }

  /** @param action - The number of the action that led to the state; not looked at for the first. */
  push(slots: Int32Array, action: number): void {
    if (this.#states.length > 0) this.#actions.push(action);
    this.#states.push(slots);
  }

  /**
   * Where the last state was met before: the last time, and the first. To be asked once for each state.
   *
   * @param hash - That of the state.
   * @returns One place when both are the same; none for a new state, or for one whose hash is another's.
   */
  earlier(hash: number): readonly number[] {
    const here = this.#states.length - 1;
    const known = this.#places.get(hash);
    const first = known?.first ?? here;
    if (!isSame(this.#states[first]!, this.#states[here]!)) return [];
    this.#places.set(hash, { first, last: here });
    if (known === undefined) return [];
    return known.last === first ? [first] : [known.last, first];
  }

  /** The way as it is now. */
  walked(): Walked {
    return { path: [...this.#states], actions: [...this.#actions] };
  }

  /**
   * The way with steps that change nothing.
   *
   * @param stutters - By their places.
   */
  withStutters(stutters: readonly Stutter[]): Walked {
    const path: Int32Array[] = [];
    const actions: number[] = [];
    for (const [place, slots] of this.#states.entries()) {
      path.push(slots);
      for (const { action } of stutters.filter((stutter) => stutter.place === place)) {
        path.push(slots);
        actions.push(action);
      }
      if (place < this.#actions.length) actions.push(this.#actions[place]!);
    }
    return { path, actions };
  }
}

/** Whether two states are the same; slots that one of them does not have yet are 0. */
function isSame(left: Int32Array, right: Int32Array): boolean {
  const count = Math.max(left.length, right.length);
  for (let slot = 0; slot < count; slot += 1) {
    if ((left[slot] ?? 0) !== (right[slot] ?? 0)) return false;
  }
  return true;
}
