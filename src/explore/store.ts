import { SegmentedArray } from './segmented-array.ts';
import { StateTable } from './state-table.ts';
import type { StateLayout, Successors, TransitionSystem } from './system.ts';

/** The sizes of segments; only tests need others than the default. */
export interface StoreShape {
  /** A segment of states or parents holds 2^stateBits of them. */
  readonly stateBits: number;
  /** A segment of the table of states has 2^tableBits entries. */
  readonly tableBits: number;
}

const defaultShape: StoreShape = { stateBits: 16, tableBits: 16 };

/**
 * The states found so far: as an exact set, and in the order of their discovery, each with the state
 * it was found from. The order of discovery is the order of expansion, so the store is the queue too.
 *
 * Cost: per state, 4 bytes a word in the queue, 4 for the parent, and 5 to 11 a word in the table.
 */
export class StateStore {
  count = 0;
  layout: StateLayout;
  readonly #table: StateTable;
  readonly #parents: SegmentedArray;
  readonly #stateBits: number;
  readonly #stateMask: number;
  #states: Int32Array[] = [];
  /** The items of a batch that are new. */
  #fresh = new Int32Array(4096);

  constructor(system: TransitionSystem, shape: StoreShape = defaultShape) {
    this.layout = system.layout;
    this.#stateBits = shape.stateBits;
    this.#stateMask = 2 ** shape.stateBits - 1;
    this.#parents = new SegmentedArray(shape.stateBits);
    this.#table = new StateTable(shape.tableBits, this.layout.wordCount, (words, offset) =>
      system.hashOf(words, offset),
    );
  }

  /** Memory taken by queue, parents and table. */
  get bytes(): number {
    const states = this.#states.length * this.layout.wordCount * 4 * (this.#stateMask + 1);
    return states + this.#parents.bytes + this.#table.bytes;
  }

  /** The segment that holds a state: its words begin at `offsetOf` the same state. */
  segmentOf(index: number): Int32Array {
    return this.#states[index >>> this.#stateBits]!;
  }

  /** Where in its segment a state begins. */
  offsetOf(index: number): number {
    return (index & this.#stateMask) * this.layout.wordCount;
  }

  /** The state from which this one was found first, or -1 for an initial state. */
  parentOf(index: number): number {
    return this.#parents.get(index);
  }

  /**
   * Adds those states of a batch that are new, in order.
   *
   * @param ends - Where the successors of each parent end in the batch.
   * @param parent - The first parent; the others follow it.
   */
  addAll(batch: Successors, ends: readonly number[], parent: number): void {
    const { words, count } = batch;
    const { wordCount } = this.layout;
    if (this.#fresh.length < count) this.#fresh = new Int32Array(2 * count);
    const fresh = this.#fresh;
    const added = this.#table.addAll(batch, fresh);
    let member = 0;
    for (let next = 0; next < added; next += 1) {
      const item = fresh[next]!;
      while (item >= ends[member]!) member += 1;
      this.#append(words, item * wordCount, parent + member);
    }
  }

  /** Whether a state was found before. */
  has(words: Int32Array, offset: number, hash: number): boolean {
    return this.#table.has(words, offset, hash);
  }

  /** Adds the state that `has` did not find just now. */
  addHere(words: Int32Array, offset: number, parent: number): void {
    this.#append(words, offset, parent);
    this.#table.addHere(words, offset);
  }

  #append(words: Int32Array, offset: number, parent: number): void {
    const { wordCount } = this.layout;
    const index = this.count;
    const at = this.offsetOf(index);
    if (at === 0) this.#states.push(new Int32Array(wordCount * (this.#stateMask + 1)));
    const segment = this.segmentOf(index);
    for (let word = 0; word < wordCount; word += 1) segment[at + word] = words[offset + word]!;
    this.#parents.reserve(index);
    this.#parents.set(index, parent);
    this.count += 1;
  }

  /** Packs every state in a new layout, a segment at a time. */
  relayout(layout: StateLayout): void {
    const old = this.layout;
    const perSegment = this.#stateMask + 1;
    const slots = new Int32Array(layout.slotCount);
    for (const [segmentIndex, segment] of this.#states.entries()) {
      const packed = new Int32Array(layout.wordCount * perSegment);
      const states = Math.min(perSegment, this.count - segmentIndex * perSegment);
      for (let state = 0; state < states; state += 1) {
        old.unpack(segment, state * old.wordCount, slots);
        layout.pack(slots, packed, state * layout.wordCount);
      }
      this.#states[segmentIndex] = packed;
    }
    this.#table.relayout(old, layout);
    this.layout = layout;
  }
}
