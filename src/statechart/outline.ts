import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { FaultlineError } from '../errors.ts';
import type { Timer } from './local-state.ts';
import { childrenOf, nodesOf } from './restrictions.ts';

/** The words of a chart that properties and labels may use. */
export interface Vocabulary {
  readonly tags: ReadonlySet<string>;
  /**
   * The name of a timer as the author wrote it: `prepareTimeout`, or `1000`. Timers that can run at
   * the same time have different names: then the state is added, as in `1000 in lights.red`.
   */
  timerName(timer: Pick<Timer, 'id'>): string;
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
  const names = timerNames(nodes);
  const taken = new Set(names.values());
  return {
    tags: new Set(nodes.flatMap(({ tags }) => tags)),
    timerName: ({ id }) => names.get(id) ?? (taken.has(id) ? `raise ${id}` : id),
    requireState: (value) => {
      for (const path of pathsOf(value)) requirePath(chart, path);
    },
  };
}

/** The names of the timers by their ids. */
function timerNames(nodes: readonly AnyStateNode[]): ReadonlyMap<string, string> {
  const timers = nodes.flatMap((node) =>
    node.after.map(({ eventType, delay }) => ({ node, id: eventType as string, delay })),
  );
  return new Map(
    timers.map(({ node, id, delay }) => {
      const isShared = timers.some(
        (other) => other.delay === delay && other.node !== node && canBeTogether(other.node, node),
      );
      const place = node.path.length === 0 ? node.key : node.path.join('.');
      return [id, isShared ? `${String(delay)} in ${place}` : String(delay)];
    }),
  );
}

/** Whether two states can be active at the same time. */
function canBeTogether(left: AnyStateNode, right: AnyStateNode): boolean {
  const around = [left, ...ancestorsOf(left)];
  const meeting = [right, ...ancestorsOf(right)].find((node) => around.includes(node));
  return meeting === left || meeting === right || meeting?.type === 'parallel';
}

function ancestorsOf({ parent }: AnyStateNode): readonly AnyStateNode[] {
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
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
    // A history state stands for others: a chart is never in it.
    const children = childrenOf(node).filter(({ type }) => type !== 'history');
    const child = children.find((candidate) => candidate.key === key);
    if (child === undefined) {
      const names = children.map((candidate) => candidate.key).join(', ');
      throw new FaultlineError(
        'FL301',
        `A property asks whether chart "${chart.id}" is in state "${path.join('.')}", which it does not have.`,
        `use ${names || `"${node.key}", which has no states inside`}.`,
      );
    }
    node = child;
  }
}
