/**
 * How the slots of a state are packed into 32-bit words.
 *
 * A slot has as many bits as its largest value needs so far; no slot straddles two words. When a slot
 * outgrows its bits there is a new layout, and stored states are packed anew.
 */
export class Layout {
  readonly wordCount: number;
  readonly bits: Int32Array;
  readonly wordOf: Int32Array;
  readonly shiftOf: Int32Array;
  readonly maskOf: Int32Array;

  /** @param bits - Bits each slot needs, 1 to 31. Spare bits of a word go to its largest slots. */
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
    for (let slot = 0; slot < this.bits.length; slot += 1) {
      const at = offset + (this.wordOf[slot] as number);
      words[at] =
        (words[at] as number) | ((slots[slot] as number) << (this.shiftOf[slot] as number));
    }
  }

  /** First fit in the order of the slots. */
  #placeInWords(): number {
    const used: number[] = [];
    for (let slot = 0; slot < this.bits.length; slot += 1) {
      const need = this.bits[slot] as number;
      let word = used.findIndex((taken) => taken + need <= 32);
      if (word < 0) word = used.push(0) - 1;
      this.wordOf[slot] = word;
      used[word] = (used[word] as number) + need;
    }
    return Math.max(1, used.length);
  }

  #spreadSpareBits(word: number): void {
    const slots = [...this.wordOf.keys()].filter((slot) => this.wordOf[slot] === word);
    let spare = 32 - slots.reduce((sum, slot) => sum + (this.bits[slot] as number), 0);
    slots.sort((left, right) => (this.bits[right] as number) - (this.bits[left] as number));
    for (let turn = 0; spare > 0 && slots.length > 0; turn = (turn + 1) % slots.length) {
      const slot = slots[turn] as number;
      if (slots.every((other) => this.bits[other] === 31)) break;
      if (this.bits[slot] === 31) continue;
      this.bits[slot] = (this.bits[slot] as number) + 1;
      spare -= 1;
    }
    let shift = 0;
    for (const slot of slots.sort((left, right) => left - right)) {
      this.shiftOf[slot] = shift;
      shift += this.bits[slot] as number;
    }
  }
}

function maskOfBits(bits: number): number {
  return 2 ** bits - 1;
}
