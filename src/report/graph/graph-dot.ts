import type { StateGraph } from '../../trace/graph.ts';

/** A state graph as DOT text. */
export function graphDot(_graph: StateGraph): string {
  throw new Error('not written yet');
}
