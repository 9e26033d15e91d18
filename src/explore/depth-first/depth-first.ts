import { FaultlineError } from '../../errors.ts';
import type { Check, Ending, Limits, Progress, StateTest } from '../breadth-first.ts';
import { StateTable } from '../state-table.ts';
import { Successors, type TransitionSystem } from '../system.ts';
import { StateStack } from './state-stack.ts';

/** Where a check found what it looks for. */
export interface WayFound {
  /** Index of the check. */
  readonly check: number;
  /** The slots of the states from an initial one on. It need not be a shortest way. */
  readonly path: readonly Int32Array[];
}

/**
 * Visits every reachable state, going on from the state that was found last, and keeps of those it is done
 * with only that they were met: neither a queue nor parents. The set of states that were met is exact, as
 * that of a breadth-first search is.
 *
 * A successor counts as met as soon as it is found, before it is expanded; so each state is on the stack
 * once, and is expanded once.
 *
 * Cost: the entries of `StateTable`, 5 to 11 bytes a word and state, and the stack, whose greatest height
 * depends on the system; one probe for each generated state.
 * Source: Holzmann, "Explicit-State Model Checking", Handbook of Model Checking, 2018, ch. 5.
 */
export class DepthFirst {
  readonly findings: WayFound[] = [];
  /** States that the constraint kept from being stored, each counted as often as it was reached. */
  constrained = 0;
  /** States without enabled action. */
  stuck = 0;
  ending: Ending | undefined;

  readonly #system: TransitionSystem;
  readonly #limits: Omit<Limits, 'depthMax'>;
  readonly #inside: StateTest | undefined;
  readonly #stopAfter: (finding: WayFound) => boolean;
  readonly #sink = new Successors();
  readonly #table: StateTable;
  readonly #stack: StateStack;
  #checks: readonly (readonly [index: number, check: Check])[];
  /** The successor about which something is asked, or -1 when it is the state on top. */
  #itemInHand = -1;
  #begun = false;
  #distinct = 0;
  #expanded = 0;
  #depth = 0;
  #bytesMost = 0;

  constructor(options: {
    readonly system: TransitionSystem;
    readonly checks: readonly Check[];
    readonly limits: Omit<Limits, 'depthMax'>;
    /** States outside are checked, but neither counted nor expanded. */
    readonly constraint?: StateTest | undefined;
    /** Whether the search may stop at this finding. */
    readonly stopAfter?: (finding: WayFound) => boolean;
    /** A segment of the table has 2^tableBits entries; 2^16 by default. */
    readonly tableBits?: number | undefined;
  }) {
    const { system } = options;
    this.#system = system;
    this.#limits = options.limits;
    this.#inside = options.constraint;
    this.#stopAfter = options.stopAfter ?? (() => false);
    this.#checks = options.checks.map((check, index) => [index, check] as const);
    system.initial(this.#sink);
    const { layout } = system;
    this.#stack = new StateStack(layout);
    this.#table = new StateTable(options.tableBits ?? 16, layout.wordCount, (words, offset) =>
      system.hashOf(words, offset),
    );
  }

  /** The way to the state that the search has in hand: when a check throws, it is about this one. */
  get wayInHand(): readonly Int32Array[] {
    return this.#wayTo(this.#itemInHand);
  }

  /** What is known now; the depth is that of the longest way gone, the bytes are the most there were. */
  progress(): Progress {
    return {
      distinct: this.#distinct,
      generated: this.#sink.generated,
      frontier: this.#distinct - this.#expanded,
      depth: this.#depth,
      bytes: this.#bytesMost,
    };
  }

