import type { StateGraph } from '../../trace/graph.ts';
import type { Trace } from '../../trace/trace.ts';
import { counted } from '../lines/numbers.ts';
import { parametersText } from '../model-text.ts';
import { headingLines, margin, type HeadingText } from '../spacetime/frame.ts';
import { labelOf } from '../spacetime/labels.ts';
import { densityOf } from './density.ts';
import { edgeLabels, wayOf } from './edges.ts';
import type { Edge, GraphPicture, Node } from './geometry.ts';
import { depthsOf, layersOf, neighboursOf } from './layers.ts';
import { legendOf } from './legend.ts';
import { merged, type GraphView, type LooseEdge, type LooseGraph } from './merged.ts';
import { passing } from './passing.ts';
import { placesOf } from './places.ts';
import { sizesOf, type NodeSizes } from './sizes.ts';

/** What of a graph is drawn. */
export interface GraphPictureOptions {
  /**
   * What of a state is looked at. By default everything while that is few enough nodes, then the states of
   * the charts, then how many processes of each role are in which.
   */
  readonly view?: GraphView | undefined;
  /** A trace of the same model, whose way through the graph is shown. */
  readonly trace?: Trace | undefined;
}

/** Nobody can read a graph with more nodes. */
export const nodesMax = 300;
/** A graph of more states is not merged unless that is asked for. */
const statesToMergeMax = 3000;
/** What is left of the layers, for their depths. */
const depthsWidth = 62;
const widthMin = 460;

/**
 * A state graph as a picture, layered by depth: every edge of a shortest path leads one layer down.
 *
 * A graph of more than 300 states is drawn in a view in which fewer look different, and each node is the
 * larger the more states it stands for. Where that does not help, how many states each depth has is drawn.
 */
export function graphPicture(graph: StateGraph, options: GraphPictureOptions = {}): GraphPicture {
  const { view, loose } = chosen(graph, options.view);
  if (loose === undefined) return densityOf(graph, headingTexts(graph, { view, count: undefined }));
  const layers = layersOf(loose);
  const depths = depthsOf(loose);
  const sizes = sizesOf(loose, layers);
  const { widths, between } = sizes;
  const neighbours = neighboursOf(loose, depths);
  const places = placesOf({ layers, neighbours, widths, between });
  const right = Math.max(...places.map((x, node) => x + (widths[node] as number) / 2));
  const width = Math.ceil(Math.max(widthMin, margin + depthsWidth + right + 30 + margin));
  const texts = headingTexts(graph, { view, count: loose.nodes.length });
  const heading = headingLines(texts, width);
  const last = heading.at(-1)?.label;
  const top = (last === undefined ? 0 : last.y + last.height) + 26;
  const passes = passing(graph, loose, options.trace);
  // A narrow graph stands in the middle.
  const left = margin + depthsWidth + (width - 2 * margin - depthsWidth - 30 - right) / 2;
  const nodes = nodesOf(loose, { sizes, depths, left, top, places }).map((node, index) => ({
    ...node,
    onPath: passes.node(index),
  }));
  const marked = loose.edges.map((edge) => ({ ...edge, onPath: passes.edge(edge) }));
  const edges = edgesOf(marked, nodes, sizes);
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height)) + 40;
  return {
    width,
    heading,
    nodes,
    edges,
    depths: depthLabels(nodes),
    bars: [],
    ...legendOf(nodes, { y: bottom, width }),
  };
}

/** The view that makes few enough nodes, and what the graph looks like in it, if there is one. */
function chosen(
  graph: StateGraph,
  wanted: GraphView | undefined,
): { readonly view: GraphView; readonly loose: LooseGraph | undefined } {
  const count = graph.states.length;
  const mayMerge = count <= statesToMergeMax;
  const views = wanted === undefined ? (['all', 'charts', 'counts'] as const) : [wanted];
  for (const view of views) {
    if (wanted === undefined && (view === 'all' ? count > nodesMax : !mayMerge)) continue;
    const loose = merged(graph, view);
    if (loose.nodes.length <= nodesMax) return { view, loose };
  }
  return { view: wanted ?? 'all', loose: undefined };
}

