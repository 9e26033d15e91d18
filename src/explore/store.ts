import { HashTable } from './hash-table.ts';
import { SegmentedArray } from './segmented-array.ts';
import type { StateLayout } from './system.ts';

/** The sizes of segments; only tests need others than the default. */
export interface StoreShape {
  /** A segment of states or parents holds 2^stateBits of them. */
  readonly stateBits: number;
  /** A segment of the hash table holds 2^tableBits entries. */
  readonly tableBits: number;
}

const defaultShape: StoreShape = { stateBits: 16, tableBits: 18 };

/**
 * The states found so far, in the order of their discovery, each with the state it was found from.
 *
 * The set is exact: states are compared in full, so that two different states are never taken for
 * one. The order of discovery is the order of expansion, so the store is the queue as well.
 *
 * Cost: 4 bytes per word of a state, 4 for the parent and 10 to 19 for the hash table.
 */
export class StateStore {
  count = 0;
  layout: StateLayout;
  readonly #table: HashTable;
  readonly #parents: SegmentedArray;
  readonly #stateBits: number;
  readonly #stateMask: number;
  #states: Int32Array[] = [];

  constructor(layout: StateLayout, shape: StoreShape = defaultShape) {
    this.layout = layout;
    this.#stateBits = shape.stateBits;
    this.#stateMask = 2 ** shape.stateBits - 1;
    this.#table = new HashTable(shape.tableBits);
    this.#parents = new SegmentedArray(shape.stateBits);
  }

  /** Memory taken by states, parents and hash table. */
  get bytes(): number {
    const states = this.#states.length * this.layout.wordCount * 4 * 2 ** this.#stateBits;
    return states + this.#parents.bytes + this.#table.bytes;
  }

  /** The segment that holds a state: its words begin at `offsetOf` the same state. */
  segmentOf(index: number): Int32Array {
    return this.#states[index >>> this.#stateBits] as Int32Array;
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
   * Reads the memory that the insertions of a batch will need, one after the other, so that the
   * waits for it overlap.
   *
   * @returns A number without meaning; returned so that the reads are not optimised away.
   */
  touch(hashes: Int32Array, count: number): number {
    return this.#table.touch(hashes, count, this.#states, this.#stateBits, this.layout.wordCount);
  }

  /** The index of a state, or -1 when it has not been found yet. */
  find(words: Int32Array, offset: number, hash: number): number {
    return this.#table.find(
      hash,
      words,
      offset,
      this.#states,
      this.#stateBits,
      this.layout.wordCount,
    );
  }

  /** Adds a state that `find` did not find just now, and returns its index. */
  add(words: Int32Array, offset: number, hash: number, parent: number): number {
    const { wordCount } = this.layout;
    const index = this.count;
    this.count += 1;
    this.#parents.reserve(index);
    this.#parents.set(index, parent);
    const segmentIndex = index >>> this.#stateBits;
    if (segmentIndex === this.#states.length) {
      this.#states.push(new Int32Array(wordCount * 2 ** this.#stateBits));
    }
    const segment = this.#states[segmentIndex] as Int32Array;
    const at = this.offsetOf(index);
    for (let word = 0; word < wordCount; word += 1) segment[at + word] = words[offset + word]!;
    this.#table.addHere(hash, index);
    return index;
  }

  /** Packs every state in a new layout, a segment at a time. Hashes do not depend on the layout. */
  relayout(layout: StateLayout): void {
    const old = this.layout;
    const perSegment = 2 ** this.#stateBits;
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
    this.layout = layout;
  }
}
