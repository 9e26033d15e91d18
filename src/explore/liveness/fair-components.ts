import type { Product } from './product.ts';

/** Pairs of a product in which a fair and accepted behavior can go round for ever. */
export interface FairComponent {
  /** The first of its pairs that was reached. */
  readonly entry: number;
  /** All of its pairs. */
  readonly pairs: Int32Array;
  /** The fair classes of which an action is enabled in some state of it. */
  readonly enabled: number;
}

/**
 * Finds strongly connected components of a product that hold a fair accepted cycle, and of them the one
 * that was reached first.
 *
 * A component that enables a strongly fair class and never takes it may have a smaller one that does
 * not enable it: the states that do are taken out, and the rest is searched again.
 *
 * Cost: 24 bytes per pair, one visit of each transition and again one for each time that states are
 * taken out around it; at most once for each strongly fair class.
 * Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972; Emerson
 * & Lei, "Modalities for model checking", Sci. Comput. Program. 8(3), 1987, §4.
 */
export class FairComponents {
  readonly #product: Product;
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
  #work: Int32Array[] = [];
  #best: FairComponent | undefined;

  constructor(product: Product) {
    const { size } = product;
    this.#product = product;
    this.#regions = new Int32Array(size);
    this.#numbers = new Int32Array(size);
    this.#lows = new Int32Array(size);
    this.#open = new Int32Array(size);
    this.#path = new Int32Array(size);
    this.#edges = new Int32Array(size);
  }

  /** The component whose entry is nearest, among the reached pairs; undefined when there is none. */
  nearest(): FairComponent | undefined {
    const { order, reachedCount } = this.#product;
    this.#addRegion(order.slice(0, reachedCount));
    for (let pairs = this.#work.pop(); pairs !== undefined; pairs = this.#work.pop()) {
      this.#visits = 0;
      for (const pair of pairs) {
        if (this.#numbers[pair] === 0) this.#search(pair, this.#regions[pair]!);
      }
    }
    return this.#best;
  }

  #addRegion(pairs: Int32Array): void {
    const region = this.#regionCount++;
    for (const pair of pairs) {
      this.#regions[pair] = region;
      this.#numbers[pair] = 0;
    }
    this.#work.push(pairs);
  }

  /** Depth-first search within a region. A pair whose component is known has left the region. */
  #search(root: number, region: number): void {
    const product = this.#product;
    const { firsts } = product.question.graph;
    const path = this.#path;
    const edges = this.#edges;
    let depth = 0;
    this.#visit(root);
    path[0] = root;
    edges[0] = firsts[product.stateOf(root)]!;
    while (depth >= 0) {
      const pair = path[depth]!;
      const next = this.#nextPair(pair, depth, region);
      if (next >= 0) {
        this.#visit(next);
        depth += 1;
        path[depth] = next;
        edges[depth] = firsts[product.stateOf(next)]!;
        continue;
      }
      if (this.#lows[pair] === this.#numbers[pair]) this.#close(pair);
      depth -= 1;
      if (depth >= 0) this.#lower(path[depth]!, this.#lows[pair]!);
    }
  }

  /** A pair not yet visited to which the top of the path leads, or -1. */
  #nextPair(pair: number, depth: number, region: number): number {
    const product = this.#product;
    const { firsts, targets } = product.question.graph;
    const moves = product.movesOf(pair);
    const end = firsts[product.stateOf(pair) + 1]!;
    for (let edge = this.#edges[depth]!; edge < end; edge += 1) {
      if (targets[edge]! < 0) continue;
      for (const move of moves) {
        const next = product.pairAt(edge, move);
        if (this.#regions[next] !== region) continue;
        if (this.#numbers[next] === 0) {
          this.#edges[depth] = edge;
          return next;
        }
        this.#lower(pair, this.#numbers[next]!);
      }
    }
    this.#edges[depth] = end;
    return -1;
  }

  #visit(pair: number): void {
    this.#visits += 1;
    this.#numbers[pair] = this.#visits;
    this.#lows[pair] = this.#visits;
    this.#open[this.#openCount] = pair;
    this.#openCount += 1;
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
    this.#judge(pairs, region);
  }

  #judge(pairs: Int32Array, region: number): void {
    const { enabled: enabledIn, question } = this.#product;
    const { weak, strong } = question.fair;
    if (!pairs.some((pair) => this.#product.isAccepting(pair))) return;
    const taken = this.#classesTaken(pairs, region);
    if (taken < 0) return;
    let enabled = 0;
    let enabledAlways = -1;
    for (const pair of pairs) {
      const classes = enabledIn[this.#product.stateOf(pair)]!;
      enabled |= classes;
      enabledAlways &= classes;
    }
    if ((weak & enabledAlways & ~taken) !== 0) return;
    const passedOver = strong & enabled & ~taken;
    if (passedOver === 0) {
      this.#offer(pairs, enabled);
      return;
    }
    const rest = pairs.filter(
      (pair) => (enabledIn[this.#product.stateOf(pair)]! & passedOver) === 0,
    );
    if (rest.length > 0) this.#addRegion(rest);
  }

  /** The fair classes of the transitions within a component; -1 when it has no transition at all. */
  #classesTaken(pairs: Int32Array, region: number): number {
    const product = this.#product;
    const { graph, fair } = product.question;
    let taken = -1;
    for (const pair of pairs) {
      const state = product.stateOf(pair);
      const moves = product.movesOf(pair);
      for (let edge = graph.firsts[state]!; edge < graph.firsts[state + 1]!; edge += 1) {
        if (graph.targets[edge]! < 0) continue;
        const inside = moves.some((move) => this.#regions[product.pairAt(edge, move)] === region);
        if (inside) taken = Math.max(taken, 0) | fair.classesOf[graph.actions[edge]!]!;
      }
    }
    return taken;
  }

  #offer(pairs: Int32Array, enabled: number): void {
    const { rank } = this.#product;
    const entry = pairs.reduce((best, pair) => (rank[pair]! < rank[best]! ? pair : best));
    if (this.#best === undefined || rank[entry]! < rank[this.#best.entry]!) {
      this.#best = { entry, pairs, enabled };
    }
  }
}
