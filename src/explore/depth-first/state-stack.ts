import type { StateLayout } from '../system.ts';

const startLength = 1024;

/**
 * The states of a depth-first search that are not done with, in one array: those on the way to the present
 * state, which are open, and between them those that are still to be expanded.
 *
 * Cost: 4 bytes a word and 1 for each state, and half as much again for growth.
 */
export class StateStack {
  layout: StateLayout;
  /** States on the stack. */
  length = 0;
  /** States on the way to the present one, which is the last of them. */
  openCount = 0;
  #words: Int32Array<ArrayBuffer>;
  #isOpen = new Uint8Array(startLength);

  constructor(layout: StateLayout) {
    this.layout = layout;
    this.#words = new Int32Array(startLength * layout.wordCount);
  }

  get bytes(): number {
    return this.#words.byteLength + this.#isOpen.byteLength;
  }

  /** The words of all states: those of the top one begin at `topOffset`. */
  get words(): Int32Array {
    return this.#words;
  }

  get topOffset(): number {
    return (this.length - 1) * this.layout.wordCount;
  }

  /** Puts a state that begins at `offset` on top, to be expanded some time. */
  push(words: Int32Array, offset: number): void {
    const { wordCount } = this.layout;
    if (this.length === this.#isOpen.length) this.#grow();
    const start = this.length * wordCount;
    for (let word = 0; word < wordCount; word += 1)
      this.#words[start + word] = words[offset + word]!;
    this.#isOpen[this.length] = 0;
    this.length += 1;
  }

  /** Takes off what is done: the open states on top, whose successors have all been taken off. */
  popDone(): void {
    while (this.length > 0 && this.#isOpen[this.length - 1] === 1) {
      this.length -= 1;
      this.openCount -= 1;
    }
  }

  /** Goes to the state on top, which is from now on on the way. */
  open(): void {
    this.#isOpen[this.length - 1] = 1;
    this.openCount += 1;
  }

  /** The slots of the states on the way, from an initial one on. */
  way(): Int32Array[] {
    const { layout } = this;
    const way: Int32Array[] = [];
    for (let at = 0; at < this.length; at += 1) {
      if (this.#isOpen[at] === 0) continue;
      const slots = new Int32Array(layout.slotCount);
      layout.unpack(this.#words, at * layout.wordCount, slots);
      way.push(slots);
    }
    return way;
  }

  /** Packs every state in a new layout. */
  relayout(layout: StateLayout): void {
    const old = this.layout;
    const words = new Int32Array(this.#isOpen.length * layout.wordCount);
    const slots = new Int32Array(layout.slotCount);
    for (let at = 0; at < this.length; at += 1) {
      old.unpack(this.#words, at * old.wordCount, slots);
      layout.pack(slots, words, at * layout.wordCount);
    }
    this.#words = words;
    this.layout = layout;
  }

  #grow(): void {
    const length = Math.ceil(this.#isOpen.length * 1.5);
    const words = new Int32Array(length * this.layout.wordCount);
    words.set(this.#words);
    this.#words = words;
    const isOpen = new Uint8Array(length);
    isOpen.set(this.#isOpen);
    this.#isOpen = isOpen;
  }
}
