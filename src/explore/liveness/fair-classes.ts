/**
 * Classes of actions that a behavior must not pass over for ever, by numbers from 0.
 *
 * A set of them is a few words of 32 bits; nearly always one word is enough.
 */
export interface FairClasses {
  /** How many words a set takes. */
  readonly width: number;
  /** By number of an action: the set of the classes that it belongs to. */
  readonly classesOf: Int32Array;
  /** The classes that must be taken when they are enabled all the time from some time on. */
  readonly weak: Int32Array;
  /** The classes that must be taken when they are enabled again and again. */
  readonly strong: Int32Array;
}

const bitsPerWord = 32;

/** How many words a set of so many classes takes: one at least. */
export function wordsFor(classCount: number): number {
  return Math.max(1, Math.ceil(classCount / bitsPerWord));
}

/** Puts a class into the set that begins at `offset`. */
export function include(sets: Int32Array, offset: number, one: number): void {
  const word = offset + Math.floor(one / bitsPerWord);
  sets[word] = sets[word]! | (1 << (one % bitsPerWord));
}

/** The set that begins at `offset`, as the bits of one number. */
export function bitsOf(sets: Int32Array, offset: number, width: number): bigint {
  const words = sets.subarray(offset, offset + width);
  return words.reduceRight((bits, word) => (bits << 32n) | BigInt(word >>> 0), 0n);
}

/** Whether no class is in a set. */
export function isEmpty(set: Int32Array): boolean {
  for (const word of set) if (word !== 0) return false;
  return true;
}
