import type { Buchi } from './buchi-automaton.ts';
import type { FairClasses } from './fair-classes.ts';
import type { TransitionGraph } from './transition-graph.ts';
import type { Work } from './work.ts';

/** What is looked for in a graph: a fair behavior that an automaton accepts. */
export interface LassoQuestion {
  readonly graph: TransitionGraph;
  readonly automaton: Buchi;
  /** By state of the graph: the propositions that are true, as bits. */
  readonly labels: Int32Array;
  readonly fair: FairClasses;
}

const unreached = -2;
const pairsPerPart = 16_384;
const int32Max = 2 ** 31 - 1;

/**
 * The pairs of a state of the graph and a state of the automaton that has read what led there. The
 * pairs are numbered, and found nearest first.
 *
 * Cost: 12 bytes per pair when a cycle is found and 8 before, of which there are as many as states of the graph times those of the
 * automaton, and 8 per state.
 */
export class Product {
  readonly question: LassoQuestion;
  /** How many numbers of pairs there are; not all are reached. */
  readonly size: number;
  /** The pairs in the order in which they were reached. */
  readonly order: Int32Array;
  reachedCount = 0;
  /** By state of the graph: the set of the fair classes of which an action is enabled. */
  readonly enabled: Int32Array;
  readonly bytes: number;
  readonly #width: number;
  readonly #parents: Int32Array;
  #ranks: Int32Array | undefined;
  /** By state of the graph: a number for what is true in it. */
  readonly #letters: Int32Array;
  /** By letter and state of the automaton: the states that it goes to. */
  readonly #moves: (readonly number[])[] = [];

  private constructor(question: LassoQuestion) {
    const { graph, automaton, fair } = question;
    this.question = question;
    this.#width = automaton.stateCount;
    this.size = graph.stateCount * this.#width;
    this.order = new Int32Array(this.size);
    this.#parents = new Int32Array(this.size).fill(unreached);
    this.enabled = new Int32Array(graph.stateCount * fair.width);
    this.#letters = new Int32Array(graph.stateCount);
    this.bytes = bytesFor(question);
  }

  /** The product of a question; no pair is reached yet. */
  static *of(question: LassoQuestion): Work<Product> {
    const { stateCount } = question.graph;
    yield bytesFor(question);
    const product = new Product(question);
    const letters = new Map<number, number>();
    for (let state = 0; state < stateCount; state += pairsPerPart) {
      const end = Math.min(state + pairsPerPart, stateCount);
      product.#noteEnabled(state, end);
      product.#readLabels(state, end, letters);
      yield product.bytes;
    }
    return product;
  }

