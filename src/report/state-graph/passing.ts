import type { StateGraph } from '../../trace/graph.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Node } from './geometry.ts';
import { pathIn } from './graph-path.ts';
import type { LooseEdge, LooseGraph } from './merged.ts';

/** Where the way of a trace leads through a graph. */
export interface Passing {
  readonly node: (index: number) => Node['onPath'];
  readonly edge: (edge: Pick<LooseEdge, 'from' | 'to'>) => Node['onPath'];
}

/** Finds the nodes and edges through which a trace goes; none when there is no trace. */
export function passing(
  graph: StateGraph,
  { nodeOf }: LooseGraph,
  trace: Trace | undefined,
): Passing {
  const path = (trace && pathIn(graph, trace)) ?? [];
  const cycleStart = trace?.cycle?.start ?? Infinity;
  const nodes = new Map<number, Node['onPath']>();
  const edges = new Map<string, Node['onPath']>();
  for (const [index, state] of path.entries()) {
    const node = nodeOf[state] as number;
    // What is in the cycle too is shown as that.
    const is = index >= cycleStart ? 'cycle' : 'stem';
    nodes.set(node, nodes.get(node) === 'cycle' ? 'cycle' : is);
    if (index === 0) continue;
    const key = `${nodeOf[path[index - 1] as number]} ${node}`;
    const edgeIs = index > cycleStart ? 'cycle' : 'stem';
    edges.set(key, edges.get(key) === 'cycle' ? 'cycle' : edgeIs);
  }
  return {
    node: (index) => nodes.get(index) ?? 'no',
    edge: ({ from, to }) => edges.get(`${from} ${to}`) ?? 'no',
  };
}
