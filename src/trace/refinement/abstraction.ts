import { FaultlineError } from '../../errors.ts';
import { BreadthFirst } from '../../explore/breadth-first.ts';
import { transitionGraph, type TransitionGraph } from '../../explore/liveness/transition-graph.ts';
import { finish } from '../../explore/liveness/work.ts';
import { modelOf } from '../../protocol/model.ts';
import type { ParameterValues } from '../../protocol/parameters.ts';
import type { Refines } from '../../protocol/property.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { AbstractProcess, AbstractState } from '../../protocol/refinement.ts';
import { canonical } from '../../statechart/canonical.ts';
import { labelOf } from '../../system/action.ts';
import type { ProcessTable } from '../../system/slots/process-table.ts';
import { stateRecord, type StateRecord } from '../../system/state-record.ts';
import { System } from '../../system/system.ts';
import { storedSlots } from '../trace.ts';

/** The number of a description that fits no state of the abstract protocol. */
export const unmapped = -1;

const statesMax = 100_000;

/**
 * The abstract side of a refinement: all its states, numbered from 0, and the steps between them.
 *
 * Cost: a search of the abstract protocol, and 8 bytes per transition; a description is compared with
 * every state the first time that it is met.
 */
export class Abstraction {
  readonly title: string;
  readonly #system: System;
  readonly #slots: readonly Int32Array[];
  readonly #graph: TransitionGraph;
  readonly #steps = new Set<number>();
  readonly #numbers = new Map<string, number>();

