import { FaultlineError } from '../../errors.ts';
import type { FairComponent } from './component-judge.ts';
import { isEmpty } from './fair-classes.ts';
import type { Product } from './product.ts';
import type { Work } from './work.ts';

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
 * Cost: one breadth-first search of the component for each of these; 4 bytes per pair of the product and
 * 12 per pair of the component.
 * Source: Baier & Katoen, "Principles of Model Checking", 2008, §6.6 (counterexamples of fair CTL).
 */
export function* fairCycle(product: Product, component: FairComponent): Work<readonly CycleStep[]> {
  const bytes = product.bytes + 4 * product.size + 16 * component.pairs.length;
  yield bytes;
  const { entry } = component;
  const walk = new Walk(product, component);
  const wanted = new Wanted(product, component);
  const steps: CycleStep[] = [];
  const helps = (edge: number, pair: number) => wanted.helps(edge, pair);
  wanted.pass(entry, -1);
  while (wanted.isMissing()) {
    for (const step of walk.from(steps.at(-1)?.pair ?? entry, helps)) {
      steps.push(step);
      wanted.pass(step.pair, step.action);
    }
    yield bytes;
  }
  const last = steps.at(-1)?.pair;
  return last === entry
    ? steps
    : [...steps, ...walk.from(last ?? entry, (_, pair) => pair === entry)];
}

/** What the cycle must still contain. */
class Wanted {
  readonly #product: Product;
  /** The fair classes of which it has no action yet, nor a state without one where that is enough. */
  readonly #classes: Int32Array;
  #accepting = true;

  constructor(product: Product, { enabled }: FairComponent) {
    const { weak, strong } = product.question.fair;
    this.#product = product;
    this.#classes = weak.map((classes, word) => classes | (strong[word]! & enabled[word]!));
  }

  isMissing(): boolean {
    return this.#accepting || !isEmpty(this.#classes);
  }

  /** Whether a step to a pair brings something that is missing. */
  helps(edge: number, pair: number): boolean {
    if (this.#accepting && this.#product.isAccepting(pair)) return true;
    const action = this.#product.question.graph.actions[edge]!;
    for (let word = 0; word < this.#classes.length; word += 1) {
      if ((this.#classes[word]! & this.#broughtBy(action, pair, word)) !== 0) return true;
    }
    return false;
  }

  /** Takes note of a step to a pair; of the pair alone when the action is -1. */
  pass(pair: number, action: number): void {
    for (let word = 0; word < this.#classes.length; word += 1) {
      this.#classes[word] = this.#classes[word]! & ~this.#broughtBy(action, pair, word);
    }
    this.#accepting &&= !this.#product.isAccepting(pair);
  }

  #broughtBy(action: number, pair: number, word: number): number {
    const product = this.#product;
    const { width, weak, classesOf } = product.question.fair;
    const idle = weak[word]! & ~product.enabled[product.stateOf(pair) * width + word]!;
    return action < 0 ? idle : idle | classesOf[action * width + word]!;
  }
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