  /** The state of the graph of a pair. */
  stateOf(pair: number): number {
    return (pair / this.#width) | 0;
  }

  /** The state of the automaton of a pair. */
  placeOf(pair: number): number {
    return pair % this.#width;
  }

  /** A number for what is true in a state, and where the automaton is. */
  situationOf(pair: number): number {
    return this.#letters[this.stateOf(pair)]! * this.#width + this.placeOf(pair);
  }

  isAccepting(pair: number): boolean {
    return this.question.automaton.accepting[this.placeOf(pair)] === true;
  }

  /** By pair, when all are reached: its place in the order. */
  get ranks(): Int32Array {
    if (this.#ranks !== undefined) return this.#ranks;
    const ranks = new Int32Array(this.size);
    for (let at = 0; at < this.reachedCount; at += 1) ranks[this.order[at]!] = at;
    this.#ranks = ranks;
    return ranks;
  }

  /** Whether no action of a fair class is enabled in the state of a pair. */
  isIdle(pair: number): boolean {
    const { width } = this.question.fair;
    const state = this.stateOf(pair);
    for (let word = 0; word < width; word += 1) {
      if (this.enabled[state * width + word] !== 0) return false;
    }
    return true;
  }

  /** Where the automaton can go from a pair, whatever the transition. */
  movesOf(pair: number): readonly number[] {
    return this.#moves[this.situationOf(pair)]!;
  }

  /** The pair to which a transition and a move lead. */
  pairAt(edge: number, move: number): number {
    return this.question.graph.targets[edge]! * this.#width + move;
  }

  /**
   * Reaches every pair, nearest first, until one of them is enough.
   *
   * @returns That pair, or -1.
   */
  *reach(isEnough: (pair: number) => boolean): Work<number> {
    const { graph, automaton } = this.question;
    for (let state = 0; state < graph.initialCount; state += 1) {
      for (const place of automaton.initial) this.#add(state * this.#width + place, -1);
    }
    for (let at = 0; at < this.reachedCount; at += pairsPerPart) {
      const found = this.#reachFrom(at, at + pairsPerPart, isEnough);
      if (found >= 0) return found;
      yield this.bytes;
    }
    return -1;
  }

  /** The pairs of a shortest path from the beginning to a reached pair. */
  pathTo(pair: number): readonly number[] {
    const path: number[] = [];
    for (let at = pair; at >= 0; at = this.#parents[at]!) path.push(at);
    return path.reverse();
  }

  /** For each step of such a path the number of an action that takes it. */
  actionsAlong(path: readonly number[]): readonly number[] {
    const { firsts, targets, actions } = this.question.graph;
    return path.slice(1).map((next, at) => {
      const state = this.stateOf(path[at]!);
      const target = this.stateOf(next);
      let edge = firsts[state]!;
      while (targets[edge] !== target) edge += 1;
      return actions[edge]!;
    });
  }

  /** Looks at the pairs from one place in the order up to another, or to the last that is reached. */
  #reachFrom(from: number, to: number, isEnough: (pair: number) => boolean): number {
    const { firsts, targets } = this.question.graph;
    for (let at = from; at < to && at < this.reachedCount; at += 1) {
      const pair = this.order[at]!;
      if (isEnough(pair)) return pair;
      const state = this.stateOf(pair);
      const moves = this.movesOf(pair);
      if (moves.length === 0) continue;
      for (let edge = firsts[state]!; edge < firsts[state + 1]!; edge += 1) {
        if (targets[edge]! < 0) continue;
        for (const move of moves) this.#add(this.pairAt(edge, move), pair);
      }
    }
    return -1;
  }

  #add(pair: number, parent: number): void {
    if (this.#parents[pair] !== unreached) return;
    this.#parents[pair] = parent;
    this.order[this.reachedCount] = pair;
    this.reachedCount += 1;
  }

  #noteEnabled(from: number, to: number): void {
    const { graph, fair } = this.question;
    const { firsts, actions } = graph;
    const { width, classesOf, weak, strong } = fair;
    for (let state = from; state < to; state += 1) {
      for (let word = 0; word < width; word += 1) {
        let classes = 0;
        for (let edge = firsts[state]!; edge < firsts[state + 1]!; edge += 1) {
          classes |= classesOf[actions[edge]! * width + word]!;
        }
        this.enabled[state * width + word] = classes & (weak[word]! | strong[word]!);
      }
    }
  }

  /** Numbers what is true in a state: many states, few combinations. */
  #readLabels(from: number, to: number, letters: Map<number, number>): void {
    const { labels, automaton } = this.question;
    for (let state = from; state < to; state += 1) {
      const label = labels[state]!;
      let letter = letters.get(label);
      if (letter === undefined) {
        letter = letters.size;
        letters.set(label, letter);
        this.#moves.push(...automaton.edges.map((edges) => openTo(edges, label)));
      }
      this.#letters[state] = letter;
    }
  }
}

/** Memory of the product; beyond any memory when its pairs are too many for 31 bits. */
function bytesFor({ graph, automaton, fair }: LassoQuestion): number {
  if (graph.stateCount * automaton.stateCount > int32Max) return Infinity;
  return graph.stateCount * (12 * automaton.stateCount + 4 * fair.width + 4);
}

/** Where edges lead that may be taken by reading a label. */
function openTo(edges: Buchi['edges'][number], label: number): readonly number[] {
  const open = edges.filter(
    ({ requires, forbids }) => (label & requires) === requires && (label & forbids) === 0,
  );
  return [...new Set(open.map(({ to }) => to))];
}