interface Drawn {
  readonly view: GraphView;
  /** How many nodes are drawn; undefined when none are. */
  readonly count: number | undefined;
}

function headingTexts(graph: StateGraph, { view, count }: Drawn): readonly HeadingText[] {
  const { model, states, edges, complete } = graph;
  const mutation = model.mutation === undefined ? '' : `, broken by ${model.mutation}`;
  const still = edges.filter(({ from, to }) => from === to).length;
  const stills =
    still === 0 ? '' : `, ${counted(still, 'of them changes', 'of them change')} nothing`;
  const size = `${counted(states.length, 'state')}, ${counted(edges.length, 'transition')}${stills}`;
  return [
    { kind: 'title', text: `${model.protocol.title}${mutation}: the graph of its states` },
    { kind: 'model', text: parametersText(model) },
    { kind: 'model', text: size },
    { kind: 'note', text: viewText(view, count, states.length) },
    { kind: 'note', text: complete ? '' : 'The graph is not complete: more states are reachable.' },
  ];
}

function viewText(view: GraphView, count: number | undefined, states: number): string {
  if (count === undefined) {
    return view === 'all'
      ? 'These are too many to draw each: the bars say how many states are how many steps away.'
      : 'Too many of them look different to be drawn: the bars say how many are how many steps away.';
  }
  if (view === 'all' || count === states) return '';
  const same =
    view === 'charts'
      ? 'the charts of all processes are in the same states'
      : view === 'counts'
        ? 'as many processes of each role are in each state'
        : `${view.join(', ')} ${view.length === 1 ? 'is' : 'are'} in the same states`;
  return `Drawn as ${counted(count, 'node')}: one for all states in which ${same}.`;
}

interface Frame {
  readonly sizes: NodeSizes;
  readonly depths: readonly number[];
  readonly left: number;
  readonly top: number;
  readonly places: readonly number[];
}

function nodesOf(
  { nodes }: LooseGraph,
  { sizes, depths, left, top, places }: Frame,
): readonly Omit<Node, 'onPath'>[] {
  const { widths, heights, lines, rowGap } = sizes;
  const layerHeights = nodes.reduce<number[]>((tallest, _, node) => {
    const depth = depths[node] as number;
    tallest[depth] = Math.max(tallest[depth] ?? 0, heights[node] as number);
    return tallest;
  }, []);
  const middles: number[] = [];
  let y = top;
  for (const height of layerHeights) {
    middles.push(y + height / 2);
    y += height + rowGap;
  }
  return nodes.map((node, index) => {
    const [width, height] = [widths[index] as number, heights[index] as number];
    const depth = depths[index] as number;
    return {
      ...node,
      lines: lines[index] ?? [],
      depth,
      x: left + (places[index] as number) - width / 2,
      y: (middles[depth] as number) - height / 2,
      width,
      height,
    };
  });
}

function edgesOf(
  edges: readonly (LooseEdge & Pick<Edge, 'onPath'>)[],
  nodes: readonly Node[],
  { hasWords }: NodeSizes,
): readonly Edge[] {
  // Where nodes are small, so many loops would hide more than they say.
  const drawn = edges.filter(({ from, to, onPath }) => hasWords || from !== to || onPath !== 'no');
  const ways = drawn.map((edge) => ({ ...edge, way: wayOf(edge, nodes) }));
  const labels = hasWords ? edgeLabels(ways, nodes) : [];
  return ways.map((edge, index) => ({ ...edge, label: labels[index] }));
}

function depthLabels(nodes: readonly Node[]): GraphPicture['depths'] {
  const middles = new Map(nodes.map(({ depth, y, height }) => [depth, y + height / 2]));
  return [...middles].map(([depth, y]) =>
    labelOf(depth === 0 ? 'start' : counted(depth, 'step'), {
      x: margin,
      y,
      align: 'left',
      at: 'middle',
      widthMax: depthsWidth,
      linesMax: 1,
      size: 11,
    }),
  );
}
