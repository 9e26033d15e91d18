import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode, EventObject } from 'xstate';
import type { LocalState } from '../local-state.ts';
import { restingStep, scopeFor } from '../local-step.ts';
import { nodesOf, readyToExplore } from '../restrictions.ts';
import { partsOf, type ChartPart } from './chart-parts.ts';

/** Tells which parts of a chart a local step goes through. */
export interface PartTracer {
  readonly parts: readonly ChartPart[];
  /** The ids of the timers that an `after` starts. */
  readonly timers: readonly string[];
  /** The types of events for which the chart has transitions, wildcards apart. */
  readonly eventTypes: readonly string[];
  /** The parts of the first step, as indices of `parts`. */
  start(input: unknown): readonly number[];
  /** The parts of the step on an event, which must be one that the chart has come through before. */
  step(state: LocalState, event: EventObject): readonly number[];
}

/** The effect that says that a part has been reached. */
const reached = 'faultline.reached';

/**
 * Makes a copy of a chart in which each state says that it is entered, and each transition that it is
 * taken. So the states through which an `always` leads are noticed too, and of the transitions of parallel
 * states that exclude each other only the one that XState takes.
 *
 * Cost: 10-20 µs a step. Nothing is remembered: it is meant for steps that a search has remembered.
 */
export function partTracer(chart: AnyStateMachine): PartTracer {
  const machine = readyToExplore(chart);
  const placed = partsOf(machine);
  for (const [index, { node, transition }] of placed.entries()) {
    const effect = { type: reached, params: index };
    // A list of effects may be the author's own: it is replaced.
    if (transition === undefined) node.entry = [effect, ...node.entry];
    else Object.assign(transition, { actions: [effect, ...transition.actions] });
  }
  const nodes = nodesOf(machine);
  const eventTypes = new Set(nodes.flatMap(({ transitions }) => [...transitions.keys()]));
  return {
    parts: placed.map(({ part }) => part),
    timers: nodes.flatMap(({ after }) => after.map(({ eventType }) => String(eventType))),
    eventTypes: [...eventTypes].filter((type) => !/^xstate\.|\*$/.test(type)),
    start: (input) => traced((scope) => machine.getInitialSnapshot(scope, input)),
    step: (state, event) => {
      if (restingStep(state) !== undefined) return [];
      const snapshot = moved(state.snapshot, machine);
      return traced((scope) => machine.transition(snapshot, event, scope));
    },
  };
}

function traced(step: (scope: ReturnType<typeof scopeFor>) => unknown): readonly number[] {
  const parts = new Set<number>();
  step(
    scopeFor(({ type, params }) => {
      if (type === reached) parts.add(params as number);
    }),
  );
  return [...parts];
}

interface SnapshotInside {
  readonly _nodes: readonly AnyStateNode[];
  readonly historyValue: Readonly<Record<string, readonly AnyStateNode[]>>;
}

/** The same snapshot with the states of another copy of the chart. */
function moved(snapshot: AnyMachineSnapshot, machine: AnyStateMachine): AnyMachineSnapshot {
  const { _nodes, historyValue } = snapshot as unknown as SnapshotInside;
  const there = (nodes: readonly AnyStateNode[]) =>
    nodes.map(({ id }) => machine.getStateNodeById(id));
  const inside: SnapshotInside = {
    _nodes: there(_nodes),
    historyValue: Object.fromEntries(
      Object.entries(historyValue).map(([id, nodes]) => [id, there(nodes)]),
    ),
  };
  return Object.assign({ ...snapshot }, { machine, ...inside });
}
