import type { StateStore } from '../store.ts';
import type { TransitionSystem } from '../system.ts';
import type { Work } from './work.ts';

const statesPerPart = 16_384;

/** At most so much of the table is filled. */
const fillMax = 0.75;

/**
 * Tells of every stored state its place in the store: an open-addressing table of hashes and indices.
 *
 * Where every state that is asked for is stored, and no other stored state has the same hash, the hash
 * alone tells which one it is: nothing else of the store is read, and yet the answer is exact.
 *
 * Cost: 11 to 22 bytes per state; the store, which knows only whether a state is there, pays nothing.
 */
export class StateIndex {
  readonly #store: StateStore;
  readonly #system: TransitionSystem;
  readonly #mask: number;
  /** By entry: the hash; then one more than the index, negative when the hash is not the only such. */
  readonly #entries: Int32Array;
  readonly #hasAll: boolean;

  private constructor(store: StateStore, system: TransitionSystem, hasAll: boolean) {
    const size = sizeFor(store.count);
    this.#store = store;
    this.#system = system;
    this.#hasAll = hasAll;
    this.#mask = size - 1;
    this.#entries = new Int32Array(2 * size);
  }

  /**
   * The index of all states that a store has now.
   *
   * @param hasAll - Whether only stored states will be asked for.
   */
  static *of(store: StateStore, system: TransitionSystem, hasAll: boolean): Work<StateIndex> {
    const bytes = 8 * sizeFor(store.count);
    yield bytes;
    const index = new StateIndex(store, system, hasAll);
    for (let state = 0; state < store.count; state += statesPerPart) {
      index.#add(state, Math.min(state + statesPerPart, store.count));
      yield bytes;
    }
    return index;
  }

  get bytes(): number {
    return this.#entries.byteLength;
  }

  /** The index of the state that begins at `offset`, or -1 when it is not stored. */
  find(words: Int32Array, offset: number, hash: number): number {
    const entries = this.#entries;
    for (let at = hash & this.#mask; ; at = (at + 1) & this.#mask) {
      const entry = entries[2 * at + 1]!;
      if (entry === 0) return -1;
      if (entries[2 * at] !== hash) continue;
      if (entry > 0 && this.#hasAll) return entry - 1;
      const state = Math.abs(entry) - 1;
      if (this.#isState(state, words, offset)) return state;
    }
  }

  #isState(state: number, words: Int32Array, offset: number): boolean {
    const store = this.#store;
    const { wordCount } = store.layout;
    const segment = store.segmentOf(state);
    const start = store.offsetOf(state);
    let word = 0;
    while (word < wordCount && segment[start + word] === words[offset + word]) word += 1;
    return word === wordCount;
  }

  #add(from: number, to: number): void {
    const store = this.#store;
    const entries = this.#entries;
    for (let state = from; state < to; state += 1) {
      const hash = this.#system.hashOf(store.segmentOf(state), store.offsetOf(state)) | 0;
      let sign = 1;
      let at = hash & this.#mask;
      for (; entries[2 * at + 1] !== 0; at = (at + 1) & this.#mask) {
        if (entries[2 * at] !== hash) continue;
        sign = -1;
        entries[2 * at + 1] = -Math.abs(entries[2 * at + 1]!);
      }
      entries[2 * at] = hash;
      entries[2 * at + 1] = sign * (state + 1);
    }
  }
}

function sizeFor(count: number): number {
  return 2 ** Math.ceil(Math.log2((count + 1) / fillMax));
}
