import { FaultlineError } from '../errors.ts';
import { StateStore, type StoreShape } from './store.ts';
import { Successors, type TransitionSystem } from './system.ts';

/** Asks something of the state whose words begin at `offset`. */
export type StateTest = (words: Int32Array, offset: number) => boolean;
/** Asks something of a step. */
export type StepTest = (
  before: Int32Array,
  beforeOffset: number,
  after: Int32Array,
  afterOffset: number,
) => boolean;

/** What a search looks for. Each check is decided the first time that its test finds something. */
export type Check =
  /** Looks for a state in which the test is true. */
  | { readonly kind: 'state'; readonly finds: StateTest }
  /** Looks for a step that changes the state and for which the test is true. */
  | { readonly kind: 'step'; readonly finds: StepTest }
  /** Looks for a state without enabled action in which the test is true. */
  | { readonly kind: 'stuck'; readonly finds: StateTest };

/** Where a check found what it looks for. */
export interface Finding {
  /** Index of the check. */
  readonly check: number;
  /** The last stored state on the way, or -1 when the found state is an initial one. */
  readonly from: number;
  /** The slots of the found state, one step from there; undefined when it is `from` itself. */
  readonly slots: Int32Array | undefined;
}

/** What ends a search before every state is found. */
export interface Limits {
  readonly statesMax: number;
  /** States on a path, the initial one included. */
  readonly depthMax: number;
  /** Memory for states, parents and hash table. */
  readonly bytesMax: number;
}

/** Why a search ended: `complete` when every reachable state within depth and constraint was found. */
export type Ending = 'complete' | 'stopped' | 'statesMax' | 'bytesMax';

/** What is known of a search that goes on or has ended. */
export interface Progress {
  readonly distinct: number;
  readonly generated: number;
  /** Found and not yet expanded. */
  readonly frontier: number;
  /** States on the longest of the shortest paths, the initial one counting 1, as TLC counts. */
  readonly depth: number;
  readonly bytes: number;
}

const batchSuccessorsMin = 512;

/**
 * Visits every reachable state, nearest first, so that what it finds is found by a shortest path.
 *
 * States are expanded a batch at a time into a buffer and then inserted one by one in order: two tight
 * loops, in which the processor overlaps the waits for memory, with the result of a search state by
 * state.
 *
 * Cost: one probe of the store per generated state; `StateStore` bytes per distinct state.
 * Source: Holzmann, "Explicit-State Model Checking", Handbook of Model Checking, 2018, ch. 5.
 */
export class BreadthFirst {
  readonly store: StateStore;
  readonly findings: Finding[] = [];
  /** States that the constraint kept from being stored. */
  constrained = 0;
  /** Whether states at the greatest allowed depth were left unexpanded. */
  depthCut = false;
  /** States without enabled action. */
  stuck = 0;
  ending: Ending | undefined;

  readonly #system: TransitionSystem;
  readonly #limits: Limits;
  readonly #inside: StateTest | undefined;
  readonly #sink = new Successors();
  /** End of each batch member's successors in the sink. */
  readonly #ends: number[] = [];
  /** Batch members without enabled action. */
  readonly #stuckMembers = new Set<number>();
  #stateChecks: { index: number; finds: StateTest }[] = [];
  #stepChecks: { index: number; finds: StepTest }[] = [];
  #stuckChecks: { index: number; finds: StateTest }[] = [];
  #next = 0;
  #depth = 0;
  #levelEnd = 0;
  readonly #stopAfter: (finding: Finding) => boolean;

  constructor(options: {
    readonly system: TransitionSystem;
    readonly checks: readonly Check[];
    readonly limits: Limits;
    /** States outside are checked, but neither counted nor expanded. */
    readonly constraint?: StateTest | undefined;
    /** Whether the search may stop at this finding. */
    readonly stopAfter?: (finding: Finding) => boolean;
    readonly shape?: StoreShape;
  }) {
    this.#system = options.system;
    this.#limits = options.limits;
    this.#inside = options.constraint;
    this.#stopAfter = options.stopAfter ?? (() => false);
    for (const [index, check] of options.checks.entries()) {
      if (check.kind === 'state') this.#stateChecks.push({ index, finds: check.finds });
      else if (check.kind === 'step') this.#stepChecks.push({ index, finds: check.finds });
      else this.#stuckChecks.push({ index, finds: check.finds });
    }
    options.system.initial(this.#sink);
    this.store = new StateStore(options.system, options.shape);
    this.#begin();
  }

  /** Index of the state that is being expanded, or is next. */
  get expanding(): number {
    return this.#next + this.#ends.length;
  }

  /** What is known now. */
  progress(): Progress {
    return {
      distinct: this.store.count,
      generated: this.#sink.generated,
      frontier: this.store.count - this.#next,
      depth: this.#depth,
      bytes: this.store.bytes,
    };
  }

  /**
   * Goes on until about so many more states are expanded, or the search ends.
   *
   * @returns Whether there is more to do.
   */
  advance(states: number): boolean {
    const until = this.#next + states;
    while (this.ending === undefined && this.#next < until) this.#expandBatch();
    return this.ending === undefined;
  }

  #begin(): void {
    if (this.#sink.count === 0) {
      throw new FaultlineError('FL401', 'There is no initial state.', 'give each role an input.');
    }
    this.#insert(0, this.#sink.count, -1);
    this.#sink.clear();
    this.#depth = this.store.count > 0 ? 1 : 0;
    this.#levelEnd = this.store.count;
    if (this.store.count === 0) this.ending = 'complete';
  }

  #expandBatch(): void {
    this.#fillBatch();
    const sink = this.#sink;
    let item = 0;
    for (const end of this.#ends) {
      const parent = this.#next;
      if (this.#stuckMembers.has(parent)) this.#checkStuck(parent);
      this.#insert(item, end, parent);
      item = end;
      if (this.ending !== undefined) break;
      this.#next += 1;
    }
    sink.clear();
    this.#ends.length = 0;
    this.#stuckMembers.clear();
    this.#endBatch();
  }

  /** Expands states of one level until the buffer is well filled. */
  #fillBatch(): void {
    const { store } = this;
    const sink = this.#sink;
    const start = sink.generated;
    let index = this.#next;
    while (index < this.#levelEnd && sink.count < batchSuccessorsMin) {
      const { generated } = sink;
      this.#system.expand(store.segmentOf(index), store.offsetOf(index), sink);
      if (this.#system.layout !== store.layout) {
        this.#relayout(start);
        index = this.#next;
        continue;
      }
      if (sink.generated === generated) this.#stuckMembers.add(index);
      this.#ends.push(sink.count);
      index += 1;
    }
  }

