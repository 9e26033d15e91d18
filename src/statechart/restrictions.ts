import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { FaultlineError } from '../errors.ts';

/**
 * Refuses what a chart may not contain: actors of its own, and names that it does not implement.
 *
 * What only shows when a step is taken (a clock that is read, a context that is changed) is found
 * by the local step.
 *
 * @throws FaultlineError `FL204` for `invoke`, `FL210` for a missing guard, effect or delay.
 */
export function checkRestrictions(chart: AnyStateMachine): void {
  for (const node of nodesOf(chart)) {
    const invoked = node.invoke[0];
    if (invoked !== undefined) {
      throw new FaultlineError(
        'FL204',
        `State "${node.key}" of chart "${chart.id}" invokes actor "${nameOf(invoked.src)}", which cannot be replayed.`,
        'send a message instead, and let the network deliver the answer.',
      );
    }
    checkNames(chart, node);
  }
}

/** Every state node of a chart in document order, the root first. */
export function nodesOf(chart: AnyStateMachine): readonly AnyStateNode[] {
  const visit = (node: AnyStateNode): AnyStateNode[] => [
    node,
    ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(visit),
  ];
  return visit(chart.root as AnyStateNode);
}

type Section = 'actions' | 'guards' | 'delays';

function checkNames(chart: AnyStateMachine, node: AnyStateNode): void {
  const { actions, guards, delays } = chart.implementations as Readonly<Record<Section, object>>;
  const transitions = [...node.transitions.values()].flat();
  const used = [...node.entry, ...node.exit, ...transitions.flatMap(({ actions: list }) => list)];
  const place = `State "${node.key}" of chart "${chart.id}"`;
  for (const action of used) requireImplemented(place, 'effect', action, actions);
  for (const { guard } of [...transitions, ...(node.always ?? [])]) {
    if (guard !== undefined) requireImplemented(place, 'guard', guard, guards);
  }
  for (const { delay } of node.after) {
    if (typeof delay === 'string') requireImplemented(place, 'delay', delay, delays);
  }
}

/** A name stands for itself or as the `type` of an object; anything else is code written in place. */
function requireImplemented(
  place: string,
  kind: 'effect' | 'guard' | 'delay',
  used: unknown,
  implemented: object = {},
): void {
  const name = typeof used === 'object' && used !== null ? (used as { type: unknown }).type : used;
  if (typeof name !== 'string' || name.startsWith('xstate.')) return;
  if (Object.hasOwn(implemented, name)) return;
  const section = kind === 'effect' ? 'actions' : `${kind}s`;
  throw new FaultlineError(
    'FL210',
    `${place} uses the ${kind} "${name}", which is not implemented.`,
    `implement it under "${section}" in setup({ ${section}: { … } }).`,
  );
}

function nameOf(source: unknown): string {
  return typeof source === 'string' ? source : 'inline';
}
