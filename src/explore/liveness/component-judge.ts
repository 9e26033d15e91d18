import type { Product } from './product.ts';

/** Pairs of a product in which a fair and accepted behavior can go round for ever. */
export interface FairComponent {
  /** The first of its pairs that was reached. */
  readonly entry: number;
  /** All of its pairs. */
  readonly pairs: Int32Array;
  /** The set of the fair classes of which an action is enabled in some state of it. */
  readonly enabled: Int32Array;
}

/** What comes of a component: a cycle can be found in it, perhaps in these pairs of it, or nowhere. */
export type Judgement =
  | { readonly kind: 'fair'; readonly component: FairComponent }
  | { readonly kind: 'rest'; readonly pairs: Int32Array }
  | { readonly kind: 'none' };

const none: Judgement = { kind: 'none' };

/** Judges strongly connected components: whether they hold a fair accepted cycle. */
export class ComponentJudge {
  readonly #product: Product;
  readonly #regions: Int32Array;
  /** Sets of fair classes, for the component in hand. */
  readonly #taken: Int32Array;
  readonly #enabled: Int32Array;
  readonly #enabledAlways: Int32Array;

  /** @param regions - By pair: a number that the pairs of one component share. */
  constructor(product: Product, regions: Int32Array) {
    const { width } = product.question.fair;
    this.#product = product;
    this.#regions = regions;
    this.#taken = new Int32Array(width);
    this.#enabled = new Int32Array(width);
    this.#enabledAlways = new Int32Array(width);
  }

  /**
   * Judges one component.
   *
   * Weak fairness forbids to stay where a class is enabled everywhere and never taken; strong fairness
   * forbids to pass through where it is enabled, so that the rest is to be searched by itself.
   */
  judge(pairs: Int32Array, region: number): Judgement {
    const product = this.#product;
    const { fair } = product.question;
    if (!pairs.some((pair) => product.isAccepting(pair))) return none;
    if (!this.#noteTaken(pairs, region)) return none;
    this.#noteEnabled(pairs);
    const passedOver = new Int32Array(fair.width);
    let isPassedOver = false;
    for (let word = 0; word < fair.width; word += 1) {
      const missed = ~this.#taken[word]!;
      if ((fair.weak[word]! & this.#enabledAlways[word]! & missed) !== 0) return none;
      passedOver[word] = fair.strong[word]! & this.#enabled[word]! & missed;
      isPassedOver ||= passedOver[word] !== 0;
    }
    if (isPassedOver) {
      return { kind: 'rest', pairs: pairs.filter((pair) => !this.#enables(pair, passedOver)) };
    }
    const { ranks } = product;
    const entry = pairs.reduce((best, pair) => (ranks[pair]! < ranks[best]! ? pair : best));
    return { kind: 'fair', component: { entry, pairs, enabled: this.#enabled.slice() } };
  }

  /** Notes the fair classes of the transitions within a component, and whether it has any. */
  #noteTaken(pairs: Int32Array, region: number): boolean {
    const product = this.#product;
    const { graph, fair } = product.question;
    const { width, classesOf } = fair;
    const taken = this.#taken.fill(0);
    let isCycle = false;
    for (const pair of pairs) {
      const state = product.stateOf(pair);
      const moves = product.movesOf(pair);
      for (let edge = graph.firsts[state]!; edge < graph.firsts[state + 1]!; edge += 1) {
        if (graph.targets[edge]! < 0 || !this.#staysInside(edge, moves, region)) continue;
        isCycle = true;
        const set = graph.actions[edge]! * width;
        for (let word = 0; word < width; word += 1) {
          taken[word] = taken[word]! | classesOf[set + word]!;
        }
      }
    }
    return isCycle;
  }

  #staysInside(edge: number, moves: readonly number[], region: number): boolean {
    for (const move of moves) {
      if (this.#regions[this.#product.pairAt(edge, move)] === region) return true;
    }
    return false;
  }

  #noteEnabled(pairs: Int32Array): void {
    const { enabled: enabledIn, question } = this.#product;
    const { width } = question.fair;
    this.#enabled.fill(0);
    this.#enabledAlways.fill(-1);
    for (const pair of pairs) {
      const set = this.#product.stateOf(pair) * width;
      for (let word = 0; word < width; word += 1) {
        const classes = enabledIn[set + word]!;
        this.#enabled[word] = this.#enabled[word]! | classes;
        this.#enabledAlways[word] = this.#enabledAlways[word]! & classes;
      }
    }
  }

  #enables(pair: number, classes: Int32Array): boolean {
    const { enabled } = this.#product;
    const set = this.#product.stateOf(pair) * classes.length;
    return classes.some((bits, word) => (bits & enabled[set + word]!) !== 0);
  }
}
