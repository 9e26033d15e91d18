import { FaultlineError } from '../../errors.ts';
import type { Check, StateTest } from '../breadth-first.ts';
import type { StutteringSystem } from '../liveness/transition-graph.ts';
import { Successors } from '../system.ts';
import { Random } from './random.ts';
import { WalkLassos, type BehaviorCheck, type WalkLasso } from './walk-lassos.ts';
import { WalkPath, type Walked } from './walk-path.ts';

/** What walks look for: something in a state or a step, or in a whole behavior. */
export type WalkCheck = Check | ({ readonly kind: 'behavior' } & BehaviorCheck);

/** Where a walk found what a check looks for. */
export interface WalkFinding extends Walked {
  /** Index of the check. */
  readonly check: number;
  /** Of a behavior: where its cycle begins, an index of `path`. */
  readonly cycleStart?: number;
}

/** How random walks go. */
export interface WalkPlan {
  /** The same seed gives the same walks. */
  readonly seed: number;
  /** How many walks. */
  readonly walks: number;
  /** States on a walk, the initial one included. */
  readonly depth: number;
  /** Which walks take an action the more rarely, the more often it has been taken. */
  readonly guided: 'all' | 'half' | 'none';
}

/**
 * Chooses what a walk does next, or where it begins.
 *
 * @param actions - The numbers of the actions to choose from; -1 for an initial state.
 * @param count - How many of them there are.
 * @returns The place of the one that is chosen; -1 to end the walk.
 */
export type Chooser = (actions: Int32Array, count: number) => number;

/** What is known of walks that go on or have ended. */
export interface WalkProgress {
  /** Walks begun. */
  readonly walks: number;
  readonly steps: number;
  /** Different actions taken. */
  readonly actions: number;
  /** States on the longest walk. */
  readonly depth: number;
}

/**
 * Walks from an initial state to one of its successors, from there to one of its own, and so on, and
 * looks at every state and step on the way, and at what could go on from there for ever. It stores no
 * states: it may go where a search that stores them never comes to, and it never knows whether it has
 * seen everything.
 *
 * Steps that change nothing are not taken; see `WalkLassos` for what they are good for.
 *
 * Cost: an expansion per step; the memory of one walk.
 * Source: West, "Protocol Validation by Random State Exploration", Protocol Specification, Testing and
 * Verification VI, 1986.
 */
export class RandomWalk {
  readonly findings: WalkFinding[] = [];
  ending: 'complete' | 'stopped' | undefined;
  readonly #system: StutteringSystem;
  readonly #plan: WalkPlan;
  readonly #inside: StateTest | undefined;
  readonly #weightOf: (action: number) => number;
  readonly #stopAfter: (finding: WalkFinding) => boolean;
  readonly #random: Random;
  readonly #pick: Chooser | undefined;
  readonly #sink = new Successors();
  readonly #behaviors: readonly { readonly index: number; readonly lassos: WalkLassos }[];
  /** By check: whether it has found something. */
  readonly #isDecided: boolean[];
  readonly #checks: readonly WalkCheck[];
  /** The state in hand, packed. */
  #words = new Int32Array();
  #path = new WalkPath();
  /** By the number of an action: how often it was taken. */
  readonly #taken: number[] = [];
  #weights = new Float64Array(64);
  #walks = 0;
  #steps = 0;
  #actions = 0;
  #depth = 0;

