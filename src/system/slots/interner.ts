/** One JavaScript Map holds at most 2^24 entries. */
const entriesMax = 2 ** 24 - 1;

/**
 * Gives each different key a small number, counting from 0.
 *
 * A key is text or a number; several Maps are chained so that no limit of one Map is a limit here.
 */
export class Interner<Key extends string | number, Value> {
  readonly values: Value[] = [];
  readonly #maps: Map<Key, number>[] = [new Map<Key, number>()];
  readonly #entriesMax: number;

  /** @param limit - Entries of one Map; only tests need another than the default. */
  constructor(limit: number = entriesMax) {
    this.#entriesMax = limit;
  }

  /** How many different keys there are. */
  get count(): number {
    return this.values.length;
  }

  /** The number of a key, or -1. */
  find(key: Key): number {
    for (const map of this.#maps) {
      const id = map.get(key);
      if (id !== undefined) return id;
    }
    return -1;
  }

  /** The number of a key; a new key gets the next number and the value that `make` gives. */
  intern(key: Key, make: () => Value): number {
    const known = this.find(key);
    if (known >= 0) return known;
    const id = this.values.length;
    this.values.push(make());
    let last = this.#maps.at(-1);
    if (last === undefined || last.size >= this.#entriesMax) {
      last = new Map();
      this.#maps.push(last);
    }
    last.set(key, id);
    return id;
  }

  /** The value with this number, which must have been given out. */
  valueOf(id: number): Value {
    return this.values[id] as Value;
  }
}
