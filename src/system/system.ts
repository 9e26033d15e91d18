import type { Model } from '../protocol/model.ts';
import type { Action } from './action.ts';
import type { Layout } from './layout.ts';
import { Moves } from './moves.ts';
import { unknown } from './slot-tables.ts';
import { Wiring } from './wiring.ts';

/** Where successors are written: each is `wordCount` words, a hash, and the number of its action. */
export interface SuccessorSink {
  words: Int32Array;
  hashes: Int32Array;
  actions: Int32Array;
  /** Successors written so far. */
  count: number;
  /** Enabled actions seen so far, those that change nothing included. */
  generated: number;
  /** Makes room for so many more successors of so many words each. */
  reserve(more: number, wordCount: number): void;
}

/** A protocol as a transition system over states of a few 32-bit words. */
export class System {
  readonly wiring: Wiring;
  readonly moves: Moves;
  /** Slots of the state being expanded. */
  #slots = new Int32Array(0);
  /** The same, while the effects of a move are worked out. */
  #working = new Int32Array(0);
  /** Whose moves are listed next: a slot, and the channel that feeds it or -1. */
  #owners = new Int32Array(0);
  #feeds = new Int32Array(0);

  constructor(model: Model) {
    this.wiring = new Wiring(model);
    this.moves = new Moves(this.wiring);
    this.#listOwners();
  }

  /** How the slots of a state are packed now. It changes when a slot outgrows its bits. */
  get layout(): Layout {
    return this.wiring.tables.layout;
  }

  /** How many local steps XState was asked for. */
  get localSteps(): number {
    return this.wiring.processes.reduce((sum, process) => sum + process.stepsComputed, 0);
  }

  /** The action with this number. */
  action(id: number): Action {
    return this.moves.action(id);
  }

  /** Writes the initial states: one for each combination of the processes' inputs. */
  initial(sink: SuccessorSink): void {
    const { wiring } = this;
    let starts: Int32Array[] = [new Int32Array(0)];
    for (const process of wiring.processes) {
      starts = starts.flatMap((chosen) =>
        process.starts().map((_, choice) => Int32Array.of(...chosen, choice)),
      );
    }
    const states = starts.map((choices) => this.#startState(choices));
    const { layout } = this;
    sink.reserve(states.length, layout.wordCount);
    for (const slots of states) {
      layout.pack(slots, sink.words, sink.count * layout.wordCount);
      sink.hashes[sink.count] = this.#hash(slots);
      sink.actions[sink.count] = -1;
      sink.count += 1;
      sink.generated += 1;
    }
  }

  /**
   * Writes the successors of the state that begins at `offset`, in an order that never changes.
   *
   * When it returns and `layout` is another one than before, what it wrote is of no use: pack the
   * state in the new layout and call again.
   */
  expand(words: Int32Array, offset: number, sink: SuccessorSink): void {
    const { count, generated } = sink;
    const { layout } = this;
    // Whatever a state needs that no state before needed is computed, and the expansion begun again.
    while (!this.#tryExpand(words, offset, sink) && layout === this.layout) {
      sink.count = count;
      sink.generated = generated;
    }
  }

  /** The actions of the steps of a state that change nothing and are not written by `expand`. */
  stutters(words: Int32Array, offset: number): Action[] {
    const { tables } = this.wiring;
    const slots = new Int32Array(this.layout.slotCount);
    this.layout.unpack(words, offset, slots);
    return [...this.#owners].flatMap((owner, index) => {
      if (this.#feeds[index] !== -1) return [];
      const run = tables.runs[
        (tables.slotBase[owner] as number) + (slots[owner] as number)
      ] as number;
      return this.moves.arena.stutters(run).map((id) => this.moves.action(id));
    });
  }

  #startState(choices: Int32Array): Int32Array {
    const { wiring } = this;
    const { tables } = wiring;
    const outcomes = wiring.processes.map(
      (process, index) => process.starts()[choices[index] as number],
    );
    const values = outcomes.map((outcome, index) => wiring.pairValue(index, outcome?.next ?? 0, 0));
    const sends = outcomes.flatMap((outcome, index) =>
      (outcome?.sent ?? []).map((message) => wiring.send(index, message)),
    );
    if (this.layout.slotCount !== this.#slots.length) this.#listOwners();
    const slots = new Int32Array(this.layout.slotCount);
    slots.set(values);
    for (const { slot, operator } of sends) {
      slots[slot] = tables.apply(operator, slots[slot] as number);
    }
    return slots;
  }

  #hash(slots: Int32Array): number {
    const { zobrist, slotBase } = this.wiring.tables;
    return slots.reduce(
      (hash, value, slot) => hash ^ (zobrist[(slotBase[slot] as number) + value] as number),
      0,
    );
  }

