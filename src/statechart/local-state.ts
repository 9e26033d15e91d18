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
 * @throws FaultlineError `FL202` when the context is not plain data.
 */
export function localState(
  chart: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  timers: readonly Timer[],
): LocalState {
  const { _nodes, historyValue } = snapshot as unknown as SnapshotInside;
  const leaves = inOrder(_nodes.filter(({ type }) => type === 'atomic' || type === 'final'));
  const history = Object.entries(historyValue)
    .map(([id, nodes]) => `${id}=${idsOf(inOrder(nodes))}`)
    .sort();
  const context = canonical(snapshot.context, `the context of "${chart.id}"`);
  const running = timers.map(({ id, event, delay }) => [id, delay, canonical(event, id)]);
  return {
    key: [idsOf(leaves), history.join(';'), snapshot.status, context, JSON.stringify(running)].join(
      '\n',
    ),
    snapshot: inDocumentOrder(chart, snapshot, _nodes),
    timers,
  };
}

/**
 * XState tries the regions of a parallel state in the order in which they were entered. The local
 * state must not depend on how it was reached, so they are put in document order.
 */
function inDocumentOrder(
  chart: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  nodes: readonly AnyStateNode[],
): AnyMachineSnapshot {
  const sorted = nodes.every(
    (node, index) => index === 0 || node.order > (nodes[index - 1]?.order ?? 0),
  );
  if (sorted || snapshot.status !== 'active') return snapshot;
  const { context, historyValue, status } = snapshot as unknown as Record<string, unknown>;
  const value = valueOf(chart.root as AnyStateNode, new Set(nodes));
  return chart.resolveState({ value, context, historyValue, status } as never);
}

type StateValue = string | { [key: string]: StateValue };

/** XState's state value of a configuration, its keys in document order. */
function valueOf(node: AnyStateNode, active: ReadonlySet<AnyStateNode>): StateValue {
  const children = inOrder(Object.values(node.states as Record<string, AnyStateNode>)).filter(
    (child) => active.has(child),
  );
  const [only] = children;
  if (node.type === 'compound' && only !== undefined && isLeaf(only)) return only.key;
  return Object.fromEntries(
    children.map((child) => [child.key, isLeaf(child) ? {} : valueOf(child, active)]),
  );
}

function isLeaf(node: AnyStateNode): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

function inOrder(nodes: readonly AnyStateNode[]): readonly AnyStateNode[] {
  return [...nodes].sort((left, right) => left.order - right.order);
}

function idsOf(nodes: readonly AnyStateNode[]): string {
  return nodes.map(({ id }) => id).join(',');
}