  /**
   * Goes on until so many more states are expanded, or the search ends.
   *
   * @returns Whether there is more to do.
   */
  advance(states: number): boolean {
    if (!this.#begun) this.#begin();
    const until = this.#expanded + states;
    while (this.ending === undefined && this.#expanded < until) this.#expandTop();
    this.#noteBytes();
    return this.ending === undefined;
  }

  #begin(): void {
    this.#begun = true;
    if (this.#sink.count === 0) {
      throw new FaultlineError('FL401', 'There is no initial state.', 'give each role an input.');
    }
    this.#insertAll();
    if (this.#stack.length === 0) this.ending ??= 'complete';
  }

  #expandTop(): void {
    const stack = this.#stack;
    stack.open();
    this.#depth = Math.max(this.#depth, stack.openCount);
    this.#expand();
    if (this.ending !== undefined) return;
    this.#insertAll();
    // A search that was cut off here has not expanded this state.
    if (this.ending === 'statesMax') return;
    this.#expanded += 1;
    stack.popDone();
    if (stack.length === 0) this.ending ??= 'complete';
  }

  /** Writes the successors of the state on top, packed as the system packs states now, and asks about steps. */
  #expand(): void {
    const sink = this.#sink;
    const stack = this.#stack;
    const { generated } = sink;
    for (;;) {
      sink.clear();
      sink.generated = generated;
      this.#system.expand(stack.words, stack.topOffset, sink);
      const { layout } = this.#system;
      if (layout === stack.layout) break;
      this.#table.relayout(stack.layout, layout);
      stack.relayout(layout);
    }
    if (sink.generated === generated) {
      this.stuck += 1;
      this.#ask('stuck', stack.words, stack.topOffset);
    }
    for (let item = 0; item < sink.count; item += 1) this.#askAboutStep(item);
  }

  #askAboutStep(item: number): void {
    const { words } = this.#sink;
    const stack = this.#stack;
    const { wordCount } = stack.layout;
    const [from, to] = [stack.topOffset, item * wordCount];
    let word = 0;
    while (word < wordCount && stack.words[from + word] === words[to + word]) word += 1;
    if (word === wordCount) return;
    this.#itemInHand = item;
    for (const [index, check] of this.#checks) {
      if (check.kind !== 'step' || !check.finds(stack.words, from, words, to)) continue;
      this.#found({ check: index, path: this.#wayTo(item) });
    }
    this.#itemInHand = -1;
  }

  /** Adds those of the successors that are new, the first one last: it is the next to be expanded. */
  #insertAll(): void {
    const sink = this.#sink;
    const { wordCount } = this.#stack.layout;
    const fresh: number[] = [];
    for (let item = 0; item < sink.count; item += 1) {
      if (this.#insert(item)) fresh.push(item);
      if (this.ending === 'statesMax') break;
    }
    for (const item of fresh.reverse()) this.#stack.push(sink.words, item * wordCount);
  }

  /** Whether the state is new, and within the constraint. It is asked about then. */
  #insert(item: number): boolean {
    const { words, hashes } = this.#sink;
    const offset = item * this.#stack.layout.wordCount;
    if (this.#table.has(words, offset, hashes[item]!)) return false;
    this.#itemInHand = item;
    const isInside = this.#inside === undefined || this.#inside(words, offset);
    if (isInside && this.#distinct >= this.#limits.statesMax) {
      this.ending ??= 'statesMax';
      return false;
    }
    if (isInside) {
      this.#table.addHere(words, offset);
      this.#distinct += 1;
    } else this.constrained += 1;
    this.#depth = Math.max(this.#depth, isInside ? this.#stack.openCount + 1 : 0);
    if (this.ending !== 'stopped') this.#ask('state', words, offset);
    this.#itemInHand = -1;
    return isInside;
  }

  /** Asks the open checks of one kind about the state in hand. */
  #ask(kind: 'state' | 'stuck', words: Int32Array, offset: number): void {
    for (const [index, check] of this.#checks) {
      if (check.kind !== kind || !check.finds(words, offset)) continue;
      this.#found({ check: index, path: this.wayInHand });
    }
  }

  #found(finding: WayFound): void {
    this.findings.push(finding);
    this.#checks = this.#checks.filter(([index]) => index !== finding.check);
    if (this.#stopAfter(finding)) this.ending = 'stopped';
  }

  #wayTo(item: number): readonly Int32Array[] {
    const way = this.#stack.way();
    if (item < 0) return way;
    const { layout } = this.#stack;
    const slots = new Int32Array(layout.slotCount);
    layout.unpack(this.#sink.words, item * layout.wordCount, slots);
    return [...way, slots];
  }

  #noteBytes(): void {
    this.#bytesMost = Math.max(this.#bytesMost, this.#table.bytes + this.#stack.bytes);
    if (this.#bytesMost > this.#limits.bytesMax) this.ending ??= 'bytesMax';
  }
}
