import type { StateGraph } from '../../trace/graph.ts';

/** A state graph as JSON text. */
export function graphJson(_graph: StateGraph): string {
  throw new Error('not written yet');
}
