import { FaultlineError } from '../errors.ts';
import { RecentStates } from './recent-states.ts';
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
  /** The found state or, when there are slots, the one before it; -1 before an initial state. */
  readonly from: number;
  /** The slots of the found state, when it is not stored or when it ends a found step. */
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

const batchSuccessorsMin = 2048;

/**
 * Visits every reachable state, nearest first, so that what it finds is found by a shortest path.
 *
 * States are expanded a batch at a time into a buffer, what was met lately is taken out of it, and
 * the rest is inserted one by one in order: tight loops, in which the processor overlaps the waits for
 * memory, with the result of a search state by state.
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
  readonly #recent = new RecentStates();
  /** End of each batch member's successors in the sink. */
  readonly #ends: number[] = [];
  #stateChecks: { index: number; finds: StateTest }[] = [];
  #stepChecks: { index: number; finds: StepTest }[] = [];
  #stuckChecks: { index: number; finds: StateTest }[] = [];
  /** The state in hand: a stored one or, when the item is not -1, that successor of it. */
  #indexInHand = -1;
  #itemInHand = -1;
  #next = 0;
  #checked = 0;
  /** One more than the index of the last state without enabled action. */
  #stuckEnd = 0;
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
    this.#recent.clear(this.store.layout.wordCount);
  }

  /**
   * The state that the search has in hand: it is being expanded, or one of the checks is asked about
   * it. When one of them throws, this is where.
   */
  get inHand(): Omit<Finding, 'check'> {
    const item = this.#itemInHand;
    const { wordCount } = this.store.layout;
    const slots = item < 0 ? undefined : this.#slotsOf(this.#sink.words, item * wordCount);
    return { from: this.#indexInHand, slots };
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
    if (this.#depth === 0) this.#begin();
    const until = this.#next + states;
    while (this.ending === undefined && this.#next < until) this.#expandBatch();
    return this.ending === undefined;
  }

  #begin(): void {
    if (this.#sink.count === 0) {
      throw new FaultlineError('FL401', 'There is no initial state.', 'give each role an input.');
    }
    this.#depth = 1;
    this.#insert(0, this.#sink.count, -1);
    this.#sink.clear();
    this.#checkNew();
    this.#levelEnd = this.store.count;
    if (this.store.count === 0) this.ending ??= 'complete';
    else this.#cutAtDepth();
  }

  #expandBatch(): void {
    this.#fillBatch();
    const sink = this.#sink;
    const ends = this.#ends;
    if (this.ending === undefined) {
      // A state outside the constraint is not stored: it is counted each time that it is met.
      if (this.#inside === undefined) this.#recent.sift(sink, ends);
      const mayAddAll = this.store.count + sink.count <= this.#limits.statesMax;
      if (mayAddAll && this.#inside === undefined) {
        this.store.addAll(sink, ends, this.#next);
        this.#next += ends.length;
      } else {
        this.#addOneByOne();
      }
    }
    sink.clear();
    ends.length = 0;
    this.#checkNew();
    this.#endBatch();
  }

  #addOneByOne(): void {
    let item = 0;
    for (const end of this.#ends) {
      this.#insert(item, end, this.#next);
      item = end;
      if (this.ending !== undefined) return;
      this.#next += 1;
    }
  }

  /** Expands states of one level until the buffer is well filled. */
  #fillBatch(): void {
    const { store } = this;
    const sink = this.#sink;
    const start = sink.generated;
    let index = this.#next;
    while (index < this.#levelEnd && sink.count < batchSuccessorsMin && this.ending === undefined) {
      const { count, generated } = sink;
      this.#indexInHand = index;
      this.#system.expand(store.segmentOf(index), store.offsetOf(index), sink);
      if (this.#system.layout !== store.layout) {
        this.#relayout(start);
        index = this.#next;
        continue;
      }
      if (sink.generated === generated) this.#checkStuck(index);
      if (this.#stepChecks.length > 0) this.#checkSteps(index, count);
      this.#ends.push(sink.count);
      index += 1;
    }
  }

  /** Packs the store in the new layout; the batch begins again. */
  #relayout(generated: number): void {
    this.store.relayout(this.#system.layout);
    this.#recent.clear(this.store.layout.wordCount);
    this.#sink.generated = generated;
    this.#sink.clear();
    this.#ends.length = 0;
  }

  #checkStuck(index: number): void {
    // A batch that begins again comes by a second time.
    if (index < this.#stuckEnd) return;
    this.#stuckEnd = index + 1;
    this.stuck += 1;
    const segment = this.store.segmentOf(index);
    const offset = this.store.offsetOf(index);
    for (const { index: check, finds } of this.#stuckChecks) {
      if (finds(segment, offset)) this.#found({ check, from: index, slots: undefined });
    }
  }

  /** Asks about every step from `parent` that changes the state; its successors begin at `item`. */
  #checkSteps(parent: number, item: number): void {
    const { words, count } = this.#sink;
    const segment = this.store.segmentOf(parent);
    const start = this.store.offsetOf(parent);
    const { wordCount } = this.store.layout;
    for (let at = item; at < count; at += 1) {
      const offset = at * wordCount;
      let word = 0;
      while (word < wordCount && segment[start + word] === words[offset + word]) word += 1;
      if (word === wordCount) continue;
      this.#itemInHand = at;
      for (const { index, finds } of this.#stepChecks) {
        if (!finds(segment, start, words, offset)) continue;
        this.#found({ check: index, from: parent, slots: this.#slotsOf(words, offset) });
      }
    }
    this.#itemInHand = -1;
  }

  /** Adds the successors from `item` to `end` that are new. */
  #insert(item: number, end: number, parent: number): void {
    const { store } = this;
    const { words, hashes } = this.#sink;
    const { wordCount } = store.layout;
    const { statesMax } = this.#limits;
    for (let at = item; at < end; at += 1) {
      const offset = at * wordCount;
      if (store.has(words, offset, hashes[at]!)) continue;
      if (this.#inside !== undefined && !this.#isInside(at, parent)) continue;
      if (store.count >= statesMax) {
        this.ending ??= 'statesMax';
        return;
      }
      store.addHere(words, offset, parent);
    }
  }

  /** Whether a new state is within the constraint. One that is not is checked, and forgotten. */
  #isInside(item: number, parent: number): boolean {
    const { words } = this.#sink;
    const offset = item * this.store.layout.wordCount;
    this.#indexInHand = parent;
    this.#itemInHand = item;
    const inside = this.#inside?.(words, offset) !== false;
    if (!inside) {
      this.constrained += 1;
      this.#checkState(words, offset);
    }
    this.#itemInHand = -1;
    return inside;
  }

  /** Asks about the states that have been added since it was called last. */
  #checkNew(): void {
    const { store } = this;
    for (let index = this.#checked; index < store.count; index += 1) {
      if (this.#stateChecks.length === 0 || this.ending === 'stopped') break;
      this.#indexInHand = index;
      this.#checkState(store.segmentOf(index), store.offsetOf(index));
    }
    this.#checked = store.count;
  }

  #checkState(words: Int32Array, offset: number): void {
    for (const { index, finds } of this.#stateChecks) {
      if (finds(words, offset)) this.#found({ check: index, ...this.inHand });
    }
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
    this.#depth += 1;
    this.#levelEnd = this.store.count;
    this.#cutAtDepth();
  }

  /** States at the greatest depth are found and checked, and not expanded. */
  #cutAtDepth(): void {
    if (this.#depth < this.#limits.depthMax) return;
    this.depthCut = true;
    this.ending ??= 'complete';
  }
}
