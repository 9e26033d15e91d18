import type { StateGraph } from '../../trace/graph.ts';
import { counted } from '../lines/numbers.ts';
import { headingLines, margin, type HeadingText } from '../spacetime/frame.ts';
import { labelOf } from '../spacetime/labels.ts';
import type { DepthBar, GraphPicture } from './geometry.ts';
import { depthsOf } from './layers.ts';
import { merged } from './merged.ts';

const width = 760;
const barsLeft = 86;
const barWidthMax = 440;
const pitch = 22;

/** How many states are how many steps away, for a graph of which no more can be drawn. */
export function densityOf(graph: StateGraph, texts: readonly HeadingText[]): GraphPicture {
  const heading = headingLines(texts, width);
  const last = heading.at(-1)?.label;
  const top = (last === undefined ? 0 : last.y + last.height) + 18;
  const layers = countsOf(graph);
  const most = Math.max(...layers.map(({ count }) => count));
  const bars = layers.map(({ count, violating }, depth): DepthBar => {
    const y = top + depth * pitch;
    const box = { x: barsLeft, y, width: (count / most) * barWidthMax, height: pitch - 6 };
    const bad =
      violating === 0
        ? ''
        : `, ${counted(violating, 'of them violates', 'of them violate')} a property`;
    const room = { align: 'left', at: 'middle', widthMax: 300, linesMax: 1 } as const;
    const place = { x: box.x + box.width + 8, y: y + box.height / 2 };
    return {
      ...box,
      depth,
      count,
      violatingWidth: (violating / most) * barWidthMax,
      says: `depth ${depth}: ${counted(count, 'state')}${bad}`,
      label: labelOf(`${counted(count, 'state')}${bad}`, { ...place, ...room }),
    };
  });
  return {
    width,
    height: top + layers.length * pitch + margin,
    heading,
    nodes: [],
    edges: [],
    depths: bars.map(({ depth, y, height }) =>
      labelOf(depth === 0 ? 'start' : counted(depth, 'step'), {
        x: barsLeft - 10,
        y: y + height / 2,
        align: 'right',
        at: 'middle',
        widthMax: barsLeft,
        linesMax: 1,
        size: 11,
      }),
    ),
    bars,
    legend: [],
  };
}

function countsOf(graph: StateGraph): readonly { count: number; violating: number }[] {
  const layers: { count: number; violating: number }[] = [];
  for (const [id, depth] of depthsOf(merged(graph, 'all')).entries()) {
    const layer = (layers[depth] ??= { count: 0, violating: 0 });
    layer.count += 1;
    if ((graph.states[id]?.violates ?? []).length > 0) layer.violating += 1;
  }
  return layers;
}
