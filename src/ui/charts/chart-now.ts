import type { Model } from '../../protocol/model.ts';
import { chartOutline, type ChartOutline } from '../../statechart/parts/chart-outline.ts';
import type { Enabled, PartTaken, Stepper } from '../../trace/simulation/stepper.ts';
import { enabledIn, recordOf } from '../session/selectors.ts';
import { selectedNode, wayTo, type Session, type StepNode } from '../session/session.ts';

type Chart = Model['processes'][number]['chart'];

/** The chart of a process, and where it is in the selected state. */
export interface ChartNow {
  /** Of the process. */
  readonly id: string;
  readonly role: string;
  readonly outline: ChartOutline;
  readonly isUp: boolean;
  /** The paths of the active states, those around them included; none while the process is down. */
  readonly active: ReadonlySet<string>;
  /** The names of the arrows and the paths of the states that the selected step has gone through. */
  readonly taken: ReadonlySet<string>;
  /** The paths of the states that were entered on the way here. */
  readonly visited: ReadonlySet<string>;
  /** The places of the enabled actions that go through an arrow, by its name. */
  readonly ways: ReadonlyMap<string, readonly number[]>;
}

/** Where every chart is in the selected state. */
export function chartsNow(stepper: Stepper, session: Session): readonly ChartNow[] {
  const node = selectedNode(session);
  const { processes } = recordOf(stepper, node);
  const { model } = stepper;
  const way = wayTo(session, node.id);
  const parts = choicePartsIn(stepper, node);
  const taken = partsOfStep(stepper, session, node);
  return processes.map(({ id, role, alive, state }, index) => {
    const outline = outlineOf(model.processes[index]?.chart as Chart);
    const own = taken.filter(({ process }) => process === id);
    return {
      ...{ id, role, outline, isUp: alive },
      active: new Set(alive ? pathsIn(state) : []),
      taken: new Set(own.map(({ name }) => name)),
      visited: visitedBy(stepper, way, index),
      ways: waysOf(parts, id),
    };
  });
}

/** The paths of the states that XState's value names, from the chart itself on. */
export function pathsIn(value: unknown): readonly string[] {
  return ['', ...pathsBelow(value, '')];
}

/** Every chart of a model, once. */
export function outlinesIn({ processes }: Model): readonly ChartOutline[] {
  const charts = new Set(processes.map(({ chart }) => chart));
  return [...charts].map(outlineOf);
}

const outlines = new WeakMap<Chart, ChartOutline>();

function outlineOf(chart: Chart): ChartOutline {
  const known = outlines.get(chart) ?? chartOutline(chart);
  outlines.set(chart, known);
  return known;
}

function pathsBelow(value: unknown, above: string): readonly string[] {
  const path = (key: string) => (above === '' ? key : `${above}.${key}`);
  if (typeof value === 'string') return [path(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    path(key),
    ...pathsBelow(inner, path(key)),
  ]);
}

// What a node leads to never changes: it is worked out once.
const partsAt = new WeakMap<StepNode, readonly (readonly PartTaken[])[]>();

/** For each enabled action the parts of the chart through which it goes. */
function choicePartsIn(stepper: Stepper, node: StepNode): readonly (readonly PartTaken[])[] {
  const known = partsAt.get(node);
  if (known !== undefined) return known;
  const found = enabledIn(stepper, node).map(({ action }: Enabled) =>
    stepper.partsTaken(node.slots, action),
  );
  partsAt.set(node, found);
  return found;
}

function partsOfStep(stepper: Stepper, session: Session, node: StepNode): readonly PartTaken[] {
  const before = node.parent === undefined ? undefined : session.nodes[node.parent];
  if (before === undefined || node.taken === undefined) return [];
  return stepper.partsTaken(before.slots, node.taken.action);
}

function visitedBy(stepper: Stepper, way: readonly StepNode[], index: number): ReadonlySet<string> {
  return new Set(way.flatMap((node) => pathsIn(recordOf(stepper, node).processes[index]?.state)));
}

function waysOf(
  parts: readonly (readonly PartTaken[])[],
  id: string,
): ReadonlyMap<string, readonly number[]> {
  const ways = new Map<string, number[]>();
  for (const [choice, own] of parts.entries()) {
    for (const { process, kind, name } of own) {
      if (kind !== 'transition' || process !== id) continue;
      ways.set(name, [...(ways.get(name) ?? []), choice]);
    }
  }
  return ways;
}
