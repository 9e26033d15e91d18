import type { BreadthFirst, Finding } from '../explore/breadth-first.ts';
import { Successors } from '../explore/system.ts';
import { FaultlineError } from '../errors.ts';
import type { Model } from '../protocol/model.ts';
import { labelOf, type Action } from '../system/action.ts';
import { stateRecord, type StateRecord } from '../system/state-record.ts';
import type { System } from '../system/system.ts';
import { changesBetween, type Change } from './changes.ts';

/** An action taken, and what it changed. */
export interface TraceStep {
  readonly action: Action;
  /** The action in one line: `deliver voteYes participant2 → coordinator`. */
  readonly label: string;
  readonly changes: readonly Change[];
  /** The state after the step. */
  readonly state: StateRecord;
}

/** How a behavior goes on for ever at the end of a trace. */
export interface TraceCycle {
  /**
   * How many steps come before the cycle. The steps after them lead back to the state in which they
   * begin and are repeated for ever; when there are none, nothing more happens.
   */
  readonly start: number;
  /** Why no fairness forbids it: a few phrases. */
  readonly fairBecause: readonly string[];
}

/** A behavior from an initial state on. */
export interface Trace {
  readonly model: Model;
  /** Which initial state: an index among those of the model. */
  readonly initial: number;
  /** The initial state. */
  readonly start: StateRecord;
  readonly steps: readonly TraceStep[];
  /** Only of a counterexample to a property of behaviors. */
  readonly cycle?: TraceCycle;
}

/**
 * Rebuilds the trace that leads to a finding, by the parents that the search has kept.
 *
 * @param finding - By default the state that the search has in hand.
 */
export function traceTo(
  model: Model,
  system: System,
  search: BreadthFirst,
  finding: Omit<Finding, 'check'> = search.inHand,
): Trace {
  const path = pathTo(search, finding.from);
  if (finding.slots !== undefined) path.push(finding.slots);
  return traceAlong(model, system, path);
}

/**
 * Rebuilds a trace from the slots of its states.
 *
 * @param actions - The actions of the steps, where they are not any that lead there.
 */
export function traceAlong(
  model: Model,
  system: System,
  path: readonly Int32Array[],
  actions: readonly Action[] = [],
): Trace {
  const first = path[0] as Int32Array;
  const initial = initialStates(system).findIndex((slots) => sameSlots(slots, first));
  const start = stateRecord(system, slotsNow(system, first));
  const steps: TraceStep[] = [];
  let before = start;
  for (let index = 1; index < path.length; index += 1) {
    const action =
      actions[index - 1] ??
      actionBetween(system, path[index - 1] as Int32Array, path[index] as Int32Array);
    const state = stateRecord(system, slotsNow(system, path[index] as Int32Array));
    steps.push({ action, label: labelOf(action), changes: changesBetween(before, state), state });
    before = state;
  }
  return { model, initial, start, steps };
}

/** The slots of the initial states, in order. */
export function initialStates(system: System): readonly Int32Array[] {
  const sink = new Successors();
  system.initial(sink);
  return statesIn(system, sink).map(({ slots }) => slots);
}

/** The slots of the successors of a state, each with its action, in order. */
export function successorsOf(
  system: System,
  slots: Int32Array,
): readonly { readonly action: Action; readonly slots: Int32Array }[] {
  for (;;) {
    const { layout } = system;
    const words = new Int32Array(layout.wordCount);
    layout.pack(slots, words, 0);
    const sink = new Successors();
    system.expand(words, 0, sink);
    if (system.layout === layout) {
      return statesIn(system, sink).map(({ id, slots: next }) => ({
        action: system.action(id),
        slots: next,
      }));
    }
  }
}

/** Whether two states are the same; slots that one of them does not have yet are 0. */
export function sameSlots(left: Int32Array, right: Int32Array): boolean {
  const count = Math.max(left.length, right.length);
  for (let slot = 0; slot < count; slot += 1) {
    if ((left[slot] ?? 0) !== (right[slot] ?? 0)) return false;
  }
  return true;
}

/** The slots of a stored state. */
export function storedSlots(store: BreadthFirst['store'], index: number): Int32Array {
  const slots = new Int32Array(store.layout.slotCount);
  store.layout.unpack(store.segmentOf(index), store.offsetOf(index), slots);
  return slots;
}

function pathTo(search: BreadthFirst, index: number): Int32Array[] {
  const { store } = search;
  const path: Int32Array[] = [];
  for (let at = index; at >= 0; at = store.parentOf(at)) {
    path.push(storedSlots(store, at));
  }
  return path.reverse();
}

/** The same state with the slots that have been added since. @internal */
export function slotsNow(system: System, slots: Int32Array): Int32Array {
  const now = new Int32Array(system.layout.slotCount);
  now.set(slots);
  return now;
}

function actionBetween(system: System, before: Int32Array, after: Int32Array): Action {
  const step = successorsOf(system, before).find(({ slots }) => sameSlots(slots, after));
  if (step !== undefined) return step.action;
  throw new FaultlineError(
    'FL901',
    'A stored state is no successor of its parent.',
    'please report this.',
  );
}

function statesIn(system: System, sink: Successors): { id: number; slots: Int32Array }[] {
  const { layout } = system;
  return Array.from({ length: sink.count }, (_, item) => {
    const slots = new Int32Array(layout.slotCount);
    layout.unpack(sink.words, item * layout.wordCount, slots);
    return { id: sink.actions[item] as number, slots };
  });
}
