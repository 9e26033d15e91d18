/** Where a system writes the successors of a state. */
export class Successors {
  /** One state after another, each of `wordCount` words. */
  words = new Int32Array(4096);
  hashes = new Int32Array(1024);
  /** The number of the action that leads to each. */
  actions = new Int32Array(1024);
  /** Successors written so far. */
  count = 0;
  /** Enabled actions seen so far, those that change nothing included. */
  generated = 0;

  /** Forgets what was written; the count of generated states goes on. */
  clear(): void {
    this.count = 0;
  }

  /** Makes room for so many more successors of so many words each. */
  reserve(more: number, wordCount: number): void {
    const states = this.count + more;
    if (states > this.hashes.length) {
      this.hashes = longer(this.hashes, states);
      this.actions = longer(this.actions, states);
    }
    if (states * wordCount > this.words.length) this.words = longer(this.words, states * wordCount);
  }
}

/** How a state's slots are packed into words. The first word of a packed state is never 0. */
export interface StateLayout {
  readonly wordCount: number;
  readonly slotCount: number;
  unpack(words: Int32Array, offset: number, slots: Int32Array): void;
  pack(slots: Int32Array, words: Int32Array, offset: number): void;
}

/**
 * A transition system over states of a few 32-bit words: all that a search knows of a protocol.
 */
export interface TransitionSystem {
  /** Replaced by another object whenever states are packed in another way from then on. */
  readonly layout: StateLayout;
  /** The hash of the state at `offset`; it does not depend on the layout. */
  hashOf(words: Int32Array, offset: number): number;
  /** Writes the initial states. */
  initial(sink: Successors): void;
  /**
   * Writes the successors of the state at `offset`, in an order that never changes. When `layout`
   * has been replaced on return, what was written is of no use and the call must be repeated.
   */
  expand(words: Int32Array, offset: number, sink: Successors): void;
}

function longer(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(needed, array.length * 2));
  copy.set(array);
  return copy;
}
