/**
 * A source of numbers that look random and are the same for the same seed, on every machine.
 *
 * Source: Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003, §4: `xor128`.
 */
export class Random {
  #x: number;
  #y: number;
  #z = 521_288_629;
  #w = 88_675_123;

  /** @param seed - A whole number, 0 or more; 0 gives the published sequence. */
  constructor(seed: number) {
    // A multiple of the golden ratio: seeds that are close together begin differently.
    this.#x = 123_456_789 ^ Math.imul(seed, 0x9e37_79b1);
    this.#y = 362_436_069 ^ Math.floor(seed / 2 ** 32);
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const mixed = this.#x ^ (this.#x << 11);
    this.#x = this.#y;
    this.#y = this.#z;
    this.#z = this.#w;
    this.#w = this.#w ^ (this.#w >>> 19) ^ (mixed ^ (mixed >>> 8));
    return this.#w >>> 0;
  }

  /** A number from 0 up to, and without, 1. */
  fraction(): number {
    return this.next() / 2 ** 32;
  }
}
