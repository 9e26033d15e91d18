import type { Successors } from './system.ts';

/** They fit a processor's own cache. */
const slotBits = 15;
const slotMask = 2 ** slotBits - 1;

/**
 * The states met last, one for each value of the low bits of the hash.
 *
 * Most successors were met a moment ago, from a state that stands near the present one in the queue. To
 * find that out here costs no wait for memory, and what is left for the store is little.
 *
 * Cost: 0.5 MiB for states of four words; a few instructions a state.
 */
export class RecentStates {
  #wordCount = 0;
  #words = new Int32Array(0);

  /** Forgets all: needed when states are packed in another way. */
  clear(wordCount: number): void {
    this.#wordCount = wordCount;
    this.#words = new Int32Array(wordCount * (slotMask + 1));
  }

  /**
   * Leaves only those states in a batch that were not met lately, in the same order. A state that is
   * left is met from now on: whoever calls stores it.
   *
   * @param ends - Where the successors of each expanded state end in the batch: brought up to date.
   */
  sift(batch: Successors, ends: number[]): void {
    const { words, hashes } = batch;
    const wordCount = this.#wordCount;
    const recent = this.#words;
    let item = 0;
    let kept = 0;
    for (let member = 0; member < ends.length; member += 1) {
      for (const end = ends[member]!; item < end; item += 1) {
        const hash = hashes[item]!;
        const from = item * wordCount;
        const at = (hash & slotMask) * wordCount;
        let word = 0;
        while (word < wordCount && recent[at + word] === words[from + word]) word += 1;
        if (word === wordCount) continue;
        const to = kept * wordCount;
        for (word = 0; word < wordCount; word += 1) {
          const value = words[from + word]!;
          recent[at + word] = value;
          words[to + word] = value;
        }
        hashes[kept] = hash;
        kept += 1;
      }
      ends[member] = kept;
    }
    batch.count = kept;
  }
}
