import { ComponentJudge, type FairComponent } from './component-judge.ts';
import { hopefulPlaces } from './hopeful-places.ts';
import type { Product } from './product.ts';
import { besides, type Work } from './work.ts';

const visitsPerPart = 8192;
const bytesPerPair = 28;

/**
 * Finds the strongly connected components of a product that hold a fair accepted cycle, and of them the
 * one that was reached first.
 *
 * A component that enables a strongly fair class and never takes it may have a smaller one that does
 * not enable it: the states that do are taken out, and the rest is searched again.
 *
 * Cost: 28 bytes per pair, one visit of each transition and again one for each time that states are
 * taken out around it; at most once for each strongly fair class.
 * Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972; Emerson
 * & Lei, "Modalities for model checking", Sci. Comput. Program. 8(3), 1987, §4.
 */
export function fairComponent(product: Product): Work<FairComponent | undefined> {
  return besides(product.bytes, nearest(product));
}

function* nearest(product: Product): Work<FairComponent | undefined> {
  const bytes = bytesPerPair * product.size;
  yield bytes;
  const search = new ComponentSearch(product);
  while (search.advance()) yield bytes;
  return search.best;
}

class ComponentSearch {
  /** The component whose entry is nearest, among the reached pairs. */
  best: FairComponent | undefined;
  readonly #product: Product;
  readonly #judge: ComponentJudge;
  /** By pair: the part of the product that it is searched in; 0 is none. */
  readonly #regions: Int32Array;
  /** By pair: 0, or when it was visited. */
  readonly #numbers: Int32Array;
  readonly #lows: Int32Array;
  /** Visited and not yet in a component. */
  readonly #open: Int32Array;
  /** The path of the depth-first search, and how far each of its pairs has come. */
  readonly #path: Int32Array;
  readonly #edges: Int32Array;
  #openCount = 0;
  #visits = 0;
  #regionCount = 1;
  /** The place of the last pair of the path; -1 when there is none. */
  #depth = -1;
  /** The pairs in hand, and where among them the search goes on. */
  #pairs: Int32Array;
  #next = 0;
  readonly #waiting: Int32Array[] = [];

  constructor(product: Product) {
    const { size } = product;
    this.#product = product;
    this.#regions = new Int32Array(size);
    this.#numbers = new Int32Array(size);
    this.#lows = new Int32Array(size);
    this.#open = new Int32Array(size);
    this.#path = new Int32Array(size);
    this.#edges = new Int32Array(size);
    this.#judge = new ComponentJudge(product, this.#regions);
    this.#pairs = hopefulPairs(product);
    this.#markRegion(this.#pairs);
  }

  /**
   * Goes on for some visits.
   *
   * @returns Whether there is more to do.
   */
  advance(): boolean {
    const until = this.#visits + visitsPerPart;
    while (this.#visits < until) {
      if (this.#depth >= 0) {
        this.#search(until);
      } else if (this.#next < this.#pairs.length) {
        const pair = this.#pairs[this.#next]!;
        if (this.#numbers[pair] === 0) this.#descend(pair);
        this.#next += 1;
      } else {
        const more = this.#waiting.pop();
        if (more === undefined) return false;
        this.#pairs = more;
        this.#next = 0;
        this.#visits = 0;
        return true;
      }
    }
    return true;
  }

  #markRegion(pairs: Int32Array): void {
    const region = this.#regionCount++;
    for (const pair of pairs) {
      this.#regions[pair] = region;
      this.#numbers[pair] = 0;
    }
  }

  /** Depth-first search within a region. A pair whose component is known has left the region. */
  #search(until: number): void {
    const path = this.#path;
    const region = this.#regions[path[0]!]!;
    while (this.#depth >= 0 && this.#visits < until) {
      const pair = path[this.#depth]!;
      const next = this.#nextPair(pair, region);
      if (next >= 0) {
        this.#descend(next);
        continue;
      }
      if (this.#lows[pair] === this.#numbers[pair]) this.#close(pair);
      this.#depth -= 1;
      if (this.#depth >= 0) this.#lower(path[this.#depth]!, this.#lows[pair]!);
    }
  }

  /** A pair not yet visited to which the end of the path leads, or -1. */
  #nextPair(pair: number, region: number): number {
    const product = this.#product;
    const { firsts, targets } = product.question.graph;
    const moves = product.movesOf(pair);
    const end = firsts[product.stateOf(pair) + 1]!;
    for (let edge = this.#edges[this.#depth]!; edge < end; edge += 1) {
      if (targets[edge]! < 0) continue;
      for (const move of moves) {
        const next = product.pairAt(edge, move);
        if (this.#regions[next] !== region) continue;
        if (this.#numbers[next] === 0) {
          this.#edges[this.#depth] = edge;
          return next;
        }
        this.#lower(pair, this.#numbers[next]!);
      }
    }
    this.#edges[this.#depth] = end;
    return -1;
  }

  #descend(pair: number): void {
    const product = this.#product;
    this.#visits += 1;
    this.#numbers[pair] = this.#visits;
    this.#lows[pair] = this.#visits;
    this.#open[this.#openCount] = pair;
    this.#openCount += 1;
    this.#depth += 1;
    this.#path[this.#depth] = pair;
    this.#edges[this.#depth] = product.question.graph.firsts[product.stateOf(pair)]!;
  }

  #lower(pair: number, low: number): void {
    if (low < this.#lows[pair]!) this.#lows[pair] = low;
  }

  /** Takes the component whose first pair is `root` off the open pairs and judges it. */
  #close(root: number): void {
    let start = this.#openCount - 1;
    while (this.#open[start] !== root) start -= 1;
    if (start === this.#openCount - 1 && !this.#product.isAccepting(root)) {
      // Most components are a single pair: this one is nothing to look at, and left aside.
      this.#openCount = start;
      this.#regions[root] = 0;
      return;
    }
    const pairs = this.#open.slice(start, this.#openCount);
    this.#openCount = start;
    const region = this.#regionCount++;
    for (const pair of pairs) this.#regions[pair] = region;
    const judgement = this.#judge.judge(pairs, region);
    if (judgement.kind === 'fair') this.#offer(judgement.component);
    if (judgement.kind === 'rest' && judgement.pairs.length > 0) {
      this.#markRegion(judgement.pairs);
      this.#waiting.push(judgement.pairs);
    }
  }

  #offer(component: FairComponent): void {
    const { ranks } = this.#product;
    if (this.best === undefined || ranks[component.entry]! < ranks[this.best.entry]!) {
      this.best = component;
    }
  }
}

/** The reached pairs that can be in an accepted cycle, by their places in the automaton alone. */
function hopefulPairs(product: Product): Int32Array {
  const { order, reachedCount } = product;
  const isHopeful = hopefulPlaces(product.question.automaton);
  let count = 0;
  for (let at = 0; at < reachedCount; at += 1) {
    if (isHopeful[product.placeOf(order[at]!)] === true) count += 1;
  }
  const pairs = new Int32Array(count);
  for (let at = reachedCount - 1; at >= 0; at -= 1) {
    const pair = order[at]!;
    if (isHopeful[product.placeOf(pair)] === true) pairs[--count] = pair;
  }
  return pairs;
}