  /** Processes in order, then for each channel its delivery and, if it can fail, its faults. */
  #listOwners(): void {
    const { processes, channels, model } = this.wiring;
    const owners = [...processes.keys()];
    const feeds = owners.map(() => -1);
    const faulty = model.network.loss !== undefined || model.network.duplication !== undefined;
    for (const { slot, to } of channels) {
      owners.push(to);
      feeds.push(slot);
      if (!faulty) continue;
      owners.push(slot);
      feeds.push(-1);
    }
    this.#owners = Int32Array.from(owners);
    this.#feeds = Int32Array.from(feeds);
    this.#slots = new Int32Array(this.layout.slotCount);
    this.#working = new Int32Array(this.layout.slotCount);
  }

  /** False when something was missing: it has been computed now, and the caller tries again. */
  #tryExpand(words: Int32Array, offset: number, sink: SuccessorSink): boolean {
    const { tables } = this.wiring;
    const { layout, slotBase, zobrist, runs, heads, operatorBase, directory, cells } = tables;
    const { wordOf, shiftOf, maskOf, wordCount, slotCount } = layout;
    const arena = this.moves.arena.cells;
    const slots = this.#slots;
    const working = this.#working;
    const owners = this.#owners;
    const feeds = this.#feeds;
    let hash = 0;
    for (let slot = 0; slot < slotCount; slot += 1) {
      const word = words[offset + wordOf[slot]!]!;
      const value = (word >>> shiftOf[slot]!) & maskOf[slot]!;
      slots[slot] = value;
      working[slot] = value;
      hash ^= zobrist[slotBase[slot]! + value]!;
    }
    for (let index = 0; index < owners.length; index += 1) {
      const owner = owners[index]!;
      const feed = feeds[index]!;
      const value = slots[owner]!;
      let run: number;
      if (feed < 0) {
        run = runs[slotBase[owner]! + value]!;
        if (run === unknown) return this.#missRun(owner, value);
      } else {
        const queue = slots[feed]!;
        if (queue === 0) continue;
        const operator = heads[slotBase[feed]! + queue]!;
        run = cells[directory[operatorBase[operator]! + (value >>> 5)]! + (value & 31)]!;
        if (run === unknown) return this.#missOperator(operator, value);
        if (run < 0) continue;
      }
      const end = arena[run]!;
      const moves = arena[run + 1]!;
      sink.generated += arena[run + 2]!;
      if (moves === 0) continue;
      sink.reserve(moves, wordCount);
      const out = sink.words;
      const ownHash = hash ^ zobrist[slotBase[owner]! + value]!;
      let at = run + 3;
      while (at < end) {
        const own = arena[at]!;
        const action = arena[at + 1]!;
        const effectsEnd = at + 3 + 2 * arena[at + 2]!;
        const to = sink.count * wordCount;
        for (let word = 0; word < wordCount; word += 1) out[to + word] = words[offset + word]!;
        let next = ownHash ^ zobrist[slotBase[owner]! + own]!;
        out[to + wordOf[owner]!]! ^= (value ^ own) << shiftOf[owner]!;
        let enabled = true;
        if (effectsEnd > at + 3) {
          working[owner] = own;
          for (let effect = at + 3; effect < effectsEnd; effect += 2) {
            const slot = arena[effect]!;
            const operator = arena[effect + 1]!;
            const before = working[slot]!;
            const after =
              cells[directory[operatorBase[operator]! + (before >>> 5)]! + (before & 31)]!;
            if (after === unknown) return this.#missOperator(operator, before);
            if (after < 0) {
              enabled = false;
              break;
            }
            if (after === before) continue;
            next ^= zobrist[slotBase[slot]! + before]! ^ zobrist[slotBase[slot]! + after]!;
            out[to + wordOf[slot]!]! ^= (before ^ after) << shiftOf[slot]!;
            working[slot] = after;
          }
          working[owner] = value;
          for (let effect = at + 3; effect < effectsEnd; effect += 2) {
            const slot = arena[effect]!;
            working[slot] = slots[slot]!;
          }
        }
        at = effectsEnd;
        if (!enabled) continue;
        sink.hashes[sink.count] = next;
        sink.actions[sink.count] = action;
        sink.count += 1;
        sink.generated += 1;
      }
    }
    return true;
  }

  #missRun(slot: number, value: number): boolean {
    const { tables } = this.wiring;
    const run = this.moves.runOf(slot, value);
    tables.runs[(tables.slotBase[slot] as number) + value] = run;
    return this.#ready();
  }

  #missOperator(operator: number, value: number): boolean {
    this.wiring.tables.apply(operator, value);
    return this.#ready();
  }

  #ready(): boolean {
    if (this.#slots.length !== this.layout.slotCount) this.#listOwners();
    return false;
  }
}
