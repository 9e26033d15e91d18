/** Segments are split one by one between these two loads of the segments not yet split. */
const loadToSplit = 0.7;
const loadAllSplit = 0.85;

/**
 * Where states are found by their hash: entries of (hash, index + 1), side by side so that they share
 * a cache line, in segments with linear probing.
 *
 * It grows by splitting one segment after another (linear hashing), never by copying the whole: the
 * memory for growth is one segment. The low bits of a hash say where in a segment, the others which.
 *
 * Cost: 8 bytes an entry, load 0.35 to 0.85; one cache miss for a state that is new.
 * Source: Litwin, "Linear Hashing", VLDB 1980; Laarman, van de Pol & Weber, "Boosting Multi-Core
 * Reachability Performance with Shared Hash Tables", FMCAD 2010 (hash beside the reference).
 */
export class HashTable {
  readonly #segments: Int32Array[] = [];
  readonly #segmentBits: number;
  /** Segments before the present round of splitting, less one: a mask. */
  #roundMask = 0;
  /** Segments of this round that have been split. */
  #split = 0;
  #count = 0;
  /** The next segment is split when there are so many entries. */
  #splitAt = 0;
  /** Where `find` stopped: the free entry for a state that is new. */
  #freeSegment = 0;
  #freeAt = 0;

  constructor(segmentBits: number) {
    this.#segmentBits = segmentBits;
    this.#segments.push(new Int32Array(2 * 2 ** segmentBits));
    this.#splitAt = this.#nextSplit();
  }

  get bytes(): number {
    return this.#segments.length * 8 * 2 ** this.#segmentBits;
  }

  /** How many segments there are. */
  get segmentCount(): number {
    return this.#segments.length;
  }

  /** See `StateStore.touch`: first the entries, then the states that they point at. */
  touch(
    hashes: Int32Array,
    count: number,
    states: readonly Int32Array[],
    stateBits: number,
    wordCount: number,
  ): number {
    const segments = this.#segments;
    const bits = this.#segmentBits;
    const positionMask = 2 ** bits - 1;
    const stateMask = 2 ** stateBits - 1;
    const roundMask = this.#roundMask;
    const split = this.#split;
    let sum = 0;
    for (let item = 0; item < count; item += 1) {
      const hash = hashes[item]!;
      const high = hash >>> bits;
      let at = high & roundMask;
      if (at < split) at = high & (2 * roundMask + 1);
      sum += segments[at]![2 * (hash & positionMask)]!;
    }
    for (let item = 0; item < count; item += 1) {
      const hash = hashes[item]!;
      const high = hash >>> bits;
      let at = high & roundMask;
      if (at < split) at = high & (2 * roundMask + 1);
      const segment = segments[at]!;
      const entry = 2 * (hash & positionMask);
      const index = segment[entry + 1]! - 1;
      if (index >= 0 && segment[entry] === hash) {
        sum += states[index >>> stateBits]![(index & stateMask) * wordCount]!;
      }
    }
    return sum;
  }

  /** The index of the state that equals the one at `offset`, or -1. */
  find(
    hash: number,
    words: Int32Array,
    offset: number,
    states: readonly Int32Array[],
    stateBits: number,
    wordCount: number,
  ): number {
    const high = hash >>> this.#segmentBits;
    let at = high & this.#roundMask;
    if (at < this.#split) at = high & (2 * this.#roundMask + 1);
    const segment = this.#segments[at]!;
    const end = segment.length;
    const stateMask = 2 ** stateBits - 1;
    let entry = 2 * (hash & (end / 2 - 1));
    for (;;) {
      const index = segment[entry + 1]! - 1;
      if (index < 0) break;
      if (segment[entry] === hash) {
        const state = states[index >>> stateBits]!;
        const from = (index & stateMask) * wordCount;
        let word = 0;
        while (word < wordCount && state[from + word] === words[offset + word]) word += 1;
        if (word === wordCount) return index;
      }
      entry += 2;
      if (entry === end) entry = 0;
    }
    this.#freeSegment = at;
    this.#freeAt = entry;
    return -1;
  }

  /** Adds an entry where `find` just stopped. */
  addHere(hash: number, index: number): void {
    const segment = this.#segments[this.#freeSegment]!;
    segment[this.#freeAt] = hash;
    segment[this.#freeAt + 1] = index + 1;
    this.#count += 1;
    if (this.#count >= this.#splitAt) this.#splitNext();
  }

  /** Distributes the entries of one segment over itself and a new one. */
  #splitNext(): void {
    const low = this.#split;
    const old = this.#segments[low]!.slice();
    const mask = 2 * this.#roundMask + 1;
    const kept = this.#segments[low]!.fill(0);
    const moved = new Int32Array(old.length);
    this.#segments.push(moved);
    for (let entry = 0; entry < old.length; entry += 2) {
      if (old[entry + 1] === 0) continue;
      const hash = old[entry]!;
      place(((hash >>> this.#segmentBits) & mask) === low ? kept : moved, hash, old[entry + 1]!);
    }
    this.#split += 1;
    if (this.#split > this.#roundMask) {
      this.#roundMask = mask;
      this.#split = 0;
    }
    this.#splitAt = this.#nextSplit();
  }

  /** Splitting begins at one load and has reached every segment of the round at the other. */
  #nextSplit(): number {
    const roundSize = this.#roundMask + 1;
    const load = loadToSplit + ((loadAllSplit - loadToSplit) * this.#split) / roundSize;
    return Math.floor(load * roundSize * 2 ** this.#segmentBits);
  }
}

function place(segment: Int32Array, hash: number, reference: number): void {
  const end = segment.length;
  let entry = 2 * (hash & (end / 2 - 1));
  while (segment[entry + 1] !== 0) {
    entry += 2;
    if (entry === end) entry = 0;
  }
  segment[entry] = hash;
  segment[entry + 1] = reference;
}
