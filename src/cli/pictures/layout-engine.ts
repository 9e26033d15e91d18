import Elk from 'elkjs/lib/elk.bundled.js';
import type { LayoutEngine, LayoutNode } from '../../report/chart/layout-graph.ts';

/** The layout of the Eclipse Layout Kernel, in this thread. */
export const layoutEngine: LayoutEngine = async (graph) => {
  const kernel = new Elk.default();
  return (await kernel.layout(graph)) as LayoutNode;
};
