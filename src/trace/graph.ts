import { modelOf, type Model, type ModelChoices } from '../protocol/model.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { eventText, labelOf } from '../system/action.ts';
import { stateRecord, type ProcessRecord, type StateRecord } from '../system/state-record.ts';
import { CheckRun } from './check.ts';
import { showing } from './showing.ts';
import { stateText } from './state-text.ts';
import { successorsOf } from './trace.ts';

/** A state of a state graph. */
export interface GraphState {
  /** Counts from 0, nearest to the initial states first. */
  readonly id: number;
  /**
   * The state in a few words: a line for each process, with the part of its context that is not the
   * same in all states, and a line for each message in flight.
   */
  readonly label: string;
  /** Whether behaviors begin here. */
  readonly initial: boolean;
  readonly record: StateRecord;
  /** The invariants, and properties of kind deadlockFree, that it violates; only when they were asked. */
  readonly violates?: readonly string[];
  /** Present where the search has stopped before it: its transitions are missing. */
  readonly isFrontier?: true;
}

/** A transition of a state graph. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** The action: `deliver voteYes participant2 → coordinator`. */
  readonly label: string;
}

/** The states of a model and the transitions between them. */
export interface StateGraph {
  /** The model whose states these are, with every choice made. */
  readonly model: Model;
  readonly states: readonly GraphState[];
  /** Every enabled action of the states expanded, those that change nothing included. */
  readonly edges: readonly GraphEdge[];
  /** Whether every reachable state and every transition is there. */
  readonly complete: boolean;
}

/** What can be chosen for a graph. */
export interface GraphOptions extends ModelChoices {
  /** The graph has no more states than these; 10 000 by default. */
  readonly statesMax?: number | undefined;
  /** Whether every state is asked whether it violates a property. False by default. */
  readonly judge?: boolean | undefined;
}

const statesPerSlice = 10_000;

/**
 * The state graph of a protocol: every reachable state, and every transition between two of them.
 *
 * States that the constraint leaves out are left out here too, with the transitions to them.
 *
 * @throws FaultlineError for a choice that cannot be made (`FL1xx`); SpecError for an error in a chart.
 *
 * @example
 * const graph = stateGraph(twoPhaseCommit, { size: 'tiny' });
 */
export function stateGraph(protocol: Protocol, options: GraphOptions = {}): StateGraph {
  const model = modelOf(protocol, options);
  // What the properties say does not change the graph: they are not asked.
  const silent = { ...model, protocol: { ...protocol, properties: {} } };
  const run = new CheckRun(silent, { statesMax: options.statesMax ?? 10_000 });
  while (run.advance(statesPerSlice));
  const slots = storedSlots(run);
  const records = slots.map((state) => stateRecord(run.system, state));
  const label = labeller(records);
  const violates = options.judge === true ? judge(run, protocol) : undefined;
  const { distinct, frontier } = run.progress();
  return {
    model,
    states: records.map((record, id) => ({
      id,
      label: label(record),
      initial: run.search.store.parentOf(id) < 0,
      record,
      ...(violates && { violates: violates(slots[id] as Int32Array) }),
      ...(id >= distinct - frontier && { isFrontier: true as const }),
    })),
    edges: edgesOf(run, slots),
    complete: run.search.ending === 'complete' && run.search.constrained === 0,
  };
}

/** Asks states which properties they violate by themselves, whatever leads there. */
function judge(run: CheckRun, { properties }: Protocol): (slots: Int32Array) => readonly string[] {
  const tests = Object.entries(properties)
    .filter(([, { kind }]) => kind === 'invariant' || kind === 'deadlockFree')
    .map(([name, property]) => [name, showing(run.system, name, property)] as const);
  return (slots) => tests.filter(([, shows]) => shows([slots])).map(([name]) => name);
}

function storedSlots({ search: { store } }: CheckRun): readonly Int32Array[] {
  return Array.from({ length: store.count }, (_, index) => {
    const slots = new Int32Array(store.layout.slotCount);
    store.layout.unpack(store.segmentOf(index), store.offsetOf(index), slots);
    return slots;
  });
}

function edgesOf(run: CheckRun, slots: readonly Int32Array[]): readonly GraphEdge[] {
  const { system } = run;
  const { distinct, frontier } = run.progress();
  const ids = new Map(slots.map((state, id) => [state.join(), id]));
  return slots.slice(0, distinct - frontier).flatMap((state, from) => {
    const still = system
      .stutters(state)
      .map((action) => ({ from, to: from, label: labelOf(action) }));
    const moving = successorsOf(system, state).flatMap((next) => {
      const to = ids.get(next.slots.join());
      return to === undefined ? [] : [{ from, to, label: labelOf(next.action) }];
    });
    return [...moving, ...still];
  });
}

/** Makes short texts of states: what is the same in all of them is not worth saying. */
function labeller(records: readonly StateRecord[]): (record: StateRecord) => string {
  const varying = (records[0]?.processes ?? []).map((_, index) =>
    varyingKeys(records.map(({ processes }) => processes[index] as ProcessRecord)),
  );
  return ({ processes, messages }) =>
    [
      ...processes.map((process, index) => processText(process, varying[index] as Set<string>)),
      ...messages.map((message) => `${eventText({ ...message })} ${message.from} → ${message.to}`),
    ].join('\n');
}

function varyingKeys(records: readonly ProcessRecord[]): Set<string> {
  const first = new Map<string, string>();
  const varying = new Set<string>();
  for (const { context } of records) {
    for (const [key, value] of Object.entries(context)) {
      const text = JSON.stringify(value);
      if (first.get(key) === undefined) first.set(key, text);
      else if (first.get(key) !== text) varying.add(key);
    }
  }
  return varying;
}

function processText({ id, state, context }: ProcessRecord, keys: Set<string>): string {
  const known = Object.entries(context)
    .filter(([key]) => keys.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  // The text of a chart without states is empty.
  const words = [stateText(state), ...known].filter((word) => word !== '');
  return words.length === 0 ? id : `${id}: ${words.join(' ')}`;
}
