import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { nodesOf } from '../restrictions.ts';
import { partsOf, type PlacedPart } from './chart-parts.ts';
import { effectText, guardText, isOfTimer } from './part-words.ts';

/** A chart as it is drawn: its states and arrows in words, without any code. */
export interface ChartOutline {
  readonly id: string;
  /** In document order, the chart itself first. */
  readonly states: readonly OutlineState[];
  /** In document order. */
  readonly arrows: readonly OutlineArrow[];
}

/** A state of a chart, which may have others inside. */
export interface OutlineState {
  /** The path from the chart: `working.waiting`; empty for the chart itself. */
  readonly path: string;
  readonly key: string;
  /** The path of the state around it; null for the chart. */
  readonly parent: string | null;
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'shallow history' | 'deep history';
  /** Of a compound state the path of the one inside that it begins with; of a history state, its default. */
  readonly initial: string | null;
  readonly tags: readonly string[];
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  /** What the author says of it. */
  readonly description: string | null;
}

/** A transition of a chart. */
export interface OutlineArrow {
  /** Where it stands in the chart, as {@link ChartPart} has it: `prepared.on.commit[1]`. */
  readonly name: string;
  readonly kind: 'event' | 'after' | 'always' | 'done';
  /** The type of the event, or the delay: `commit`, `1000`. Empty for the other kinds. */
  readonly trigger: string;
  readonly guard: string | null;
  readonly effects: readonly string[];
  readonly source: string;
  /** Empty when it changes no state: then its effects are all that it does. */
  readonly targets: readonly string[];
  /** Whether it leaves its source and enters it again although it leads inside or to itself. */
  readonly reenters: boolean;
  readonly description: string | null;
}

/** Reads out of a chart what is drawn of it. */
export function chartOutline(chart: AnyStateMachine): ChartOutline {
  return {
    id: chart.id,
    states: nodesOf(chart).map(outlineState),
    arrows: partsOf(chart).flatMap((placed) => outlineArrow(placed)),
  };
}

function outlineState(node: AnyStateNode): OutlineState {
  const { key, parent, tags, entry, exit, description } = node;
  return {
    path: pathOf(node),
    key,
    parent: parent === undefined ? null : pathOf(parent),
    kind: kindOf(node),
    initial: initialOf(node),
    tags,
    // An `after` is kept as an effect that starts its timer, and another that stops it.
    entry: entry.filter((effect) => !isOfTimer(effect)).map(effectText),
    exit: exit.filter((effect) => !isOfTimer(effect)).map(effectText),
    description: description ?? null,
  };
}

function kindOf({ type, history }: AnyStateNode): OutlineState['kind'] {
  if (type !== 'history') return type;
  return history === 'deep' ? 'deep history' : 'shallow history';
}

function initialOf(node: AnyStateNode): string | null {
  if (node.type === 'compound') return pathOf(node.initial.target[0] as AnyStateNode);
  if (node.type !== 'history') return null;
  const { target } = node.config as { readonly target?: string };
  const around = node.parent as AnyStateNode;
  // Without a default of its own it leads where the state around it begins.
  if (target === undefined) return initialOf(around);
  if (target.startsWith('#')) return pathOf(node.machine.getStateNodeById(target));
  return [...around.path, target].join('.');
}

function outlineArrow({ part, node, transition }: PlacedPart): readonly OutlineArrow[] {
  if (transition === undefined) return [];
  return [
    {
      name: part.name,
      ...waitsFor(node, transition),
      guard: transition.guard === undefined ? null : guardText(transition.guard),
      effects: transition.actions.map(effectText),
      source: pathOf(node),
      targets: (transition.target ?? []).map(pathOf),
      reenters: transition.reenter,
      description: transition.description ?? null,
    },
  ];
}

function waitsFor(
  { id, after }: AnyStateNode,
  { eventType }: AnyTransitionDefinition,
): Pick<OutlineArrow, 'kind' | 'trigger'> {
  const delayed = after.find((other) => other.eventType === eventType);
  if (delayed !== undefined) return { kind: 'after', trigger: String(delayed.delay) };
  if (eventType === '') return { kind: 'always', trigger: '' };
  if (eventType === `xstate.done.state.${id}`) return { kind: 'done', trigger: '' };
  return { kind: 'event', trigger: String(eventType) };
}

function pathOf({ path }: AnyStateNode): string {
  return path.join('.');
}
