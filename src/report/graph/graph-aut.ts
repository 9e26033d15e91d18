import type { StateGraph } from '../../trace/graph.ts';

/** A state graph as Aldebaran text. */
export function graphAut(_graph: StateGraph): string {
  throw new Error('not written yet');
}
