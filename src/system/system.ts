import type { Model } from '../protocol/model.ts';
import type { Action } from './action.ts';
import { makeExpander, type Expander, type Missing } from './tables/expander.ts';
import type { Owner } from './tables/expander-source.ts';
import type { Layout } from './tables/layout.ts';
import { Moves } from './moves.ts';
import type { SuccessorSink } from './tables/successor-sink.ts';
import { Wiring } from './wiring.ts';

/** A protocol as a transition system over states of a few 32-bit words. */
export class System {
  readonly wiring: Wiring;
  readonly moves: Moves;
  #owners: readonly Owner[] = [];
  #expander: Expander;
  /** The version of the tables that the expander reads. */
  #version = -1;
  #expanderLayout: Layout | undefined;

  constructor(model: Model) {
    this.wiring = new Wiring(model);
    this.moves = new Moves(this.wiring);
    this.#expander = makeExpander(this.layout, []);
    this.#refresh();
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

  /** The hash of the state at `offset`: of its slots, not of how they are packed. */
  hashOf(words: Int32Array, offset: number): number {
    return this.#expander.hashOf(words, offset);
  }

  /** Writes the initial states, in the order of the model's `starts`. */
  initial(sink: SuccessorSink): void {
    const states = this.wiring.model.starts.map((inputs) => this.#startState(inputs));
    const { layout } = this;
    this.#refresh();
    sink.reserve(states.length, layout.wordCount);
    for (const slots of states) {
      layout.pack(slots, sink.words, sink.count * layout.wordCount);
      sink.hashes[sink.count] = this.wiring.tables.hashOf(slots);
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
    for (;;) {
      const missing = this.#expander.expand(words, offset, sink);
      if (missing === undefined) return;
      // What no state before has needed is computed, and the expansion begins again.
      this.#complete(missing);
      if (layout !== this.layout) return;
      sink.count = count;
      sink.generated = generated;
    }
  }

  /** The actions of the steps of a state that change nothing and are not written by `expand`. */
  stutters(slots: Int32Array): readonly Action[] {
    return this.stutterNumbers(slots).map((id) => this.moves.action(id));
  }

  /** The same by their numbers. */
  stutterNumbers(slots: Int32Array): readonly number[] {
    const { tables } = this.wiring;
    return this.#owners.flatMap(({ slot: owner, feed }) => {
      if (feed >= 0) return [];
      const run = tables.runs[
        (tables.slotBase[owner] as number) + (slots[owner] as number)
      ] as number;
      return this.moves.arena.stutters(run);
    });
  }

  #startState(choices: readonly number[]): Int32Array {
    const { wiring } = this;
    const outcomes = wiring.processes.map((process, index) =>
      process.start(choices[index] as number),
    );
    const values = outcomes.map(({ next }, index) => wiring.pairValue(index, next, 0));
    const sends = outcomes.flatMap(({ step }, index) => wiring.sends(index, step));
    const slots = new Int32Array(this.layout.slotCount);
    slots.set(values);
    for (const { slot, operator } of sends) {
      slots[slot] = wiring.tables.apply(operator, slots[slot] as number);
    }
    return slots;
  }

  #complete({ kind, of, value }: Missing): void {
    const { tables } = this.wiring;
    if (kind === 'operator') {
      tables.apply(of, value);
    } else {
      const run = this.moves.runOf(of, value);
      tables.runs[(tables.slotBase[of] as number) + value] = run;
    }
    this.#refresh();
  }

  /** Lets the expander see tables that have grown, and makes another when the layout has changed. */
  #refresh(): void {
    const { tables } = this.wiring;
    const { arena } = this.moves;
    if (this.#version === tables.version + arena.version) return;
    this.#version = tables.version + arena.version;
    if (this.#expanderLayout !== this.layout) {
      this.#expanderLayout = this.layout;
      this.#owners = this.#listOwners();
      this.#expander = makeExpander(this.layout, this.#owners);
    }
    this.#expander.bind(tables, arena);
  }

  /** Lists processes in order, then the world, then for each channel its delivery and its faults if any. */
  #listOwners(): readonly Owner[] {
    const { processes, worldSlot, isTimed, partitions, channels, model } = this.wiring;
    const { loss, duplication, reordering } = model.network;
    const faulty = (loss ?? duplication ?? reordering) !== undefined;
    const moves = worldSlot >= 0 && (isTimed || partitions.length > 0);
    return [
      ...[...processes.keys()].map((slot) => ({ slot, feed: -1 })),
      // Time passes for something only: a tick that changes nothing is none.
      ...(moves ? [{ slot: worldSlot, feed: -1, skipsUnchanged: true }] : []),
      ...channels.flatMap(({ slot, to }) => [
        { slot: to, feed: slot },
        ...(faulty ? [{ slot, feed: -1 }] : []),
      ]),
    ];
  }
}
