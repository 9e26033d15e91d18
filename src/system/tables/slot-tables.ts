import { Layout } from './layout.ts';

/** A table cell that has not been computed yet. */
export const unknown = -1;
/** An operator that cannot be applied to this value: the move that needs it is not enabled. */
export const disabled = -2;

const pageSize = 32;
const pageBits = 5;

/** What an operator does to a value of its slot: the new value, or `disabled`. */
export type Operator = (value: number) => number;

/**
 * The tables that the search reads: for each value of each slot its share of the hash and its run
 * of moves, and for each operator what it makes of each value of its slot.
 *
 * An operator changes one slot: add a message to an inbox, take one from a channel, use up a budget.
 * Its results are computed once and kept in pages of 32, so that memory grows with what was asked.
 */
export class SlotTables {
  layout = new Layout([]);
  /** Counts how often the layout or one of the arrays has been replaced. */
  version = 0;
  /** Where the cells of a slot begin in `zobrist` and `runs`. */
  slotBase = new Int32Array(0);
  /** The share of each value in the hash of a state (Zobrist 1970): equal slots, equal shares. */
  zobrist = new Int32Array(0);
  /** Where the run of moves of each value begins in the arena, or `unknown`. */
  runs = new Int32Array(0);
  /** For each value of a fifo channel, the operator that delivers its head, or `unknown`. */
  heads = new Int32Array(0);
  /** Where the pages of an operator begin in `directory`. */
  operatorBase = new Int32Array(0);
  /** Where each page begins in `cells`. */
  directory = new Int32Array(0);
  /** Results, 32 to a page; page 0 is the page of which nothing is known. */
  cells = new Int32Array(pageSize * 64).fill(unknown);

  readonly #counts: number[] = [];
  readonly #capacities: number[] = [];
  readonly #zeroIsNothing: boolean[] = [];
  readonly #operators: { slot: number; apply: Operator }[] = [];
  #cellsUsed = pageSize;
  #directoryUsed = 0;
  /** How many pages each operator has in the directory. */
  readonly #pageCounts: number[] = [];

  get slotCount(): number {
    return this.#counts.length;
  }

  /**
   * Adds a slot and returns its index.
   *
   * @param zeroIsNothing - Whether the value 0 adds nothing to the hash, so that the slot can be
   * added to states that were stored before it was known.
   */
  addSlot(zeroIsNothing: boolean): number {
    const slot = this.#counts.push(1) - 1;
    this.#capacities.push(pageSize);
    this.#zeroIsNothing.push(zeroIsNothing);
    this.#allocate();
    this.#newLayout();
    return slot;
  }

