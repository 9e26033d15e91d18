import type { ProcessRecord } from '../../system/state-record.ts';
import type { GraphState, StateGraph } from '../../trace/graph.ts';
import { stateText } from '../../trace/state-text.ts';
import { onOneLine } from '../lines/width.ts';
import type { Node } from './geometry.ts';

/**
 * What of a state is looked at; states that look the same are drawn as one.
 *
 * - `all`: everything, so that every state is drawn by itself.
 * - `charts`: in which state the chart of each process is.
 * - `counts`: how many processes of each role are in which state.
 * - names of processes or roles: the states of these.
 */
export type GraphView = 'all' | 'charts' | 'counts' | readonly string[];

/** A node that has no place yet. */
export type LooseNode = Omit<Node, 'x' | 'y' | 'width' | 'height' | 'depth' | 'onPath'>;

/** All transitions between two nodes that have no place yet. */
export interface LooseEdge {
  readonly from: number;
  readonly to: number;
  readonly actions: readonly string[];
}

/** A graph before it is laid out. */
export interface LooseGraph {
  readonly nodes: readonly LooseNode[];
  readonly edges: readonly LooseEdge[];
  /** The node of each state. */
  readonly nodeOf: readonly number[];
}

/** Merges the states that look the same in a view, and the transitions between the same two nodes. */
export function merged({ states, edges }: StateGraph, view: GraphView): LooseGraph {
  const nodeOf: number[] = [];
  const members: GraphState[][] = [];
  const known = new Map<string, number>();
  for (const state of states) {
    const text = view === 'all' ? String(state.id) : linesIn(state, view).join('\n');
    const node = known.get(text) ?? members.push([]) - 1;
    known.set(text, node);
    members[node]?.push(state);
    nodeOf.push(node);
  }
  const leads = new Set(edges.map(({ from }) => from));
  const together = new Map<string, { from: number; to: number; actions: Set<string> }>();
  for (const edge of edges) {
    const [from, to] = [nodeOf[edge.from] as number, nodeOf[edge.to] as number];
    const key = `${from} ${to}`;
    const known = together.get(key) ?? { from, to, actions: new Set() };
    known.actions.add(onOneLine(edge.label));
    together.set(key, known);
  }
  return {
    nodes: members.map((some) => nodeFor(some, view, leads)),
    edges: [...together.values()].map((edge) => ({ ...edge, actions: [...edge.actions] })),
    nodeOf,
  };
}

function nodeFor(
  states: readonly GraphState[],
  view: GraphView,
  leads: ReadonlySet<number>,
): LooseNode {
  const lines = linesIn(states[0] as GraphState, view);
  const numbers = states.map(({ id }) => id);
  const which = states.length === 1 ? `state ${numbers[0]}` : `${states.length} states`;
  return {
    states: numbers,
    lines,
    says: `${which}: ${lines.join('; ')}`,
    isInitial: states.some(({ initial }) => initial),
    isEnd: states.some(({ id, isFrontier }) => isFrontier !== true && !leads.has(id)),
    violates: [...new Set(states.flatMap(({ violates }) => violates ?? []))],
    isFrontier: states.some(({ isFrontier }) => isFrontier === true),
  };
}

/** A state in the words of a view. */
function linesIn({ record, label }: GraphState, view: GraphView): readonly string[] {
  const { processes } = record;
  if (view === 'all') return label.split('\n').map(onOneLine);
  if (view === 'counts') return countLines(processes);
  const shown =
    view === 'charts'
      ? processes
      : processes.filter(({ id, role }) => view.includes(id) || view.includes(role));
  return shown.map(({ id, state }) => onOneLine(`${id}: ${stateText(state)}`));
}

function countLines(processes: readonly ProcessRecord[]): readonly string[] {
  const roles = new Map<string, string[]>();
  for (const { role, state } of processes) {
    roles.set(role, [...(roles.get(role) ?? []), stateText(state)]);
  }
  return [...roles].map(([role, states]) => {
    const counts = [...new Set(states)].sort().map((state) => {
      const count = states.filter((other) => other === state).length;
      return states.length === 1 ? state : `${count} ${state}`;
    });
    return onOneLine(`${role}: ${counts.join(', ')}`);
  });
}
