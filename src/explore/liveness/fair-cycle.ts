import { FaultlineError } from '../../errors.ts';
import type { FairComponent } from './fair-components.ts';
import type { Product } from './product.ts';

/** A step of a cycle: the number of its action, and the pair to which it leads. */
export interface CycleStep {
  readonly action: number;
  readonly pair: number;
}

/**
 * A fair accepted cycle through the entry of a component: from one thing that the cycle must contain
 * to the nearest other, and back.
 *
 * It must contain an accepting pair; for each weakly fair class an action of it, or a state in which
 * none is enabled; for each strongly fair class that the component enables, an action of it.
 *
 * Cost: one breadth-first search of the component for each of these.
 * Source: Baier & Katoen, "Principles of Model Checking", 2008, §6.6 (counterexamples of fair CTL).
 */
export function fairCycle(product: Product, component: FairComponent): readonly CycleStep[] {
  const { fair, graph } = product.question;
  const walk = new Walk(product, component);
  let classes = fair.weak | (fair.strong & component.enabled);
  let accepting = true;
  const idle = (pair: number) => fair.weak & ~product.enabled[product.stateOf(pair)]!;
  const helps = (edge: number, pair: number) =>
    (accepting && product.isAccepting(pair)) ||
    (classes & (fair.classesOf[graph.actions[edge]!]! | idle(pair))) !== 0;
  const pass = (pair: number, taken: number) => {
    classes &= ~(taken | idle(pair));
    accepting &&= !product.isAccepting(pair);
  };
  const steps: CycleStep[] = [];
  const go = (until: (edge: number, pair: number) => boolean) => {
    for (const step of walk.from(steps.at(-1)?.pair ?? component.entry, until)) {
      steps.push(step);
      pass(step.pair, fair.classesOf[step.action]!);
    }
  };
  pass(component.entry, 0);
  const isMissing = () => classes !== 0 || accepting;
  while (isMissing()) go(helps);
  if (steps.at(-1)?.pair !== component.entry) go((_, pair) => pair === component.entry);
  return steps;
}

/** Shortest ways within a component. */
class Walk {
  readonly #product: Product;
  /** By pair: its place in the component counted from 1, or 0 outside. */
  readonly #places: Int32Array;
  readonly #queue: Int32Array;
  readonly #parents: Int32Array;
  readonly #edges: Int32Array;

  constructor(product: Product, { pairs }: FairComponent) {
    this.#product = product;
    this.#places = new Int32Array(product.size);
    pairs.forEach((pair, at) => (this.#places[pair] = at + 1));
    this.#queue = new Int32Array(pairs.length);
    this.#parents = new Int32Array(pairs.length);
    this.#edges = new Int32Array(pairs.length);
  }

  /** The shortest walk of one step at least whose last step is wanted. */
  from(start: number, isWanted: (edge: number, pair: number) => boolean): readonly CycleStep[] {
    const product = this.#product;
    const { firsts, targets } = product.question.graph;
    this.#parents.fill(-1);
    this.#queue[0] = start;
    let count = 1;
    for (let at = 0; at < count; at += 1) {
      const pair = this.#queue[at]!;
      const state = product.stateOf(pair);
      for (let edge = firsts[state]!; edge < firsts[state + 1]!; edge += 1) {
        if (targets[edge]! < 0) continue;
        for (const move of product.movesOf(pair)) {
          const next = product.pairAt(edge, move);
          const place = this.#places[next]! - 1;
          if (place < 0) continue;
          if (isWanted(edge, next)) return [...this.#wayTo(pair, start), this.#step(edge, next)];
          if (next === start || this.#parents[place] !== -1) continue;
          this.#parents[place] = pair;
          this.#edges[place] = edge;
          this.#queue[count] = next;
          count += 1;
        }
      }
    }
    throw new FaultlineError('FL901', 'A fair component is not connected.', 'please report this.');
  }

  #wayTo(end: number, start: number): readonly CycleStep[] {
    const way: CycleStep[] = [];
    for (let pair = end; pair !== start;) {
      const place = this.#places[pair]! - 1;
      way.push(this.#step(this.#edges[place]!, pair));
      pair = this.#parents[place]!;
    }
    return way.reverse();
  }

  #step(edge: number, pair: number): CycleStep {
    return { action: this.#product.question.graph.actions[edge]!, pair };
  }
}
