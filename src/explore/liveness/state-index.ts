import type { StateStore } from '../store.ts';
import type { TransitionSystem } from '../system.ts';
import type { Work } from './work.ts';

const statesPerPart = 16_384;

/**
 * Tells of every stored state its place in the store: an open-addressing table of indices.
 *
 * Cost: 8 to 16 bytes per state; the store, which knows only whether a state is there, pays nothing.
 */
export class StateIndex {
  readonly #store: StateStore;
  readonly #system: TransitionSystem;
  readonly #entries: Int32Array;
  readonly #mask: number;

  private constructor(store: StateStore, system: TransitionSystem) {
    const size = sizeFor(store.count);
    this.#store = store;
    this.#system = system;
    this.#mask = size - 1;
    // An entry holds one more than an index; 0 is free.
    this.#entries = new Int32Array(size);
  }

  /** The index of all states that a store has now. */
  static *of(store: StateStore, system: TransitionSystem): Work<StateIndex> {
    const bytes = 4 * sizeFor(store.count);
    yield bytes;
    const index = new StateIndex(store, system);
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
    const store = this.#store;
    const { wordCount } = store.layout;
    for (let at = hash & this.#mask; this.#entries[at] !== 0; at = (at + 1) & this.#mask) {
      const state = this.#entries[at]! - 1;
      const segment = store.segmentOf(state);
      const start = store.offsetOf(state);
      let word = 0;
      while (word < wordCount && segment[start + word] === words[offset + word]) word += 1;
      if (word === wordCount) return state;
    }
    return -1;
  }

  #add(from: number, to: number): void {
    const store = this.#store;
    for (let state = from; state < to; state += 1) {
      let at = this.#system.hashOf(store.segmentOf(state), store.offsetOf(state)) & this.#mask;
      while (this.#entries[at] !== 0) at = (at + 1) & this.#mask;
      this.#entries[at] = state + 1;
    }
  }
}

function sizeFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(2 * count + 2));
}