  constructor(options: {
    readonly system: StutteringSystem;
    readonly checks: readonly WalkCheck[];
    readonly plan: WalkPlan;
    /** States outside are looked at, and end their walk. */
    readonly constraint?: StateTest | undefined;
    /** How likely an action is, compared with the others; 1 by default, and 0 for never. */
    readonly weightOf?: (action: number) => number;
    /** Chooses in the place of chance. */
    readonly pick?: Chooser;
    /** Whether to stop at this finding. */
    readonly stopAfter?: (finding: WalkFinding) => boolean;
  }) {
    this.#system = options.system;
    this.#plan = options.plan;
    this.#inside = options.constraint;
    this.#weightOf = options.weightOf ?? (() => 1);
    this.#stopAfter = options.stopAfter ?? (() => false);
    this.#random = new Random(options.plan.seed);
    this.#pick = options.pick;
    this.#checks = options.checks;
    this.#isDecided = options.checks.map(() => false);
    this.#behaviors = options.checks.flatMap((check, index) =>
      check.kind === 'behavior' ? [{ index, lassos: new WalkLassos(check) }] : [],
    );
  }

  /** The present walk: when a check throws, it is about the last state. */
  get walked(): Walked {
    return this.#path.walked();
  }

  /** What is known now. */
  progress(): WalkProgress {
    return {
      walks: this.#walks,
      steps: this.#steps,
      actions: this.#actions,
      depth: this.#depth,
    };
  }

  /** How many fair behaviors were looked at for a check. */
  judgedFor(check: number): number {
    return this.#behaviors.find(({ index }) => index === check)?.lassos.judged ?? 0;
  }

  /**
   * Goes so many steps on, or to the end.
   *
   * @returns Whether there is more to do.
   */
  advance(steps: number): boolean {
    for (let step = 0; step < steps && this.ending === undefined; step += 1) {
      if (this.#path.length === 0) this.#begin();
      else this.#go();
    }
    return this.ending === undefined;
  }

  #begin(): void {
    if (this.#walks === this.#plan.walks) {
      this.ending = 'complete';
      return;
    }
    this.#walks += 1;
    this.#sink.clear();
    this.#system.initial(this.#sink);
    if (this.#sink.count === 0) {
      throw new FaultlineError('FL401', 'There is no initial state.', 'give each role an input.');
    }
    for (const { lassos } of this.#behaviors) lassos.clear();
    const { actions, count } = this.#sink;
    const item = this.#pick?.(actions, count) ?? Math.floor(this.#random.fraction() * count);
    if (item >= 0) this.#arrive(item);
  }

  #go(): void {
    const sink = this.#sink;
    this.#expand();
    if (sink.generated === 0) this.#look('stuck', this.#words, 0);
    if (this.#behaviors.length > 0) this.#lookAtStaying();
    if (this.ending !== undefined) return;
    const item = this.#choose();
    if (item < 0) {
      this.#end();
      return;
    }
    const action = sink.actions[item]!;
    const times = this.#taken[action] ?? 0;
    if (times === 0) this.#actions += 1;
    this.#taken[action] = times + 1;
    this.#steps += 1;
    this.#arrive(item);
  }

  #end(): void {
    this.#path = new WalkPath();
  }

  /** Writes the successors of the state in hand, packed as the system packs states now. */
  #expand(): void {
    const slots = this.#path.last;
    for (;;) {
      const { layout } = this.#system;
      this.#words = new Int32Array(layout.wordCount);
      layout.pack(slots, this.#words, 0);
      this.#sink.clear();
      this.#sink.generated = 0;
      this.#system.expand(this.#words, 0, this.#sink);
      if (this.#system.layout === layout) return;
    }
  }

  /** The successor to go to, or -1 when there is none that may be chosen. */
  #choose(): number {
    const { actions, count } = this.#sink;
    if (this.#pick !== undefined) return this.#pick(actions, count);
    if (count > this.#weights.length) this.#weights = new Float64Array(2 * count);
    const weights = this.#weights;
    const { guided } = this.#plan;
    const isGuided = guided === 'all' || (guided === 'half' && this.#walks % 2 === 0);
    let total = 0;
    for (let item = 0; item < count; item += 1) {
      const action = actions[item]!;
      const times = isGuided ? 1 + (this.#taken[action] ?? 0) : 1;
      const weight = this.#weightOf(action) / times;
      weights[item] = weight;
      total += weight;
    }
    let left = this.#random.fraction() * total;
    let chosen = -1;
    for (let item = 0; item < count; item += 1) {
      if (weights[item] === 0) continue;
      // What rounding leaves over goes to the last one that may be chosen.
      chosen = item;
      left -= weights[item]!;
      if (left < 0) break;
    }
    return chosen;
  }

  /** Goes to a state in the sink, looks at it, and ends the walk where it may go no further. */
  #arrive(item: number): void {
    const { layout } = this.#system;
    const { words, actions } = this.#sink;
    const offset = item * layout.wordCount;
    const slots = new Int32Array(layout.slotCount);
    layout.unpack(words, offset, slots);
    const isFirst = this.#path.length === 0;
    const action = isFirst ? -1 : actions[item]!;
    this.#path.push(slots, action);
    this.#depth = Math.max(this.#depth, this.#path.length);
    if (!isFirst && this.#isOther(words, offset)) this.#look('step', words, offset);
    this.#look('state', words, offset);
    if (this.#inside?.(words, offset) === false) {
      this.#end();
      return;
    }
    if (this.#behaviors.length > 0) this.#lookAtGoingRound(words, offset, action);
    if (this.#path.length >= this.#plan.depth) this.#end();
  }

  #isOther(words: Int32Array, offset: number): boolean {
    return this.#words.some((word, index) => word !== words[offset + index]);
  }

  /** Asks the open checks of one kind. */
  #look(kind: Check['kind'], words: Int32Array, offset: number): void {
    for (const [index, check] of this.#checks.entries()) {
      if (check.kind === 'behavior' || check.kind !== kind) continue;
      if (this.#isDecided[index] === true) continue;
      const found =
        check.kind === 'step'
          ? check.finds(this.#words, 0, words, offset)
          : check.finds(words, offset);
      if (found) this.#found({ check: index, ...this.walked });
    }
  }

  /** A behavior may stay for ever in the state that has just been expanded. */
  #lookAtStaying(): void {
    const { actions, count, generated } = this.#sink;
    const moves = actions.subarray(0, count);
    const stutters = generated === count ? [] : this.#system.stutterNumbers(this.#path.last);
    for (const { index, lassos } of this.#behaviors) {
      lassos.expand(moves, stutters);
      if (this.#isDecided[index] === true) continue;
      const lasso = lassos.stay();
      if (lasso !== undefined) this.#foundLasso(index, lasso);
    }
  }

  /** A behavior may go round for ever when the walk has come to where it was before. */
  #lookAtGoingRound(words: Int32Array, offset: number, action: number): void {
    const hash = this.#system.hashOf(words, offset);
    const starts = this.#path.earlier(hash);
    for (const { index, lassos } of this.#behaviors) {
      lassos.arrive(words, offset, action);
      for (const start of starts) {
        if (this.#isDecided[index] === true) break;
        const lasso = lassos.goRound(start);
        if (lasso !== undefined) this.#foundLasso(index, lasso);
      }
    }
  }

  #foundLasso(check: number, { cycleStart, stutters }: WalkLasso): void {
    this.#found({ check, cycleStart, ...this.#path.withStutters(stutters) });
  }

  #found(finding: WalkFinding): void {
    this.findings.push(finding);
    this.#isDecided[finding.check] = true;
    if (this.#stopAfter(finding)) this.ending = 'stopped';
  }
}
