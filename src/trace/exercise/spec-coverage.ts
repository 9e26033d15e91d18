import type { BreadthFirst } from '../../explore/breadth-first.ts';
import { Successors } from '../../explore/system.ts';
import type { Model } from '../../protocol/model.ts';
import { isInScope } from '../../protocol/network.ts';
import { knownMoves, type KnownMove } from '../../system/known-moves.ts';
import { budgetOf, limitOf, type CountedUse } from '../../system/slots/fault-record.ts';
import type { System } from '../../system/system.ts';
import type { PropertyResult } from '../verdict.ts';
import { markPremises } from './premises.ts';
import { StepMarks } from './step-marks.ts';
import { Tally, type CoverageItem, type Mark } from './tally.ts';

/** What of a spec a check has exercised. What was never exercised, no verdict says anything about. */
export interface SpecCoverage {
  /** Whether every reachable state was explored; otherwise it is about what was explored. */
  readonly complete: boolean;
  /** Roles, states, transitions, messages, stimuli, timers, faults and premises, in this order. */
  readonly items: readonly CoverageItem[];
}

/** What {@link specCoverage} needs to know of a check. */
export interface CheckedFor {
  /** Whether every reachable state was explored. */
  readonly complete: boolean;
  /** What was found of each property. */
  readonly results: readonly PropertyResult[];
  /** Told the state about which a premise is asked: when it throws, this is where. */
  readonly inHand: (state: number) => void;
}

/** What a search, ended or not, has exercised of the spec. */
export function specCoverage(
  system: System,
  search: BreadthFirst,
  { complete, results, inHand }: CheckedFor,
): SpecCoverage {
  const tally = new Tally();
  markSteps(system, search, tally);
  markPremises(system, search.store, results, { tally, inHand });
  return { complete, items: sorted(tally.items()) };
}

const order: readonly CoverageItem['kind'][] = [
  ...(['role', 'state', 'transition', 'message', 'stimulus', 'timer', 'fault', 'premise'] as const),
];

function sorted(items: readonly CoverageItem[]): readonly CoverageItem[] {
  return order.flatMap((kind) => items.filter((item) => item.kind === kind));
}

/**
 * Finds out what the steps of a search have exercised: from the tables that it has filled, and only where
 * these leave something open, as a fault whose budget was used up does, from the states once more.
 *
 * Cost: 10-20 µs for each local step that the search has met; where something is open, one expansion of
 * each state until it is settled.
 */
function markSteps(system: System, search: BreadthFirst, tally: Tally): void {
  const { model, processes } = system.wiring;
  const marks = new StepMarks(system);
  declareRoles(model, tally);
  marks.declareIn(tally);
  declareFaults(model, tally);
  for (const start of model.starts) {
    for (const [index, process] of processes.entries()) {
      marks.ofStart(process, start[index] as number).forEach((mark) => tally.mark(mark));
    }
  }
  const open = markCertain(system, marks, tally);
  if (open.length > 0) markTaken(system, search, tally, open);
}

function declareRoles({ protocol, parameters, processes }: Model, tally: Tally): void {
  for (const role of Object.keys(protocol.rolesFor(parameters))) {
    const item = { kind: 'role', role, name: role } as const;
    tally.declare(item);
    if (processes.some((process) => process.role === role)) tally.mark(item);
  }
}

function declareFaults(model: Model, tally: Tally): void {
  const { faults, time, processes } = model;
  const declare = (name: string, role: string | null) =>
    tally.declare({ kind: 'fault', role, name });
  const may = (use: CountedUse) => limitOf(budgetOf(model, use)) > 0;
  for (const use of ['drop', 'duplicate', 'reorder', 'partition'] as const) {
    if (may(use)) declare(use, null);
  }
  if (may('partition') && faults.partition?.heal !== false) declare('heal', null);
  if (time.timeouts === 'timed') declare('tick', null);
  for (const use of ['crash', 'pause', 'drift', 'amnesia'] as const) {
    const budget = budgetOf(model, use);
    if (budget === undefined || !may(use)) continue;
    const befallen = processes.filter((process) => isInScope(budget, process));
    for (const role of new Set(befallen.map((process) => process.role))) {
      declare(use, role);
      if (use === 'crash' && faults.crash?.restart === true) declare('restart', role);
      if (use === 'pause') declare('resume', role);
    }
  }
}

/** A move of which it is not known whether it has been taken, and what it would exercise. */
interface Open {
  readonly move: KnownMove;
  readonly marks: readonly Mark[];
}

/** Marks what has certainly been taken, and returns the moves on which more depends. */
function markCertain(system: System, marks: StepMarks, tally: Tally): readonly Open[] {
  const seen = system.wiring.processes.map(() => new Set<number>());
  const open: Open[] = [];
  for (const move of knownMoves(system)) {
    const { slot, value, id, isCertain } = move;
    const steps = seen[slot];
    if (isCertain && steps !== undefined) {
      // The same step is met with many an inbox.
      const key = system.wiring.pair(slot, value).local * 2 ** 26 + id;
      if (steps.has(key)) continue;
      steps.add(key);
    }
    const exercised = marks.of(move);
    if (isCertain) exercised.forEach((mark) => tally.mark(mark));
    else open.push({ move, marks: exercised });
  }
  return open.filter((one) => !isSettled(one, tally));
}

function isSettled({ marks }: Open, tally: Tally): boolean {
  return marks.every((mark) => tally.has(mark));
}

/** Looks for the open moves in the expanded states, until there is nothing more to learn. */
function markTaken(
  system: System,
  search: BreadthFirst,
  tally: Tally,
  open: readonly Open[],
): void {
  const { store } = search;
  const { distinct, frontier } = search.progress();
  const slots = new Int32Array(store.layout.slotCount);
  const sink = new Successors();
  let waiting = byAction(open);
  for (let state = 0; state < distinct - frontier && waiting.size > 0; state += 1) {
    const segment = store.segmentOf(state);
    const offset = store.offsetOf(state);
    sink.clear();
    system.expand(segment, offset, sink);
    store.layout.unpack(segment, offset, slots);
    for (let item = 0; item < sink.count; item += 1) {
      const places = waiting.get(sink.actions[item] as number) ?? [];
      for (const { slot, byValue } of places) {
        const met = byValue.get(slots[slot] as number);
        if (met === undefined || isSettled(met, tally)) continue;
        met.marks.forEach((mark) => tally.mark(mark));
        waiting = byAction(open.filter((one) => !isSettled(one, tally)));
      }
    }
  }
}

/** Where an action is met: the slot whose move it is, and its values. */
interface Place {
  readonly slot: number;
  readonly byValue: Map<number, Open>;
}

function byAction(open: readonly Open[]): ReadonlyMap<number, readonly Place[]> {
  const found = new Map<number, Place[]>();
  for (const one of open) {
    const { id, slot, value } = one.move;
    const places = found.get(id) ?? [];
    found.set(id, places);
    const same = places.find((place) => place.slot === slot);
    if (same === undefined) places.push({ slot, byValue: new Map([[value, one]]) });
    else same.byValue.set(value, one);
  }
  return found;
}
