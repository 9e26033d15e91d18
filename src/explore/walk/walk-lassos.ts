import type { Buchi } from '../liveness/buchi-automaton.ts';
import { acceptsLasso } from '../liveness/find-lasso.ts';

/** What is asked of the behaviors that walks show. */
export interface BehaviorCheck {
  /** Accepts the behaviors that are looked for. */
  readonly automaton: Buchi;
  /** What is true in a state, as bits. */
  readonly labelOf: (words: Int32Array, offset: number) => number;
  /** The fair classes that an action belongs to, as bits. */
  readonly classesOf: (action: number) => bigint;
  /** The classes that must be taken when they are enabled all the time from some time on. */
  readonly weak: bigint;
  /** The classes that must be taken when they are enabled again and again. */
  readonly strong: bigint;
}

/** A behavior that a walk shows: it goes to its last state, and then round from one on. */
export interface WalkLasso {
  /** Where the cycle begins: a place on the walk. */
  readonly cycleStart: number;
  /** Steps that change nothing and belong to the cycle, each at its place on the walk, in order. */
  readonly stutters: readonly { readonly place: number; readonly action: number }[];
}

/** What one check knows of one place on the walk. */
interface Place {
  readonly label: number;
  /** The classes of which an action is enabled. */
  enabled: bigint;
  /** The classes of the steps that change nothing. */
  idle: bigint;
  /** The classes of the step to the next place. */
  taken: bigint;
}

/**
 * Looks for what one check looks for in the behaviors that a walk shows: those that stay for ever in a
 * state of it, and those that go round for ever from a state to which it has come back.
 *
 * Only fair behaviors count. A step that changes nothing is taken whenever that makes them fair.
 *
 * Cost: a few numbers per state of the walk; for a fair behavior, the product of its states and the
 * automaton.
 */
export class WalkLassos {
  /** Fair behaviors that were looked at. */
  judged = 0;
  readonly #check: BehaviorCheck;
  #places: Place[] = [];
  #stutters: (readonly number[])[] = [];

  constructor(check: BehaviorCheck) {
    this.#check = check;
  }

  /** Begins another walk. */
  clear(): void {
    this.#places = [];
    this.#stutters = [];
  }

  /** The walk has come to a state, by an action or, at the start, by none: -1. */
  arrive(words: Int32Array, offset: number, action: number): void {
    const last = this.#places.at(-1);
    if (last !== undefined) last.taken = this.#check.classesOf(action);
    const label = this.#check.labelOf(words, offset);
    this.#places.push({ label, enabled: 0n, idle: 0n, taken: 0n });
  }

  /** The last state has been expanded: its other actions, and those that change nothing. */
  expand(moves: Iterable<number>, stutters: readonly number[]): void {
    const place = this.#places.at(-1)!;
    place.idle = this.#classesOf(stutters);
    place.enabled = place.idle | this.#classesOf(moves);
    this.#stutters[this.#places.length - 1] = stutters;
  }

  /** What is found when the behavior stays in the last state, which has been expanded. */
  stay(): WalkLasso | undefined {
    return this.#judge(this.#places.length - 1, this.#places.length);
  }

  /** What is found when the behavior goes round from a place that is the same state as the last one. */
  goRound(cycleStart: number): WalkLasso | undefined {
    return this.#judge(cycleStart, this.#places.length - 1);
  }

  #classesOf(actions: Iterable<number>): bigint {
    let classes = 0n;
    for (const action of actions) classes |= this.#check.classesOf(action);
    return classes;
  }

  /** @param end - One more than the last place of the cycle. */
  #judge(cycleStart: number, end: number): WalkLasso | undefined {
    const { automaton, weak, strong } = this.#check;
    const places = this.#places;
    let [always, ever, taken, idle] = [-1n, 0n, 0n, 0n];
    for (let at = cycleStart; at < end; at += 1) {
      const place = places[at]!;
      always &= place.enabled;
      ever |= place.enabled;
      taken |= place.taken;
      idle |= place.idle;
    }
    const needed = ((weak & always) | (strong & ever)) & ~taken;
    if ((needed & ~idle) !== 0n) return undefined;
    this.judged += 1;
    const stutters = this.#stuttersFor(needed, cycleStart, end);
    const labels = places.slice(0, end).flatMap(({ label }, place) => {
      const times = 1 + stutters.filter((stutter) => stutter.place === place).length;
      return Array.from({ length: times }, () => label);
    });
    return acceptsLasso(automaton, labels, cycleStart) ? { cycleStart, stutters } : undefined;
  }

  /** One action for each class that is needed. */
  #stuttersFor(needed: bigint, cycleStart: number, end: number): WalkLasso['stutters'] {
    let missing = needed;
    const found: { place: number; action: number }[] = [];
    for (let place = cycleStart; place < end; place += 1) {
      for (const action of this.#stutters[place]!) {
        const classes = this.#check.classesOf(action);
        if ((classes & missing) === 0n) continue;
        missing &= ~classes;
        found.push({ place, action });
      }
    }
    return found;
  }
}
