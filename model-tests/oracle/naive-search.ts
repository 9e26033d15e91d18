import { Reference, modelOf, type Protocol, type ReferenceState, type Verdict } from '#faultline';
import { naiveView } from './naive-view.ts';

/** What a search establishes, in a form that two searches can be compared in. */
export interface Findings {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly endStates: number;
  readonly constrained: number;
  /** By the name of the property: the verdict, and the steps of a shortest trace. */
  readonly properties: Readonly<
    Record<string, { readonly verdict: Verdict; readonly steps: number | undefined }>
  >;
}

/**
 * Breadth-first search as a textbook has it, over XState's public `transition`: states are compared
 * as strings, the views of properties are made anew each time, nothing is remembered but the states.
 *
 * @param depthMax - States on a path, the initial one included.
 * @param reference - Another semantics than the true one, to see that it is noticed.
 */
export function naiveSearch(
  protocol: Protocol,
  depthMax: number,
  reference = new Reference(modelOf(protocol)),
): Findings {
  const search = new NaiveSearch(protocol, reference);
  search.run(depthMax);
  return search.findings();
}

class NaiveSearch {
  readonly #protocol: Protocol;
  readonly #reference: Reference;
  readonly #seen = new Set<string>();
  /** By the name of the property, the steps of the first trace that decides it. */
  readonly #found = new Map<string, number>();
  #generated = 0;
  #depth = 1;
  #endStates = 0;
  #constrained = 0;
  #depthCut = false;

  constructor(protocol: Protocol, reference: Reference) {
    this.#protocol = protocol;
    this.#reference = reference;
  }

  run(depthMax: number): void {
    const starts = this.#reference.starts();
    this.#generated += starts.length;
    let level = starts.filter((state) => this.#isNew(state, 0));
    while (level.length > 0) {
      if (this.#depth === depthMax) {
        this.#depthCut = true;
        return;
      }
      level = level.flatMap((state) => this.#expand(state));
      if (level.length > 0) this.#depth += 1;
    }
  }

  findings(): Findings {
    return {
      distinct: this.#seen.size,
      generated: this.#generated,
      depth: this.#depth,
      endStates: this.#endStates,
      constrained: this.#constrained,
      properties: Object.fromEntries(
        Object.entries(this.#protocol.properties).map(([name, { kind }]) => {
          const verdict = this.#verdict(kind === 'reachable', this.#found.has(name));
          return [name, { verdict, steps: this.#found.get(name) }];
        }),
      ),
    };
  }

  /** The successors that are new, each step checked. */
  #expand(state: ReferenceState): readonly ReferenceState[] {
    const successors = this.#reference.successors(state).map(({ state: next }) => next);
    this.#generated += successors.length;
    const view = naiveView(state);
    if (successors.length === 0) {
      this.#endStates += 1;
      this.#decide(this.#depth - 1, (property) => {
        return property.kind === 'deadlockFree' && !property.ends(view);
      });
    }
    return successors.filter((next) => {
      const changes = this.#reference.key(next) !== this.#reference.key(state);
      this.#decide(this.#depth, (property) => {
        if (!changes || property.kind !== 'stepInvariant') return false;
        return !property.holds(view, naiveView(next));
      });
      return this.#isNew(next, this.#depth);
    });
  }

  /** Checks a state that was not stored before, and stores it unless the constraint forbids. */
  #isNew(state: ReferenceState, steps: number): boolean {
    const key = this.#reference.key(state);
    if (this.#seen.has(key)) return false;
    const view = naiveView(state);
    this.#decide(steps, (property) => {
      if (property.kind === 'invariant') return !property.holds(view);
      return property.kind === 'reachable' && property.holds(view);
    });
    if (this.#protocol.constraint?.(view) === false) {
      this.#constrained += 1;
      return false;
    }
    this.#seen.add(key);
    return true;
  }

  #decide(steps: number, decides: (property: Protocol['properties'][string]) => boolean): void {
    for (const [name, property] of Object.entries(this.#protocol.properties)) {
      if (!this.#found.has(name) && decides(property)) this.#found.set(name, steps);
    }
  }

  #verdict(isReachable: boolean, found: boolean): Verdict {
    if (found) return isReachable ? 'holds' : 'violated';
    const bounded = this.#depthCut || this.#constrained > 0;
    if (isReachable) return bounded ? 'unknown' : 'violated';
    return bounded ? 'holds in bounds' : 'holds';
  }
}
