import type { StateStore } from '../store.ts';
import { Successors, type TransitionSystem } from '../system.ts';
import { StateIndex } from './state-index.ts';

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

/**
 * Expands every state of a completed search once more, and keeps the transitions. Those that change
 * nothing are among them.
 *
 * @param expandedCount - How many states of the store, from the first on, the search has expanded.
 *
 * Cost: 8 bytes per transition and 4 per state; one expansion of each state, one probe per transition.
 */
export function transitionGraph(
  system: StutteringSystem,
  store: StateStore,
  expandedCount: number,
): TransitionGraph {
  const index = new StateIndex(store, system);
  const edges = new EdgeList();
  const firsts = new Int32Array(store.count + 1);
  const slots = new Int32Array(store.layout.slotCount);
  const sink = new Successors();
  const { wordCount } = store.layout;
  for (let state = 0; state < expandedCount; state += 1) {
    const segment = store.segmentOf(state);
    const offset = store.offsetOf(state);
    firsts[state] = edges.count;
    sink.clear();
    sink.generated = 0;
    system.expand(segment, offset, sink);
    for (let item = 0; item < sink.count; item += 1) {
      edges.add(index.find(sink.words, item * wordCount, sink.hashes[item]!), sink.actions[item]!);
    }
    if (sink.generated === sink.count) continue;
    store.layout.unpack(segment, offset, slots);
    for (const action of system.stutterNumbers(slots)) edges.add(state, action);
  }
  firsts.fill(edges.count, expandedCount);
  let initialCount = 0;
  while (initialCount < store.count && store.parentOf(initialCount) < 0) initialCount += 1;
  const { targets, actions } = edges;
  return { stateCount: store.count, expandedCount, initialCount, firsts, targets, actions };
}

/** The memory of a graph. */
export function bytesOf({ firsts, targets, actions }: TransitionGraph): number {
  return firsts.byteLength + targets.byteLength + actions.byteLength;
}

class EdgeList {
  targets = new Int32Array(4096);
  actions = new Int32Array(4096);
  count = 0;

  add(target: number, action: number): void {
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
  const larger = new Int32Array(Math.ceil(array.length * 1.5));
  larger.set(array);
  return larger;
}
