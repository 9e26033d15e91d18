import { FaultlineError } from '../../errors.ts';
import type { BreadthFirst } from '../../explore/breadth-first.ts';
import { acceptsNone } from '../../explore/liveness/accepts-none.ts';
import { findLasso, type Lasso } from '../../explore/liveness/find-lasso.ts';
import {
  bytesOf,
  transitionGraph,
  type TransitionGraph,
} from '../../explore/liveness/transition-graph.ts';
import { besides, type Work } from '../../explore/liveness/work.ts';
import type { Action } from '../../system/action.ts';
import type { System } from '../../system/system.ts';
import { storedSlots, traceAlong, type Trace } from '../trace.ts';
import type { CompiledLiveness } from './compiled-liveness.ts';
import { fairClasses, isOfClass } from './fair-classes.ts';
import { reasonsOf } from './lasso.ts';

// Few enough that a property which takes its time does not keep others waiting.
const statesPerPart = 1024;

/** Checks properties of behaviors on the states of a search that has found all of them. */
export class LivenessCheck {
  /** By the names of the properties that are decided: a counterexample, if there is one. */
  readonly decided = new Map<string, Trace | undefined>();
  /** The name of the property in hand; undefined when all are decided. */
  inHand: string | undefined;
  /** The state about which that is asked: when the property throws, this is where. */
  stateInHand = 0;
  /** The memory that the check takes now, and the most that it has taken. */
  bytes = 0;
  bytesMost = 0;
  readonly #system: System;
  readonly #search: BreadthFirst;
  readonly #properties: ReadonlyMap<string, CompiledLiveness>;
  readonly #work: Work<void>;

  /** @param properties - By name. */
  constructor(
    system: System,
    search: BreadthFirst,
    properties: ReadonlyMap<string, CompiledLiveness>,
  ) {
    this.#system = system;
    this.#search = search;
    this.#properties = properties;
    [this.inHand] = properties.keys();
    this.#work = this.#decideAll();
  }

  /**
   * Does some more.
   *
   * @param bytesMax - The memory that the check may take; it does not go beyond.
   * @returns Whether there is more to do, or whether that would take too much memory.
   */
  advance(bytesMax: number): 'more' | 'done' | 'bytesMax' {
    const isTooMuch = (bytes: number) => bytes > bytesMax || bytes === Infinity;
    if (isTooMuch(this.bytes)) return 'bytesMax';
    const part = this.#work.next();
    if (part.done === true) return 'done';
    this.bytes = part.value;
    if (isTooMuch(this.bytes)) return 'bytesMax';
    this.bytesMost = Math.max(this.bytesMost, this.bytes);
    return 'more';
  }

  *#decideAll(): Work<void> {
    let graph: TransitionGraph | undefined;
    for (const [name, property] of this.#properties) {
      this.inHand = name;
      const labels = yield* besides(graph ? bytesOf(graph) : 0, this.#labels(property));
      const { violations: automaton } = property;
      if (acceptsNone(automaton, labels)) {
        this.decided.set(name, undefined);
        continue;
      }
      graph ??= yield* besides(labels.byteLength, this.#graph());
      const actions = this.#actionsOf(graph);
      const fair = fairClasses(classesOf(property, actions), actions);
      const bytes = bytesOf(graph) + labels.byteLength;
      const lasso = yield* besides(bytes, findLasso({ graph, automaton, labels, fair }));
      this.decided.set(name, lasso && this.#traceOf(name, property, lasso));
    }
    this.inHand = undefined;
  }

  #graph(): Work<TransitionGraph> {
    const { store } = this.#search;
    const { distinct, frontier, generated } = this.#search.progress();
    const expandedCount = distinct - frontier;
    const edgeCount = Math.max(0, generated - this.#system.wiring.model.starts.length);
    const isClosed = this.#search.constrained === 0;
    return transitionGraph(this.#system, store, { expandedCount, edgeCount, isClosed });
  }

  *#labels({ read }: CompiledLiveness): Work<Int32Array> {
    const { store } = this.#search;
    yield 4 * store.count;
    const labels = new Int32Array(store.count);
    for (let first = 0; first < store.count; first += statesPerPart) {
      const end = Math.min(first + statesPerPart, store.count);
      for (let state = first; state < end; state += 1) {
        this.stateInHand = state;
        labels[state] = read(store.segmentOf(state), store.offsetOf(state));
      }
      yield labels.byteLength;
    }
    return labels;
  }

  #traceOf(name: string, property: CompiledLiveness, lasso: Lasso): Trace {
    const system = this.#system;
    const { cycleStart } = lasso;
    const path = lasso.states.map((state) => storedSlots(this.#search.store, state));
    const actions = lasso.actions.map((action) => system.action(action));
    const trace = traceAlong(system.wiring.model, system, path, actions);
    const fairBecause = reasonsOf(system, property, { path, actions, cycleStart });
    if (fairBecause !== undefined) return { ...trace, cycle: { start: cycleStart, fairBecause } };
    throw new FaultlineError(
      'FL901',
      `The behavior found against "${name}" does not violate it.`,
      'please report this.',
    );
  }

  /** The actions by their numbers, as far as there are transitions by them. */
  #actionsOf({ firsts, actions }: TransitionGraph) {
    const taken = actions.subarray(0, firsts.at(-1));
    const last = taken.reduce((most, action) => Math.max(most, action), -1);
    return Array.from({ length: last + 1 }, (_, action) => this.#system.action(action));
  }
}

/** The fairness of a property, but for that of actions that there are not. */
function classesOf({ fairness }: CompiledLiveness, actions: readonly Action[]) {
  return fairness.filter((one) => actions.some((action) => isOfClass(action, one)));
}
