import type {
  ChartOutline,
  OutlineArrow,
  OutlineState,
} from '../../statechart/parts/chart-outline.ts';
import { arrowContent, emptyContent, stateContent, type Content } from './chart-content.ts';
import type { Notes } from './chart-words.ts';
import {
  containerOptions,
  labelOptions,
  markOptions,
  rootOptions,
  type LayoutEdge,
  type LayoutNode,
} from './layout-graph.ts';

/** One line from a state to another; an arrow with several targets has several. */
export interface Flight {
  /** Of its edge in the graph. */
  readonly id: string;
  readonly arrow: OutlineArrow;
  readonly target: string;
}

/** The radius of the dot in which a state begins. */
export const dotRadius = 5;

const historySize = 26;

/** Between the words of a state and the states inside it. */
const innerGap = 18;

/** All lines of a chart that have a label. */
export function flightsOf({ arrows }: ChartOutline): readonly Flight[] {
  return arrows.flatMap((arrow, index) =>
    arrow.targets.map((target, at) => ({ id: `arrow ${index} ${at}`, arrow, target })),
  );
}

/** What stands in a state of the chart. */
export function contentOf(outline: ChartOutline, state: OutlineState, notes: Notes): Content {
  return isHistory(state) ? emptyContent(historySize) : stateContent(state, outline.arrows, notes);
}

/** What stands in the label of a line. */
export function labelOf({ arrows }: ChartOutline, { arrow }: Flight, notes: Notes): Content {
  return arrowContent(arrow, arrows, notes);
}

/** The ids of a state and of what belongs to it. */
export const idOf = {
  state: (path: string) => `state ${path}`,
  /** The dot in which it begins. */
  dot: (path: string) => `dot ${path}`,
  /** The line from there, or from a history state. */
  start: (path: string) => `start ${path}`,
  /** Where a line ends whose other end is inside the same state. */
  mark: (flight: string) => `mark ${flight}`,
  /** The label of a line that leads back to where it starts, and the way back from there. */
  loop: (flight: string) => `loop ${flight}`,
  back: (flight: string) => `back ${flight}`,
};

/**
 * Whether a line leads to the state in which it starts. In the graph its label is a box below the state,
 * with one line from the state for the way there and another for the way back.
 */
export function isLoop({ arrow: { source }, target }: Flight): boolean {
  return source === target;
}

/** The state of a line that is around the one at its other end; undefined when none is. */
export function outerEnd({ arrow: { source }, target }: Flight): 'source' | 'target' | undefined {
  if (source === target) return undefined;
  if (isInside(target, source)) return 'source';
  return isInside(source, target) ? 'target' : undefined;
}

/**
 * Whether a line leads back to a state that stands earlier in the chart. The graph has it the other way
 * round: so there are no cycles in it, and what comes first stands above.
 */
export function leadsBack({ states }: ChartOutline, { arrow, target }: Flight): boolean {
  const place = (path: string) => states.findIndex((state) => state.path === path);
  return place(target) < place(arrow.source);
}

/**
 * A chart as a graph of boxes, labels and lines that have sizes and no places.
 *
 * @param widths - What states need at least, by their paths, besides what their words do.
 */
export function graphOf(
  outline: ChartOutline,
  notes: Notes,
  widths: ReadonlyMap<string, number>,
): LayoutNode {
  const edges = [...startEdges(outline), ...flightEdges(outline, notes)];
  return {
    id: 'picture',
    layoutOptions: rootOptions,
    children: nodesIn(null, { outline, notes, widths, edges }),
    edges,
  };
}

interface Around {
  readonly outline: ChartOutline;
  readonly notes: Notes;
  readonly widths: ReadonlyMap<string, number>;
  readonly edges: readonly LayoutEdge[];
}

function nodesIn(parent: string | null, around: Around): LayoutNode[] {
  const { outline, notes } = around;
  const states = outline.states.filter((state) => state.parent === parent);
  const loops = flightsOf(outline).filter(
    (flight) => isLoop(flight) && states.some(({ path }) => path === flight.target),
  );
  return [
    ...states.map((state) => nodeOf(state, around)),
    ...loops.map((flight) => ({
      id: idOf.loop(flight.id),
      ...sizeOf(labelOf(outline, flight, notes)),
    })),
  ];
}

