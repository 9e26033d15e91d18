import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { FaultlineError } from '../errors.ts';
import { deepFreeze } from './canonical.ts';
import { isActorEffect } from './effects.ts';

/** More microsteps than this in one step are taken to be an endless loop. */
const microstepsMax = 1000;

/**
 * A copy of a chart that stops instead of looping for ever. The author's own chart keeps its options.
 */
export function readyToExplore(chart: AnyStateMachine): AnyStateMachine {
  const machine = chart.provide({}) as AnyStateMachine;
  const given = machine.options.maxIterations ?? Infinity;
  machine.options = { ...machine.options, maxIterations: Math.min(given, microstepsMax) };
  // A context that is a value and not a function is shared by every process.
  deepFreeze((machine.config as { readonly context?: unknown }).context);
  return machine;
}

/**
 * Refuses what a chart may not contain: actors of its own, two states of one id, and names that it
 * does not implement.
 *
 * What only shows when a step is taken (a clock that is read, a context that is changed) is found
 * by the local step.
 *
 * @throws FaultlineError `FL204` for `invoke` and effects on actors, `FL210` for a missing guard,
 * effect or delay, `FL211` for two states of one id.
 */
export function checkRestrictions(chart: AnyStateMachine): void {
  const ids = new Set<string>();
  for (const node of nodesOf(chart)) {
    const invoked = node.invoke[0];
    if (invoked !== undefined) {
      throw new FaultlineError(
        'FL204',
        `State "${node.key}" of chart "${chart.id}" invokes actor "${nameOf(invoked.src)}", which cannot be replayed.`,
        'send a message instead, and let the network deliver the answer.',
      );
    }
    if (ids.has(node.id)) {
      throw new FaultlineError(
        'FL211',
        `Two states of chart "${chart.id}" have the id "${node.id}".`,
        'give one of them another id, or none.',
      );
    }
    ids.add(node.id);
    checkNode(chart, node);
  }
}

/** Every state node of a chart in document order, the root first. */
export function nodesOf(chart: AnyStateMachine): readonly AnyStateNode[] {
  const visit = (node: AnyStateNode): AnyStateNode[] => [node, ...childrenOf(node).flatMap(visit)];
  return visit(chart.root as AnyStateNode);
}

/** The states directly inside a state, in document order. */
export function childrenOf(node: AnyStateNode): readonly AnyStateNode[] {
  return Object.values(node.states as Record<string, AnyStateNode>);
}

type Section = 'actions' | 'guards' | 'delays';
type Implementations = Readonly<Record<Section, Readonly<Record<string, unknown>>>>;

function checkNode(chart: AnyStateMachine, node: AnyStateNode): void {
  const implementations = chart.implementations as Implementations;
  const place = `State "${node.key}" of chart "${chart.id}"`;
  const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
  const effects = [
    ...node.entry,
    ...node.exit,
    ...transitions.flatMap(({ actions }) => actions),
    ...(node.type === 'compound' ? node.initial.actions : []),
  ];
  for (const effect of effects) {
    checkEffect(place, requireNamed(place, 'actions', effect, implementations), implementations);
  }
  for (const { guard } of transitions) checkGuard(place, guard, implementations);
}

/** What XState's built-in effects say of themselves. */
interface BuiltIn {
  readonly type?: string;
  readonly delay?: unknown;
  /** Of `and`, `or` and `not`: the guards they combine. */
  readonly guards?: readonly unknown[];
}

function checkEffect(place: string, effect: unknown, implementations: Implementations): void {
  if (typeof effect !== 'function') return;
  const { type = '', delay } = effect as BuiltIn;
  if (isActorEffect(type)) {
    throw new FaultlineError(
      'FL204',
      `${place} has the effect "${type}" on an actor, which cannot be replayed.`,
      'send a message instead, and let the network deliver the answer.',
    );
  }
  // An `after` is an entry effect that raises an event later.
  if (type === 'xstate.raise' && typeof delay === 'string') {
    requireNamed(place, 'delays', delay, implementations);
  }
}

function checkGuard(place: string, guard: unknown, implementations: Implementations): void {
  if (guard === undefined) return;
  const test = requireNamed(place, 'guards', guard, implementations);
  if (typeof test !== 'function') return;
  for (const part of (test as BuiltIn).guards ?? []) checkGuard(place, part, implementations);
}

const kinds = { actions: 'effect', guards: 'guard', delays: 'delay' } as const;

/** Looks up what a name stands for; code written in place stands for itself. */
function requireNamed(
  place: string,
  section: Section,
  used: unknown,
  implementations: Implementations,
): unknown {
  const name = typeof used === 'object' && used !== null ? (used as BuiltIn).type : used;
  if (typeof name !== 'string') return used;
  if (Object.hasOwn(implementations[section], name)) return implementations[section][name];
  throw new FaultlineError(
    'FL210',
    `${place} uses the ${kinds[section]} "${name}", which is not implemented.`,
    `implement it under "${section}" in setup({ ${section}: { … } }).`,
  );
}

function nameOf(source: unknown): string {
  return typeof source === 'string' && !source.startsWith('xstate.invoke.') ? source : 'inline';
}
