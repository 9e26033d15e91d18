import type { Buchi } from './buchi-automaton.ts';
import type { TransitionGraph } from './transition-graph.ts';

/** Classes of actions that a behavior must not pass over for ever; at most 30. */
export interface FairClasses {
  /** By number of an action: the classes that it belongs to, as bits. */
  readonly classesOf: Int32Array;
  /** The classes that must be taken when they are enabled all the time from some time on. */
  readonly weak: number;
  /** The classes that must be taken when they are enabled again and again. */
  readonly strong: number;
}

/** What is looked for in a graph: a fair behavior that an automaton accepts. */
export interface LassoQuestion {
  readonly graph: TransitionGraph;
  readonly automaton: Buchi;
  /** By state of the graph: the propositions that are true, as bits. */
  readonly labels: Int32Array;
  readonly fair: FairClasses;
}

const unreached = -2;

/**
 * The pairs of a state of the graph and a state of the automaton that has read what led there. The
 * pairs are numbered, and found nearest first.
 *
 * Cost: 12 bytes per pair, of which there are as many as states of the graph times those of the automaton.
 */
export class Product {
  readonly question: LassoQuestion;
  /** How many numbers of pairs there are; not all are reached. */
  readonly size: number;
  /** The pairs in the order in which they were reached. */
  readonly order: Int32Array;
  reachedCount = 0;
  /** By pair: its place in that order. */
  readonly rank: Int32Array;
  /** By state of the graph: the fair classes of which an action is enabled. */
  readonly enabled: Int32Array;
  readonly #width: number;
  readonly #parents: Int32Array;
  /** By state of the graph: a number for what is true in it. */
  readonly #letters: Int32Array;
  /** By letter and state of the automaton: the states that it goes to. */
  readonly #moves: readonly (readonly number[])[];

  constructor(question: LassoQuestion) {
    const { graph, automaton } = question;
    this.question = question;
    this.#width = automaton.stateCount;
    this.size = graph.stateCount * this.#width;
    this.order = new Int32Array(this.size);
    this.rank = new Int32Array(this.size);
    this.#parents = new Int32Array(this.size).fill(unreached);
    this.enabled = enabledClasses(question);
    const { letters, moves } = readLabels(question);
    this.#letters = letters;
    this.#moves = moves;
  }

  /** The state of the graph of a pair. */
  stateOf(pair: number): number {
    return Math.floor(pair / this.#width);
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
  reach(isEnough: (pair: number) => boolean): number {
    const { graph, automaton } = this.question;
    const { firsts, targets } = graph;
    for (let state = 0; state < graph.initialCount; state += 1) {
      for (const place of automaton.initial) this.#add(state * this.#width + place, -1);
    }
    for (let at = 0; at < this.reachedCount; at += 1) {
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

  #add(pair: number, parent: number): void {
    if (this.#parents[pair] !== unreached) return;
    this.#parents[pair] = parent;
    this.rank[pair] = this.reachedCount;
    this.order[this.reachedCount] = pair;
    this.reachedCount += 1;
  }
}

function enabledClasses({ graph, fair }: LassoQuestion): Int32Array {
  const { firsts, actions } = graph;
  const enabled = new Int32Array(graph.stateCount);
  for (let state = 0; state < graph.stateCount; state += 1) {
    let classes = 0;
    for (let edge = firsts[state]!; edge < firsts[state + 1]!; edge += 1) {
      classes |= fair.classesOf[actions[edge]!]!;
    }
    enabled[state] = classes & (fair.weak | fair.strong);
  }
  return enabled;
}

/** Numbers what is true in a state: many states, few combinations. */
function readLabels({ graph, automaton, labels }: LassoQuestion) {
  const numbers = new Map<number, number>();
  const letters = new Int32Array(graph.stateCount);
  const moves: number[][] = [];
  for (let state = 0; state < graph.stateCount; state += 1) {
    const label = labels[state]!;
    let letter = numbers.get(label);
    if (letter === undefined) {
      letter = numbers.size;
      numbers.set(label, letter);
      for (const edges of automaton.edges) {
        const open = edges.filter(
          ({ requires, forbids }) => (label & requires) === requires && (label & forbids) === 0,
        );
        moves.push([...new Set(open.map(({ to }) => to))]);
      }
    }
    letters[state] = letter;
  }
  return { letters, moves };
}
