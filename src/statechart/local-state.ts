import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode, EventObject } from 'xstate';
import { canonical } from './canonical.ts';

/** A timer that is running: XState's `after`, or a `raise` with a delay. */
export interface Timer {
  readonly id: string;
  /** What the chart receives when it fires. */
  readonly event: EventObject;
  /** Its duration in the chart's own unit. */
  readonly delay: number;
}

/** A message as a chart emitted it. */
export interface SentMessage extends EventObject {
  readonly to: string;
}

/** One process's share of a state. Two local states are the same exactly when their keys are. */
export interface LocalState {
  readonly key: string;
  readonly snapshot: AnyMachineSnapshot;
  /** The timers that run, by id. */
  readonly timers: readonly Timer[];
}

interface SnapshotInside {
  readonly _nodes: readonly AnyStateNode[];
  readonly historyValue: Readonly<Record<string, readonly AnyStateNode[]>>;
}

/**
 * Gives a snapshot its identity: active leaf nodes in document order, history, status, context,
 * and running timers. Freezes the context.
 *
 * Differs: XState tries the `always` of parallel regions in the order in which their states were
 * entered, SCXML in document order. A local state must not depend on how it was reached, so the
 * snapshot has its nodes in document order.
 *
 * @throws FaultlineError `FL202` when the context is not plain data.
 */
export function localState(
  chart: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  timers: readonly Timer[],
): LocalState {
  const { _nodes, historyValue } = snapshot as unknown as SnapshotInside;
  const nodes = inDocumentOrder(_nodes);
  const leaves = nodes.filter(({ type }) => type === 'atomic' || type === 'final');
  const history = Object.keys(historyValue)
    .sort()
    .map((id) => [id, idsOf(inDocumentOrder(historyValue[id] ?? []))]);
  const context = canonical(snapshot.context, `the context of chart "${chart.id}"`);
  const running = [...timers].sort((left, right) => (left.id < right.id ? -1 : 1));
  const clocks = running.map(({ id, event, delay }) => [
    id,
    delay,
    canonical(event, `the event of timer "${id}" of chart "${chart.id}"`),
  ]);
  return {
    key: JSON.stringify([idsOf(leaves), history, snapshot.status, context, clocks]),
    snapshot: { ...snapshot, _nodes: nodes } as AnyMachineSnapshot,
    timers: running,
  };
}

function inDocumentOrder(nodes: readonly AnyStateNode[]): readonly AnyStateNode[] {
  return [...nodes].sort((left, right) => left.order - right.order);
}

function idsOf(nodes: readonly AnyStateNode[]): readonly string[] {
  return nodes.map(({ id }) => id);
}
