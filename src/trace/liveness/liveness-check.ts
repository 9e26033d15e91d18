import { FaultlineError } from '../../errors.ts';
import type { BreadthFirst } from '../../explore/breadth-first.ts';
import { findLasso } from '../../explore/liveness/find-lasso.ts';
import {
  bytesOf,
  transitionGraph,
  type TransitionGraph,
} from '../../explore/liveness/transition-graph.ts';
import type { Model } from '../../protocol/model.ts';
import type { LivenessProperty } from '../../protocol/property.ts';
import type { System } from '../../system/system.ts';
import { storedSlots, traceAlong, type Trace } from '../trace.ts';
import { compileLiveness, type CompiledLiveness } from './compiled-liveness.ts';
import { fairClasses } from './fair-classes.ts';
import { reasonsOf } from './lasso.ts';

/** Checks properties of behaviors on the states of a search that has ended. */
export class LivenessCheck {
  /** The state about which a property is asked: when the property throws, this is where. */
  stateInHand = 0;
  readonly #model: Model;
  readonly #system: System;
  readonly #search: BreadthFirst;
  readonly #graph: TransitionGraph;

  constructor(model: Model, system: System, search: BreadthFirst) {
    const { distinct, frontier } = search.progress();
    this.#model = model;
    this.#system = system;
    this.#search = search;
    this.#graph = transitionGraph(system, search.store, distinct - frontier);
  }

  /** Memory of the transitions. */
  get bytes(): number {
    return bytesOf(this.#graph);
  }

  /**
   * A fair behavior that violates the property, as a trace with a cycle.
   *
   * @returns undefined when there is none among the states found.
   */
  counterexample(name: string, property: LivenessProperty): Trace | undefined {
    const system = this.#system;
    const compiled = compileLiveness(system, name, property);
    const lasso = findLasso({
      graph: this.#graph,
      automaton: compiled.violations,
      labels: this.#labels(compiled),
      fair: fairClasses(compiled.fairness, this.#actions()),
    });
    if (lasso === undefined) return undefined;
    const { cycleStart } = lasso;
    const path = lasso.states.map((state) => storedSlots(this.#search.store, state));
    const actions = lasso.actions.map((action) => system.action(action));
    const trace = traceAlong(this.#model, system, path, actions);
    const fairBecause = reasonsOf(system, compiled, { path, actions, cycleStart });
    if (fairBecause !== undefined) return { ...trace, cycle: { start: cycleStart, fairBecause } };
    throw new FaultlineError(
      'FL901',
      `The behavior found against "${name}" does not violate it.`,
      'please report this.',
    );
  }

  #labels({ read }: CompiledLiveness): Int32Array {
    const { store } = this.#search;
    const labels = new Int32Array(store.count);
    for (let state = 0; state < store.count; state += 1) {
      this.stateInHand = state;
      labels[state] = read(store.segmentOf(state), store.offsetOf(state));
    }
    return labels;
  }

  /** The actions by their numbers, as far as there are transitions by them. */
  #actions() {
    const { actions } = this.#graph;
    const last = actions.reduce((most, action) => Math.max(most, action), -1);
    return Array.from({ length: last + 1 }, (_, action) => this.#system.action(action));
  }
}
