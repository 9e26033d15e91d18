import type { StateLayout, Successors } from './system.ts';

/** Segments are split one by one between these two loads of the segments not yet split. */
const loadToSplit = 0.6;
const loadAllSplit = 0.75;

/** The hash of the state that begins at `offset`. */
export type HashOf = (words: Int32Array, offset: number) => number;

/**
 * The set of states found so far: an open-addressing table whose entries are the packed states
 * themselves, in segments with linear probing.
 *
 * A probe that finds its state reads one place in memory, not an entry and then a state elsewhere; and
 * the comparison is of the whole state, so that two different states are never taken for one. An
 * entry whose first word is 0 is free: no state has a first word of 0.
 *
 * The table grows by splitting one segment after another (linear hashing), never by copying the whole:
 * the memory for growth is one segment. The low bits of a hash say where in a segment, the others
 * which segment.
 *
 * Cost: 4 bytes per word and entry at a load of 0.37 to 0.75; about one cache miss a probe.
 * Source: Litwin, "Linear Hashing", VLDB 1980; Knuth, TAOCP vol. 3, §6.4, algorithm L.
 */
export class StateTable {
  readonly #hashOf: HashOf;
  readonly #segmentBits: number;
  readonly #entryMask: number;
  #wordCount: number;
  #segments: Int32Array[];
  /** Entries in use of each segment: one at least stays free, where every search comes to an end. */
  readonly #filled: number[] = [0];
  /** Segments at the beginning of the present round of splitting, less one: a mask. */
  #roundMask = 0;
  /** Segments of this round that have been split. */
  #split = 0;
  #count = 0;
  /** The next segment is split when there are so many entries. */
  #splitAt: number;
  /** Where `has` stopped: the free entry for a state that is new. */
  #freeSegment = 0;
  #freeAt = 0;
  /** How far `addAll` has come in a batch, and how many states it has added. */
  #item = 0;
  #added = 0;

  /** @param segmentBits - A segment has 2^segmentBits entries. */
  constructor(segmentBits: number, wordCount: number, hashOf: HashOf) {
    this.#hashOf = hashOf;
    this.#segmentBits = segmentBits;
    this.#entryMask = 2 ** segmentBits - 1;
    this.#wordCount = wordCount;
    this.#segments = [this.#newSegment()];
    this.#splitAt = this.#nextSplit();
  }

  get bytes(): number {
    return this.#segments.length * 4 * this.#wordCount * (this.#entryMask + 1);
  }

  /** How many segments there are. */
  get segmentCount(): number {
    return this.#segments.length;
  }

  /**
   * Adds those states of a batch that are new, in order.
   *
   * @param fresh - Gets the items that were added; it has room for all.
   * @returns How many were added.
   */
  addAll(batch: Successors, fresh: Int32Array): number {
    fresh[0] = this.#touch(batch.hashes, batch.count);
    this.#item = 0;
    this.#added = 0;
    while (this.#item < batch.count) this.#addWhileRoom(batch, fresh);
    return this.#added;
  }

  /** Goes on with a batch until it is done or a segment is to be split, and then splits it. */
  #addWhileRoom({ words, hashes, count }: Successors, fresh: Int32Array): void {
    const wordCount = this.#wordCount;
    const segmentBits = this.#segmentBits;
    const entryMask = this.#entryMask;
    const segments = this.#segments;
    const filled = this.#filled;
    const roundMask = this.#roundMask;
    const split = this.#split;
    const start = this.#added;
    const stopAt = start + this.#splitAt - this.#count;
    let added = start;
    let full = -1;
    let item = this.#item;
    for (; item < count && added < stopAt && full < 0; item += 1) {
      const hash = hashes[item]!;
      const high = hash >>> segmentBits;
      let at = high & roundMask;
      if (at < split) at = high & (2 * roundMask + 1);
      const segment = segments[at]!;
      const offset = item * wordCount;
      const first = words[offset]!;
      let entry = (hash & entryMask) * wordCount;
      let found = segment[entry]!;
      while (found !== 0) {
        if (found === first) {
          let word = 1;
          while (word < wordCount && segment[entry + word] === words[offset + word]) word += 1;
          if (word === wordCount) break;
        }
        entry += wordCount;
        if (entry === segment.length) entry = 0;
        found = segment[entry]!;
      }
      if (found !== 0) continue;
      for (let word = 0; word < wordCount; word += 1) segment[entry + word] = words[offset + word]!;
      fresh[added] = item;
      added += 1;
      if ((filled[at] = filled[at]! + 1) === entryMask) full = at;
    }
    this.#item = item;
    this.#added = added;
    this.#count += added - start;
    this.#makeRoom(full);
  }

