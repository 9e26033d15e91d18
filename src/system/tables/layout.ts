/**
 * How the slots of a state are packed into 32-bit words.
 *
 * A slot has as many bits as its largest value needs so far; no slot straddles two words. When a slot
 * outgrows its bits there is a new layout, and stored states are packed anew. The highest bit of the
 * first word is always set, so that a table of states can tell a state from a free entry.
 */
export class Layout {
  readonly wordCount: number;
  readonly bits: Int32Array;
  readonly wordOf: Int32Array;
  readonly shiftOf: Int32Array;
  readonly maskOf: Int32Array;

  /** @param bits - Bits each slot needs, 1 to 31. Spare bits of a word are shared out. */
  constructor(bits: readonly number[]) {
    this.bits = Int32Array.from(bits);
    this.wordOf = new Int32Array(bits.length);
    this.shiftOf = new Int32Array(bits.length);
    this.maskOf = new Int32Array(bits.length);
    this.wordCount = this.#placeInWords();
    for (let word = 0; word < this.wordCount; word += 1) this.#spreadSpareBits(word);
    this.maskOf.set(this.bits.map((count) => maskOfBits(count)));
  }

  get slotCount(): number {
    return this.bits.length;
  }

  /** Whether a slot can hold this value. */
  fits(slot: number, value: number): boolean {
    return value <= (this.maskOf[slot] as number);
  }

  /** Reads the slots of the state that begins at `offset`. */
  unpack(words: Int32Array, offset: number, slots: Int32Array): void {
    for (let slot = 0; slot < this.bits.length; slot += 1) {
      const word = words[offset + (this.wordOf[slot] as number)] as number;
      slots[slot] = (word >>> (this.shiftOf[slot] as number)) & (this.maskOf[slot] as number);
    }
  }

  /** Writes the slots as the state that begins at `offset`; slots not given are 0. */
  pack(slots: Int32Array, words: Int32Array, offset: number): void {
    words.fill(0, offset, offset + this.wordCount);
    words[offset] = occupied;
    for (let slot = 0; slot < this.bits.length; slot += 1) {
      const at = offset + (this.wordOf[slot] as number);
      words[at] =
        (words[at] as number) | ((slots[slot] as number) << (this.shiftOf[slot] as number));
    }
  }

  /** The fewest words, the slots spread over them so that the large ones have room to grow. */
  #placeInWords(): number {
    const slots = [...this.bits.keys()].sort((left, right) => this.#need(right) - this.#need(left));
    const total = this.bits.reduce((sum, bits) => sum + bits, 0);
    for (let words = Math.max(1, Math.ceil((total + 1) / 32)); ; words += 1) {
      if (this.#placeInto(words, slots)) return words;
    }
  }

  /** Puts each slot, the largest first, where there is most room; false when one does not fit. */
  #placeInto(words: number, slots: readonly number[]): boolean {
    const room = Array.from({ length: words }, (_, word) => bitsOfWord(word));
    for (const slot of slots) {
      const most = Math.max(...room);
      if (most < this.#need(slot)) return false;
      const word = room.indexOf(most);
      this.wordOf[slot] = word;
      room[word] = most - this.#need(slot);
    }
    return true;
  }

  /** Shares the spare bits of a word out in proportion to need; what is left goes to the largest. */
  #spreadSpareBits(word: number): void {
    const slots = [...this.wordOf.keys()].filter((slot) => this.wordOf[slot] === word);
    const needed = slots.reduce((sum, slot) => sum + this.#need(slot), 0);
    const all = bitsOfWord(word);
    let spare = all - needed;
    for (const slot of slots) {
      const share = Math.floor(((all - needed) * this.#need(slot)) / needed);
      this.bits[slot] = Math.min(31, this.#need(slot) + share);
      spare -= share;
    }
    const largest = slots.find((slot) =>
      slots.every((other) => this.#need(slot) >= this.#need(other)),
    );
    if (largest !== undefined) this.bits[largest] = Math.min(31, this.#need(largest) + spare);
    let shift = 0;
    for (const slot of slots) {
      this.shiftOf[slot] = shift;
      shift += this.#need(slot);
    }
  }

  #need(slot: number): number {
    return this.bits[slot] as number;
  }
}

const occupied = 1 << 31;

/** Bits of a word that slots may use. */
function bitsOfWord(word: number): number {
  return word === 0 ? 31 : 32;
}

function maskOfBits(bits: number): number {
  return 2 ** bits - 1;
}
