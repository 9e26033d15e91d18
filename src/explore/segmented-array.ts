/**
 * An array of 32-bit integers that grows without copying: a list of segments of equal length, so that
 * neither the 2^32 bytes of one array nor the memory for a copy is a limit.
 */
export class SegmentedArray {
  readonly #segments: Int32Array[] = [];
  readonly #segmentBits: number;
  readonly #indexMask: number;

  /** @param segmentBits - A segment holds 2^segmentBits items; 1 to 28. */
  constructor(segmentBits: number) {
    this.#segmentBits = segmentBits;
    this.#indexMask = 2 ** segmentBits - 1;
  }

  get bytes(): number {
    return this.#segments.length * 4 * (this.#indexMask + 1);
  }

  /** Makes room for the item at `index`. */
  reserve(index: number): void {
    while (index >>> this.#segmentBits >= this.#segments.length) {
      this.#segments.push(new Int32Array(this.#indexMask + 1));
    }
  }

  /** The item at `index`, for which there must be room. */
  get(index: number): number {
    return this.#segments[index >>> this.#segmentBits]![index & this.#indexMask]!;
  }

  /** Sets the item at `index`, for which there must be room. */
  set(index: number, value: number): void {
    this.#segments[index >>> this.#segmentBits]![index & this.#indexMask] = value;
  }
}