  /** Adds an operator on a slot and returns its index. */
  addOperator(slot: number, apply: Operator): number {
    const operator = this.#operators.push({ slot, apply }) - 1;
    const pages = (this.#capacities[slot] as number) / pageSize;
    const room =
      operator < this.operatorBase.length && this.#directoryUsed + pages <= this.directory.length;
    if (room) {
      this.operatorBase[operator] = this.#directoryUsed;
      this.#pageCounts[operator] = pages;
      this.#directoryUsed += pages;
    } else {
      this.#allocateDirectory();
    }
    return operator;
  }

  /** Makes room for the value, which must be the largest of its slot so far or a smaller one. */
  require(slot: number, value: number): void {
    if (value < (this.#counts[slot] as number)) return;
    this.#counts[slot] = value + 1;
    if (value >= (this.#capacities[slot] as number)) {
      this.#capacities[slot] = Math.max(2 * (this.#capacities[slot] as number), pageSize);
      this.#allocate();
    }
    if (!this.layout.fits(slot, value)) this.#newLayout();
  }

  /** What the operator makes of the value; computed on first use. */
  apply(operator: number, value: number): number {
    const at = (this.operatorBase[operator] as number) + (value >>> pageBits);
    const known = this.cells[(this.directory[at] as number) + (value & (pageSize - 1))] as number;
    if (known !== unknown) return known;
    const { apply } = this.#operators[operator] as { apply: Operator };
    const result = apply(value);
    this.#store(operator, value, result);
    return result;
  }

  /** What the operator has made of the value, or `unknown`: like `apply`, but computes nothing. */
  known(operator: number, value: number): number {
    const page = value >>> pageBits;
    if (page >= (this.#pageCounts[operator] as number)) return unknown;
    const at = (this.operatorBase[operator] as number) + page;
    return this.cells[(this.directory[at] as number) + (value & (pageSize - 1))] as number;
  }

  /** Whether the operator could not be applied to some value that it was asked for. */
  isEverDisabled(operator: number): boolean {
    const { slot } = this.#operators[operator] as { slot: number };
    for (let value = 0; value < (this.#counts[slot] as number); value += 1) {
      if (this.known(operator, value) === disabled) return true;
    }
    return false;
  }

  /** How many values a slot has, from 0 on. */
  valueCount(slot: number): number {
    return this.#counts[slot] as number;
  }

  /** The hash of a state: the shares of its slots, combined. */
  hashOf(slots: Int32Array): number {
    return slots.reduce(
      (hash, value, slot) =>
        hash ^ (this.zobrist[(this.slotBase[slot] as number) + value] as number),
      0,
    );
  }

  #store(operator: number, value: number, result: number): void {
    const at = (this.operatorBase[operator] as number) + (value >>> pageBits);
    let page = this.directory[at] as number;
    if (page === 0) {
      page = this.#cellsUsed;
      this.#cellsUsed += pageSize;
      if (this.#cellsUsed > this.cells.length) {
        const larger = new Int32Array(this.cells.length * 2).fill(unknown);
        larger.set(this.cells);
        this.cells = larger;
        this.version += 1;
      }
      this.directory[at] = page;
    }
    this.cells[page + (value & (pageSize - 1))] = result;
  }

  #newLayout(): void {
    this.layout = new Layout(this.#counts.map((count) => bitsFor(count)));
    this.version += 1;
  }

  /** Lays the tables out for the present capacities and copies what is known. */
  #allocate(): void {
    const old = { slotBase: this.slotBase, runs: this.runs, heads: this.heads };
    const total = this.#capacities.reduce((sum, capacity) => sum + capacity, 0);
    this.slotBase = new Int32Array(this.#capacities.length);
    this.zobrist = new Int32Array(total);
    this.runs = new Int32Array(total).fill(unknown);
    this.heads = new Int32Array(total).fill(unknown);
    let base = 0;
    for (const [slot, capacity] of this.#capacities.entries()) {
      this.slotBase[slot] = base;
      for (let value = 0; value < capacity; value += 1) {
        const nothing = value === 0 && this.#zeroIsNothing[slot] === true;
        this.zobrist[base + value] = nothing ? 0 : mix(slot, value);
      }
      const from = old.slotBase[slot];
      if (from !== undefined) {
        const end = old.slotBase[slot + 1] ?? old.runs.length;
        this.runs.set(old.runs.subarray(from, end), base);
        this.heads.set(old.heads.subarray(from, end), base);
      }
      base += capacity;
    }
    this.#allocateDirectory();
  }

  /** Lays the directory out anew, with room for as many operators again. */
  #allocateDirectory(): void {
    const old = { base: this.operatorBase, directory: this.directory };
    const pagesOf = (slot: number) => (this.#capacities[slot] as number) / pageSize;
    const total = this.#operators.reduce((sum, { slot }) => sum + pagesOf(slot), 0);
    this.operatorBase = new Int32Array(2 * this.#operators.length + 16);
    this.directory = new Int32Array(2 * total + pageSize);
    let base = 0;
    for (const [operator, { slot }] of this.#operators.entries()) {
      this.operatorBase[operator] = base;
      const from = old.base[operator];
      const known = this.#pageCounts[operator];
      if (from !== undefined && known !== undefined) {
        this.directory.set(old.directory.subarray(from, from + known), base);
      }
      this.#pageCounts[operator] = pagesOf(slot);
      base += pagesOf(slot);
    }
    this.#directoryUsed = base;
    this.version += 1;
  }
}

/**
 * A well-mixed 32-bit number for a pair of small ones.
 *
 * Source: the finaliser of MurmurHash3 (Appleby 2011), applied twice.
 */
function mix(slot: number, value: number): number {
  return finalise(finalise(Math.imul(slot + 1, 0x9e3779b1)) ^ Math.imul(value + 1, 0x85ebca77));
}

function finalise(start: number): number {
  let hash = start;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function bitsFor(count: number): number {
  return Math.max(1, 32 - Math.clz32(count - 1));
}
