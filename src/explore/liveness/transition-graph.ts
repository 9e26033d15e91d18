import type { StateStore } from '../store.ts';
import { Successors, type TransitionSystem } from '../system.ts';
import { StateIndex } from './state-index.ts';
import { besides, type Work } from './work.ts';

/** A transition system that also tells which steps change nothing. */
export interface StutteringSystem extends TransitionSystem {
  /** The numbers of the enabled actions that change nothing and are not written by `expand`. */
  stutterNumbers(slots: Int32Array): readonly number[];
}

/** The transitions between the stored states, in arrays: those of state `s` begin at `firsts[s]`. */
export interface TransitionGraph {
  readonly stateCount: number;
  /** States from here on were not expanded: nothing is known of what is enabled in them. */
  readonly expandedCount: number;
  readonly initialCount: number;
  /** Where the transitions of each state begin, and at the end how many there are. */
  readonly firsts: Int32Array;
  /** Where each leads; -1 for a state that the constraint left out. */
  readonly targets: Int32Array;
  /** The number of the action of each. */
  readonly actions: Int32Array;
}

const statesPerPart = 4096;

/** What is known of a graph before its transitions are. */
export interface GraphBounds {
  /** How many states of the store, from the first on, the search has expanded. */
  readonly expandedCount: number;
  /** How many transitions there are, as far as is known: makes room for them. */
  readonly edgeCount: number;
  /** Whether every transition from an expanded state leads to a stored one. */
  readonly isClosed: boolean;
}

/**
 * Expands every state of a completed search once more, and keeps the transitions. Those that change
 * nothing are among them.
 *
 * Cost: 8 bytes per transition and 4 per state, and 11 to 22 per state until it is done; one expansion of
 * each state, one probe per transition.
 */
export function* transitionGraph(
  system: StutteringSystem,
  store: StateStore,
  { expandedCount, edgeCount, isClosed }: GraphBounds,
): Work<TransitionGraph> {
  // More transitions than 31 bits can number are beyond any memory.
  const ownBytes = edgeCount < 2 ** 31 ? 4 * (store.count + 1) + 8 * edgeCount : Infinity;
  const index = yield* besides(ownBytes, StateIndex.of(store, system, isClosed));
  const writer = new GraphWriter(system, store, index, edgeCount);
  for (let state = 0; state < expandedCount; state += statesPerPart) {
    writer.expand(state, Math.min(state + statesPerPart, expandedCount));
    yield index.bytes + writer.bytes;
  }
  const { firsts, targets, actions, count } = writer;
  firsts.fill(count, expandedCount);
  let initialCount = 0;
  while (initialCount < store.count && store.parentOf(initialCount) < 0) initialCount += 1;
  return { stateCount: store.count, expandedCount, initialCount, firsts, targets, actions };
}

/** The memory of a graph. */
export function bytesOf({ firsts, targets, actions }: TransitionGraph): number {
  return firsts.byteLength + targets.byteLength + actions.byteLength;
}

/** Writes the transitions of one state after another. */
class GraphWriter {
  readonly firsts: Int32Array;
  targets: Int32Array<ArrayBuffer>;
  actions: Int32Array<ArrayBuffer>;
  count = 0;
  readonly #system: StutteringSystem;
  readonly #store: StateStore;
  readonly #index: StateIndex;
  readonly #slots: Int32Array;
  readonly #sink = new Successors();

  constructor(system: StutteringSystem, store: StateStore, index: StateIndex, edgeCount: number) {
    this.#system = system;
    this.#store = store;
    this.#index = index;
    this.#slots = new Int32Array(store.layout.slotCount);
    this.firsts = new Int32Array(store.count + 1);
    this.targets = new Int32Array(edgeCount);
    this.actions = new Int32Array(edgeCount);
  }

  get bytes(): number {
    return this.firsts.byteLength + this.targets.byteLength + this.actions.byteLength;
  }

  expand(from: number, to: number): void {
    for (let state = from; state < to; state += 1) {
      this.firsts[state] = this.count;
      this.#expandOne(state);
    }
  }

  #expandOne(state: number): void {
    const store = this.#store;
    const sink = this.#sink;
    const segment = store.segmentOf(state);
    const offset = store.offsetOf(state);
    const { wordCount } = store.layout;
    sink.clear();
    sink.generated = 0;
    this.#system.expand(segment, offset, sink);
    for (let item = 0; item < sink.count; item += 1) {
      const target = this.#index.find(sink.words, item * wordCount, sink.hashes[item]!);
      this.#add(target, sink.actions[item]!);
    }
    if (sink.generated === sink.count) return;
    store.layout.unpack(segment, offset, this.#slots);
    for (const action of this.#system.stutterNumbers(this.#slots)) this.#add(state, action);
  }

  #add(target: number, action: number): void {
    if (this.count === this.targets.length) {
      this.targets = grown(this.targets);
      this.actions = grown(this.actions);
    }
    this.targets[this.count] = target;
    this.actions[this.count] = action;
    this.count += 1;
  }
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.ceil(array.length * 1.5) + 64);
  larger.set(array);
  return larger;
}