function nodeOf(state: OutlineState, around: Around): LayoutNode {
  const { outline, notes, widths, edges } = around;
  const id = idOf.state(state.path);
  if (isHistory(state)) return { id, width: historySize, height: historySize };
  const content = contentOf(outline, state, notes);
  const { height } = content;
  const needed = Math.max(widthForEnds(id, edges), widths.get(state.path) ?? 0);
  const width = Math.max(content.width, needed);
  if (!isContainer(state)) return { id, width, height };
  return {
    id,
    layoutOptions: {
      ...containerOptions,
      'elk.padding': `[top=${height + innerGap},left=16,bottom=16,right=16]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      // The kernel lays out from left to right and turns the result, but not this pair.
      'elk.nodeSize.minimum': `(${height},${width})`,
    },
    children: [...marksOf(state, outline), ...nodesIn(state.path, around)],
  };
}

function sizeOf({ width, height }: Content) {
  return { width, height };
}

/** What a box needs so that the heads of its arrows stand apart: lines come from above and leave below. */
function widthForEnds(id: string, edges: readonly LayoutEdge[]): number {
  const above = edges.filter(({ targets }) => targets.includes(id)).length;
  const below = edges.filter(({ sources }) => sources.includes(id)).length;
  return (Math.max(above, below) + 1) * endGap;
}

const endGap = 13;

/** Whether a state has others inside. */
export function isContainer({ kind }: Pick<OutlineState, 'kind'>): boolean {
  return kind === 'compound' || kind === 'parallel';
}

/** Whether a state stands for the one inside its neighbours that was active last. */
export function isHistory({ kind }: Pick<OutlineState, 'kind'>): boolean {
  return kind === 'shallow history' || kind === 'deep history';
}

function marksOf({ path, initial }: OutlineState, outline: ChartOutline): LayoutNode[] {
  const size = 2 * dotRadius;
  const mark = { layoutOptions: markOptions };
  return [
    ...(initial === null ? [] : [{ id: idOf.dot(path), width: size, height: size, ...mark }]),
    ...flightsOf(outline)
      .filter((flight) => {
        const outer = outerEnd(flight);
        return (
          outer !== undefined && path === (outer === 'source' ? flight.arrow.source : flight.target)
        );
      })
      .map(({ id }) => ({ id: idOf.mark(id), width: 1, height: 1, ...mark })),
  ];
}

function startEdges({ states }: ChartOutline): LayoutEdge[] {
  return states.flatMap((state) => {
    if (state.initial === null) return [];
    const { path, initial } = state;
    const from = isContainer(state) ? idOf.dot(path) : idOf.state(path);
    return [{ id: idOf.start(path), sources: [from], targets: [idOf.state(initial)] }];
  });
}

function flightEdges(outline: ChartOutline, notes: Notes): LayoutEdge[] {
  return flightsOf(outline).flatMap((flight): LayoutEdge[] => {
    const { id, arrow, target } = flight;
    if (isLoop(flight)) {
      const ends = { sources: [idOf.state(target)], targets: [idOf.loop(id)] };
      return [
        { id, ...ends },
        { id: idOf.back(id), ...ends },
      ];
    }
    const outer = outerEnd(flight);
    const ends = [
      outer === 'source' ? idOf.mark(id) : idOf.state(arrow.source),
      outer === 'target' ? idOf.mark(id) : idOf.state(target),
    ] as const;
    const [from, to] = leadsBack(outline, flight) ? [ends[1], ends[0]] : ends;
    const size = sizeOf(labelOf(outline, flight, notes));
    const label = { id: `label ${id}`, text: arrow.name, ...size, layoutOptions: labelOptions };
    return [{ id, sources: [from], targets: [to], labels: [label] }];
  });
}

function isInside(inner: string, outer: string): boolean {
  return outer === '' || inner.startsWith(`${outer}.`);
}
