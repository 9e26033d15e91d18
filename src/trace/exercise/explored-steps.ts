import { Successors } from '../../explore/system.ts';
import { modelOf, type Model, type ModelChoices } from '../../protocol/model.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { CheckRun } from '../check.ts';
import { StepCounts, type MessageCount, type MessageField, type PartCount } from './step-counts.ts';

/** How often the search has gone through each part of the charts, and who sent what to whom. */
export interface ExploredSteps {
  readonly model: Model;
  /** Whether every reachable state was explored; otherwise it is about what was explored. */
  readonly complete: boolean;
  readonly distinctStates: number;
  /** The states and the arrows of each role in document order, those that no step goes through included. */
  readonly parts: readonly PartCount[];
  /** The messages that were sent, by type, sender and receiver, in the order of the search. */
  readonly messages: readonly MessageCount[];
  /** What these messages contain, by type: what was seen, not what the author declared. */
  readonly fields: readonly MessageField[];
}

/** What can be chosen for {@link exploredSteps}. */
export interface ExploredStepsOptions extends ModelChoices {
  /** No more states than these are explored; 1 000 000 by default. */
  readonly statesMax?: number | undefined;
}

const statesPerSlice = 10_000;

/**
 * Counts what the steps between all reachable states do: a step that two states have in common counts twice.
 *
 * @throws FaultlineError for a choice that cannot be made (`FL1xx`); SpecError for an error in a chart.
 *
 * Cost: a check without properties, one more expansion of each state, and 20-40 µs for each local step.
 *
 * @example
 * const { messages } = exploredSteps(twoPhaseCommit, { size: 'tiny' });
 */
export function exploredSteps(
  protocol: Protocol,
  options: ExploredStepsOptions = {},
): ExploredSteps {
  const model = modelOf(protocol, options);
  // What the properties say does not change what is explored: they are not asked.
  const silent = { ...model, protocol: { ...protocol, properties: {} } };
  const run = new CheckRun(silent, { statesMax: options.statesMax ?? 1_000_000 });
  while (run.advance(statesPerSlice));
  const counts = new StepCounts(run.system);
  countStarts(run, counts);
  countSteps(run, counts);
  return {
    model,
    complete: run.search.ending === 'complete' && run.search.constrained === 0,
    distinctStates: run.search.progress().distinct,
    parts: counts.parts(),
    messages: counts.messages(),
    fields: counts.fields(),
  };
}

function countStarts({ model }: CheckRun, counts: StepCounts): void {
  for (const choices of model.starts) counts.addStart(choices);
}

function countSteps({ system, search }: CheckRun, counts: StepCounts): void {
  const { store } = search;
  const { distinct, frontier } = search.progress();
  const sink = new Successors();
  const slots = new Int32Array(store.layout.slotCount);
  for (let state = 0; state < distinct - frontier; state += 1) {
    const segment = store.segmentOf(state);
    const offset = store.offsetOf(state);
    sink.clear();
    system.expand(segment, offset, sink);
    store.layout.unpack(segment, offset, slots);
    for (let item = 0; item < sink.count; item += 1) {
      counts.add(slots, sink.actions[item] as number);
    }
    for (const id of system.stutterNumbers(slots)) counts.add(slots, id);
  }
}
