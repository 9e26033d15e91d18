import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { FaultlineError } from '../errors.ts';
import type { Timer } from './local-state.ts';
import { nodesOf } from './restrictions.ts';

/** The words of a chart that properties and labels may use. */
export interface Vocabulary {
  readonly tags: ReadonlySet<string>;
  /** The name of a timer as the author wrote it: `prepareTimeout`, or `1000`. */
  timerName(timer: Timer): string;
  /**
   * Checks that the chart has the state a property asks for.
   *
   * @param value - As given to `matches`: `prepared`, `open.idle`, `{ open: 'idle' }`.
   * @throws FaultlineError `FL301` when it has not.
   */
  requireState(value: unknown): void;
}

/** Reads the names of states, tags and timers out of a chart. */
export function vocabularyOf(chart: AnyStateMachine): Vocabulary {
  const nodes = nodesOf(chart);
  const names = new Map(
    nodes.flatMap((node) =>
      node.after.map((timer) => [timer.eventType as string, String(timer.delay)]),
    ),
  );
  return {
    tags: new Set(nodes.flatMap(({ tags }) => tags)),
    timerName: ({ id }) => names.get(id) ?? id,
    requireState: (value) => {
      for (const path of pathsOf(value)) requirePath(chart, path);
    },
  };
}

/** The paths of states that a state value names, each from the root. */
function pathsOf(value: unknown): string[][] {
  if (typeof value === 'string') return [value.split('.')];
  if (typeof value !== 'object' || value === null) return [[String(value)]];
  return Object.entries(value).flatMap(([key, inside]) => {
    const below = pathsOf(inside);
    return below.length === 0 ? [[key]] : below.map((path) => [key, ...path]);
  });
}

function requirePath(chart: AnyStateMachine, path: readonly string[]): void {
  let node = chart.root as AnyStateNode;
  for (const key of path) {
    const children = node.states as Record<string, AnyStateNode>;
    const child = Object.hasOwn(children, key) ? children[key] : undefined;
    if (child === undefined) {
      throw new FaultlineError(
        'FL301',
        `A property asks whether chart "${chart.id}" is in state "${path.join('.')}", which it does not have.`,
        `use ${Object.keys(children).join(', ') || `"${node.key}", which has no states inside`}.`,
      );
    }
    node = child;
  }
}