  /**
   * Reads the places where the search for each hash begins, so that the memory is there when they are
   * asked for: reads that depend on nothing overlap, and those of a search do so less.
   *
   * @returns Nothing of use, but it must be used, or a compiler may leave the reads out.
   */
  #touch(hashes: Int32Array, count: number): number {
    const segments = this.#segments;
    const segmentBits = this.#segmentBits;
    const roundMask = this.#roundMask;
    const split = this.#split;
    const entryMask = this.#entryMask;
    const wordCount = this.#wordCount;
    let read = 0;
    for (let item = 0; item < count; item += 1) {
      const hash = hashes[item]!;
      const high = hash >>> segmentBits;
      let at = high & roundMask;
      if (at < split) at = high & (2 * roundMask + 1);
      read ^= segments[at]![(hash & entryMask) * wordCount]!;
    }
    return read;
  }

  /** Whether the state that begins at `offset`, which has this hash, was found before. */
  has(words: Int32Array, offset: number, hash: number): boolean {
    const wordCount = this.#wordCount;
    const high = hash >>> this.#segmentBits;
    let at = high & this.#roundMask;
    if (at < this.#split) at = high & (2 * this.#roundMask + 1);
    const segment = this.#segments[at]!;
    const first = words[offset]!;
    let entry = (hash & this.#entryMask) * wordCount;
    for (;;) {
      const found = segment[entry]!;
      if (found === first) {
        let word = 1;
        while (word < wordCount && segment[entry + word] === words[offset + word]) word += 1;
        if (word === wordCount) return true;
      } else if (found === 0) {
        this.#freeSegment = at;
        this.#freeAt = entry;
        return false;
      }
      entry += wordCount;
      if (entry === segment.length) entry = 0;
    }
  }

  /** Adds the state that `has` did not find just now. */
  addHere(words: Int32Array, offset: number): void {
    const at = this.#freeSegment;
    const segment = this.#segments[at]!;
    for (let word = 0; word < this.#wordCount; word += 1) {
      segment[this.#freeAt + word] = words[offset + word]!;
    }
    this.#count += 1;
    this.#filled[at] = this.#filled[at]! + 1;
    this.#makeRoom(this.#filled[at] === this.#entryMask ? at : -1);
  }

  /** Splits as the load asks for; and until the segment `full`, if there is one, has been split. */
  #makeRoom(full: number): void {
    while (this.#count >= this.#splitAt || this.#filled[full] === this.#entryMask)
      this.#splitNext();
  }

  /** Packs every entry anew. Hashes do not depend on the layout, so that each stays in its place. */
  relayout(from: StateLayout, to: StateLayout): void {
    const slots = new Int32Array(to.slotCount);
    this.#wordCount = to.wordCount;
    for (const [index, old] of this.#segments.entries()) {
      const packed = this.#newSegment();
      for (let entry = 0; entry <= this.#entryMask; entry += 1) {
        if (old[entry * from.wordCount] === 0) continue;
        from.unpack(old, entry * from.wordCount, slots);
        to.pack(slots, packed, entry * to.wordCount);
      }
      this.#segments[index] = packed;
    }
  }

  #newSegment(): Int32Array {
    return new Int32Array(this.#wordCount * (this.#entryMask + 1));
  }

  /** Splitting begins at one load and has reached every segment of the round at the other. */
  #nextSplit(): number {
    const roundSize = this.#roundMask + 1;
    const load = loadToSplit + ((loadAllSplit - loadToSplit) * this.#split) / roundSize;
    return Math.floor(load * roundSize * (this.#entryMask + 1));
  }

  /** Distributes the entries of one segment over itself and a new one. */
  #splitNext(): void {
    const low = this.#split;
    const old = this.#segments[low]!;
    const mask = 2 * this.#roundMask + 1;
    const kept = this.#newSegment();
    const moved = this.#newSegment();
    let movedCount = 0;
    for (let entry = 0; entry < old.length; entry += this.#wordCount) {
      if (old[entry] === 0) continue;
      const hash = this.#hashOf(old, entry);
      const stays = ((hash >>> this.#segmentBits) & mask) === low;
      if (!stays) movedCount += 1;
      this.#place(stays ? kept : moved, hash, old, entry);
    }
    this.#segments[low] = kept;
    this.#segments.push(moved);
    this.#filled[low] = this.#filled[low]! - movedCount;
    this.#filled.push(movedCount);
    this.#split += 1;
    if (this.#split > this.#roundMask) {
      this.#roundMask = mask;
      this.#split = 0;
    }
    this.#splitAt = this.#nextSplit();
  }

  #place(segment: Int32Array, hash: number, from: Int32Array, fromEntry: number): void {
    const wordCount = this.#wordCount;
    let entry = (hash & this.#entryMask) * wordCount;
    while (segment[entry] !== 0) {
      entry += wordCount;
      if (entry === segment.length) entry = 0;
    }
    for (let word = 0; word < wordCount; word += 1) segment[entry + word] = from[fromEntry + word]!;
  }
}
