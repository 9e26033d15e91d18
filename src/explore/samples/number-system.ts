import type { StateLayout, Successors, TransitionSystem } from '../system.ts';

/** What a number system is made of. */
export interface NumberSystemOptions {
  readonly starts: readonly number[];
  /** The numbers that may follow a number, in order; itself among them is a step that changes nothing. */
  readonly next: (state: number) => readonly number[];
  /** Whether states are one word while they are below 16, and two from then on. False by default. */
  readonly grows?: boolean;
  /** By default well mixed. */
  readonly hash?: (state: number) => number;
}

/** A transition system whose states are whole numbers from 0: the smallest that can be searched. */
export class NumberSystem implements TransitionSystem {
  layout: StateLayout;
  readonly #options: NumberSystemOptions;
  readonly #hash: (state: number) => number;

  constructor(options: NumberSystemOptions) {
    this.#options = options;
    this.#hash = options.hash ?? mixed;
    this.layout = options.grows === true ? numberLayout(1) : numberLayout(2);
  }

  hashOf(words: Int32Array, offset: number): number {
    return this.#hash(numberAt(this.layout, words, offset));
  }

  initial(sink: Successors): void {
    this.#write(this.#options.starts, sink);
  }

  expand(words: Int32Array, offset: number, sink: Successors): void {
    const found = this.#options.next(numberAt(this.layout, words, offset));
    if (this.layout.wordCount === 1 && found.some((state) => state >= 16)) {
      this.layout = numberLayout(2);
      return;
    }
    this.#write(found, sink);
  }

  #write(states: readonly number[], sink: Successors): void {
    const { wordCount } = this.layout;
    sink.reserve(states.length, wordCount);
    for (const [action, state] of states.entries()) {
      this.layout.pack(Int32Array.of(state), sink.words, sink.count * wordCount);
      sink.hashes[sink.count] = this.#hash(state);
      sink.actions[sink.count] = action;
      sink.count += 1;
      sink.generated += 1;
    }
  }
}

/** A number in one word, for numbers below 16, or in two. */
export function numberLayout(wordCount: 1 | 2): StateLayout {
  return {
    wordCount,
    slotCount: 1,
    unpack: (words, offset, slots) => {
      slots[0] = (words[offset]! & 15) | (wordCount === 1 ? 0 : words[offset + 1]! << 4);
    },
    pack: (slots, words, offset) => {
      words[offset] = (1 << 31) | (slots[0]! & 15);
      if (wordCount === 2) words[offset + 1] = slots[0]! >>> 4;
    },
  };
}

/** The number at a place. */
export function numberAt(layout: StateLayout, words: Int32Array, offset: number): number {
  const slots = new Int32Array(1);
  layout.unpack(words, offset, slots);
  return slots[0]!;
}

/** A well-mixed number: the finaliser of MurmurHash3. */
export function mixed(state: number): number {
  let hash = Math.imul(state + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