  /** @throws FaultlineError `FL308` when the abstract protocol has too many states; see `modelOf`. */
  constructor(protocol: Protocol, parameters: Readonly<Record<string, unknown>>) {
    const system = new System(modelOf(protocol, { parameters }));
    const limits = { statesMax, depthMax: Infinity, bytesMax: Infinity };
    const search = new BreadthFirst({ system, checks: [], limits });
    while (search.advance(statesMax));
    if (search.ending !== 'complete') throw tooLarge(protocol.id);
    const { store } = search;
    const { generated } = search.progress();
    const graph = finish(
      transitionGraph(system, store, {
        expandedCount: store.count,
        edgeCount: generated,
        isClosed: true,
      }),
    );
    this.title = protocol.title;
    this.#system = system;
    this.#graph = graph;
    this.#slots = Array.from({ length: store.count }, (_, state) => storedSlots(store, state));
    for (const [from, to] of this.#edges()) this.#steps.add(this.#stepKey(from, to));
  }

  /**
   * The number of the state that a mapping describes, or `unmapped` when there is none.
   *
   * @throws FaultlineError `FL301` for a process or a state that the abstract protocol does not have,
   * `FL307` when the description fits several states.
   */
  numberOf(description: AbstractState): number {
    const text = canonical(description, 'the state that a refinement maps to');
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const tests = this.#testsOf(description);
    const fitting = [...this.#slots.keys()].filter((state) => tests.every((test) => test(state)));
    if (fitting.length > 1) throw this.#ambiguous(text, fitting);
    const number = fitting[0] ?? unmapped;
    this.#numbers.set(text, number);
    return number;
  }

  /** Whether behaviors may begin in this state. */
  isInitial(state: number): boolean {
    return state !== unmapped && state < this.#graph.initialCount;
  }

  /** Whether the abstract protocol may step from one state to the other, or need not step at all. */
  allows(from: number, to: number): boolean {
    if (from === unmapped || to === unmapped) return false;
    return from === to || this.#steps.has(this.#stepKey(from, to));
  }

  /** The steps from a state that change it: their labels, and the states they lead to. */
  stepsFrom(state: number): readonly { readonly label: string; readonly to: number }[] {
    const { firsts, targets, actions } = this.#graph;
    const steps: { label: string; to: number }[] = [];
    for (let at = firsts[state] as number; at < (firsts[state + 1] as number); at += 1) {
      const to = targets[at] as number;
      if (to === state) continue;
      steps.push({ label: labelOf(this.#system.action(actions[at] as number)), to });
    }
    return steps;
  }

  /** A state as plain data. */
  record(state: number): StateRecord {
    return stateRecord(this.#system, this.#slots[state] as Int32Array);
  }

  *#edges(): Generator<readonly [number, number]> {
    const { firsts, targets, stateCount } = this.#graph;
    for (let from = 0; from < stateCount; from += 1) {
      for (let at = firsts[from] as number; at < (firsts[from + 1] as number); at += 1) {
        yield [from, targets[at] as number];
      }
    }
  }

  #stepKey(from: number, to: number): number {
    return from * this.#slots.length + to;
  }

  /** What a description asks of a state, piece by piece. */
  #testsOf({ processes, messages }: AbstractState): readonly ((state: number) => boolean)[] {
    const ofProcesses = Object.entries(processes).map(([id, wanted]) =>
      this.#processTest(id, typeof wanted === 'string' ? { state: wanted } : wanted),
    );
    if (messages === undefined) return ofProcesses;
    const wanted = textOfAll(messages);
    return [...ofProcesses, (state) => textOfAll(this.record(state).messages) === wanted];
  }

  #processTest(id: string, { state, context = {} }: AbstractProcess) {
    const { wiring } = this.#system;
    const slot = wiring.processes.findIndex(({ declaration }) => declaration.id === id);
    if (slot < 0) throw unknownProcess(id, wiring.processes);
    const process = wiring.processes[slot] as ProcessTable;
    if (state !== null) process.vocabulary.requireState(state);
    const wanted = Object.entries(context).map(([key, value]) => [key, textOf(value)] as const);
    return (number: number): boolean => {
      const value = (this.#slots[number] as Int32Array)[slot] as number;
      const local = process.local(wiring.pair(slot, value).local);
      const { snapshot } = local.state;
      const isThere = state === null ? !local.alive : local.alive && snapshot.matches(state);
      const had = snapshot.context as Readonly<Record<string, unknown>>;
      return isThere && wanted.every(([key, text]) => textOf(had[key]) === text);
    };
  }

  #ambiguous(description: string, fitting: readonly number[]): FaultlineError {
    const [one, other] = fitting.map((state) => JSON.stringify(this.record(state)));
    return new FaultlineError(
      'FL307',
      `The description ${description} fits ${fitting.length} states of "${this.title}", such as ${one} and ${other}.`,
      'let the mapping give what tells them apart: states, keys of contexts, or messages.',
    );
  }
}

const known = new WeakMap<Refines, Map<string, Abstraction>>();

/** The abstract side of a refinement for these parameters; it is explored once. */
export function abstractionOf(property: Refines, parameters: ParameterValues): Abstraction {
  const given = property.parameters?.(parameters) ?? {};
  const text = JSON.stringify(given);
  const made = known.get(property) ?? new Map<string, Abstraction>();
  known.set(property, made);
  const abstraction = made.get(text) ?? new Abstraction(property.abstract as Protocol, given);
  made.set(text, abstraction);
  return abstraction;
}

function textOf(value: unknown): string {
  return value === undefined ? 'undefined' : canonical(value, 'a refinement');
}

function textOfAll(messages: readonly object[]): string {
  return messages.map(textOf).sort().join();
}

function unknownProcess(id: string, processes: readonly ProcessTable[]): FaultlineError {
  return new FaultlineError(
    'FL301',
    `A refinement maps to the process "${id}", which the abstract protocol does not have.`,
    `use ${processes.map(({ declaration }) => declaration.id).join(', ')}.`,
  );
}

function tooLarge(id: string): FaultlineError {
  return new FaultlineError(
    'FL308',
    `The abstract protocol "${id}" has more than ${statesMax} states.`,
    'make its parameters smaller, or leave out of it what does not matter.',
  );
}