  /** Packs the store in the new layout; the batch begins again. */
  #relayout(generated: number): void {
    this.store.relayout(this.#system.layout);
    this.#sink.generated = generated;
    this.#sink.clear();
    this.#ends.length = 0;
    this.#stuckMembers.clear();
  }

  #checkStuck(index: number): void {
    this.stuck += 1;
    const segment = this.store.segmentOf(index);
    const offset = this.store.offsetOf(index);
    for (const { index: check, finds } of this.#stuckChecks) {
      if (finds(segment, offset)) this.#found({ check, from: index, slots: undefined });
    }
  }

  /** Adds the successors from `item` to `end` that are new. */
  #insert(item: number, end: number, parent: number): void {
    const { store } = this;
    const { words, hashes } = this.#sink;
    const { wordCount } = store.layout;
    const checksSteps = this.#stepChecks.length > 0 && parent >= 0;
    for (let at = item; at < end && this.ending === undefined; at += 1) {
      const offset = at * wordCount;
      if (checksSteps) this.#checkStep(parent, words, offset);
      if (!store.has(words, offset, hashes[at]!)) this.#add(words, offset, parent);
    }
  }

  #add(words: Int32Array, offset: number, parent: number): void {
    const { store } = this;
    this.#checkState(parent, words, offset);
    if (this.#inside?.(words, offset) === false) {
      this.constrained += 1;
    } else if (store.count >= this.#limits.statesMax) {
      this.ending ??= 'statesMax';
    } else {
      store.addHere(words, offset, parent);
    }
  }

  #checkState(parent: number, words: Int32Array, offset: number): void {
    for (const { index, finds } of this.#stateChecks) {
      if (finds(words, offset))
        this.#found({ check: index, from: parent, slots: this.#slotsOf(words, offset) });
    }
  }

  #checkStep(parent: number, words: Int32Array, offset: number): void {
    const { store } = this;
    if (this.#isStuttering(parent, words, offset)) return;
    for (const { index, finds } of this.#stepChecks) {
      if (finds(store.segmentOf(parent), store.offsetOf(parent), words, offset)) {
        this.#found({ check: index, from: parent, slots: this.#slotsOf(words, offset) });
      }
    }
  }

  #isStuttering(parent: number, words: Int32Array, offset: number): boolean {
    const segment = this.store.segmentOf(parent);
    const start = this.store.offsetOf(parent);
    let word = 0;
    while (word < this.store.layout.wordCount && segment[start + word] === words[offset + word])
      word += 1;
    return word === this.store.layout.wordCount;
  }

  #slotsOf(words: Int32Array, offset: number): Int32Array {
    const slots = new Int32Array(this.store.layout.slotCount);
    this.store.layout.unpack(words, offset, slots);
    return slots;
  }

  #found(finding: Finding): void {
    this.findings.push(finding);
    const open = ({ index }: { readonly index: number }) => index !== finding.check;
    this.#stateChecks = this.#stateChecks.filter(open);
    this.#stepChecks = this.#stepChecks.filter(open);
    this.#stuckChecks = this.#stuckChecks.filter(open);
    if (this.#stopAfter(finding)) this.ending = 'stopped';
  }

  /** After a batch: is the level done, is there another one, and may it be searched? */
  #endBatch(): void {
    if (this.ending !== undefined) return;
    if (this.store.bytes > this.#limits.bytesMax) this.ending = 'bytesMax';
    if (this.#next < this.#levelEnd) return;
    if (this.store.count === this.#levelEnd) {
      this.ending = 'complete';
      return;
    }
    if (this.#depth >= this.#limits.depthMax) {
      this.depthCut = true;
      this.ending = 'complete';
      return;
    }
    this.#depth += 1;
    this.#levelEnd = this.store.count;
  }
}
