import { fairComponent } from './fair-components.ts';
import { fairCycle } from './fair-cycle.ts';
import { Product, type LassoQuestion } from './product.ts';
import type { Buchi } from './buchi-automaton.ts';
import { rolledUp } from './rolled-up.ts';
import type { TransitionGraph } from './transition-graph.ts';
import { finish, type Work } from './work.ts';

/** A behavior: a stem, then a cycle for ever. */
export interface Lasso {
  /** States of the graph; the last is the one in which the cycle begins. */
  readonly states: readonly number[];
  /** The number of the action of each step between them. */
  readonly actions: readonly number[];
  /** Where the cycle begins: an index of `states`. When it is the last, the behavior stays there. */
  readonly cycleStart: number;
}

/**
 * Finds a fair behavior that the automaton accepts, with a short stem.
 *
 * A behavior goes on for ever, or stops for ever in a state in which no action of a fair class is
 * enabled.
 *
 * @returns undefined when there is none.
 *
 * Cost: see `Product` and `fairComponent`; a behavior that stops is found without the latter.
 * Source: Vardi & Wolper, "An automata-theoretic approach to automatic program verification", LICS 1986.
 */
export function* findLasso(question: LassoQuestion): Work<Lasso | undefined> {
  const product = yield* Product.of(question);
  const stop = yield* product.reach(stopTest(product));
  if (stop >= 0) {
    const path = product.pathTo(stop);
    const states = path.map((pair) => product.stateOf(pair));
    return { states, actions: product.actionsAlong(path), cycleStart: states.length - 1 };
  }
  const component = yield* fairComponent(product);
  if (component === undefined) return undefined;
  const stem = product.pathTo(component.entry);
  const cycle = yield* fairCycle(product, component);
  const lasso = {
    states: [...stem, ...cycle.map(({ pair }) => pair)].map((pair) => product.stateOf(pair)),
    actions: [...product.actionsAlong(stem), ...cycle.map(({ action }) => action)],
    cycleStart: stem.length - 1,
  };
  return rolledUp(lasso, (left, right) => left === right);
}

/** Whether a behavior may stop in a pair for ever, and is accepted when it does. */
function stopTest(product: Product): (pair: number) => boolean {
  const { graph, automaton, labels } = product.question;
  const known = new Map<number, boolean>();
  return (pair) => {
    const state = product.stateOf(pair);
    if (state >= graph.expandedCount || !product.isIdle(pair)) return false;
    const situation = product.situationOf(pair);
    let accepts = known.get(situation);
    if (accepts === undefined) {
      const onward = { ...automaton, initial: [product.placeOf(pair)] };
      accepts = acceptsLasso(onward, [labels[state]!], 0);
      known.set(situation, accepts);
    }
    return accepts;
  };
}

/**
 * Whether an automaton accepts a single behavior.
 *
 * @param labels - What is true in each state, as bits; at least one.
 * @param cycleStart - The state that follows the last one: an index of `labels`.
 */
export function acceptsLasso(
  automaton: Buchi,
  labels: readonly number[],
  cycleStart: number,
): boolean {
  const count = labels.length;
  const graph: TransitionGraph = {
    stateCount: count,
    expandedCount: 0,
    initialCount: 1,
    firsts: Int32Array.from({ length: count + 1 }, (_, state) => state),
    targets: Int32Array.from(labels, (_, state) => (state + 1 < count ? state + 1 : cycleStart)),
    actions: new Int32Array(count),
  };
  const [classesOf, weak, strong] = [new Int32Array(1), new Int32Array(1), new Int32Array(1)];
  const fair = { width: 1, classesOf, weak, strong };
  const lasso = finish(findLasso({ graph, automaton, labels: Int32Array.from(labels), fair }));
  return lasso !== undefined;
}
