import { FaultlineError } from '../../errors.ts';
import type {
  ChartOutline,
  OutlineArrow,
  OutlineState,
} from '../../statechart/parts/chart-outline.ts';
import type { Box, Point } from '../svg/geometry.ts';
import { contentAt, type Content } from './chart-content.ts';
import {
  contentOf,
  dotRadius,
  flightsOf,
  graphOf,
  idOf,
  isContainer,
  isLoop,
  labelOf,
  leadsBack,
  outerEnd,
} from './chart-graph.ts';
import type { Notes } from './chart-words.ts';
import { headerPlace, type HeaderPlace } from './header-place.ts';
import type { LayoutEdge, LayoutEngine, LayoutNode } from './layout-graph.ts';

/** A statechart with a place for everything: plain data, from which it is drawn. */
export interface ChartLayout {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Each after the one around it. */
  readonly states: readonly PlacedState[];
  /** The lines without label, from where a state begins, or from a history state. */
  readonly starts: readonly PlacedStart[];
  readonly arrows: readonly PlacedArrow[];
}

/** A state in its place. */
export interface PlacedState extends Pick<OutlineState, 'path' | 'key' | 'kind'> {
  readonly box: Box;
  readonly content: Content;
  /** How far down its words end and the states inside it begin; undefined when there are none. */
  readonly header: number | undefined;
  /** Whether it is active together with its neighbours. */
  readonly isRegion: boolean;
}

/** The way into a state that has others inside. */
export interface PlacedStart {
  /** The state that begins so; or the history state, which leads here at first. */
  readonly path: string;
  /** The middle of the dot; a history state has none. */
  readonly dot: Point | undefined;
  readonly points: readonly Point[];
}

/** An arrow in its place: one for each state to which it leads. */
export interface PlacedArrow extends Pick<OutlineArrow, 'name' | 'kind' | 'source'> {
  readonly target: string;
  readonly points: readonly Point[];
  readonly label: Box;
  readonly content: Content;
}

/**
 * Finds a place for all that a chart consists of.
 *
 * @param engine - The `layout` of the Eclipse Layout Kernel, as the package elkjs has it.
 * @param notes - What was counted: a line of small print for an arrow, by its name, or for a state, by its
 * path.
 *
 * Cost: 0.2-0.5 s for the first chart, some 20 ms for each one after it.
 */
export async function chartLayout(
  outline: ChartOutline,
  engine: LayoutEngine,
  notes: Notes = {},
): Promise<ChartLayout> {
  const widths = new Map<string, number>();
  for (let attempt = 1; ; attempt += 1) {
    const placed = await engine(graphOf(outline, notes, widths));
    const { layout, cramped } = read(placed, outline, notes);
    if (cramped.size === 0 || attempt === attemptsMax) return layout;
    for (const [path, width] of cramped) widths.set(path, width);
  }
}

/** After so many attempts a line may run behind the words of a state. */
const attemptsMax = 4;

interface Reading {
  readonly layout: ChartLayout;
  /** How wide states should be so that no line runs across their words. */
  readonly cramped: ReadonlyMap<string, number>;
}

/** Reads from the graph where everything is. */
function read(placed: LayoutNode, outline: ChartOutline, notes: Notes): Reading {
  const nodes = new Map(nodesOf(placed).map((node) => [node.id, boxOf(node)]));
  const edges = new Map((placed.edges ?? []).map((edge) => [edge.id, edge]));
  const boxes: Boxes = (id) => nodes.get(id) ?? missing(id);
  const starts = outline.states
    .filter(({ initial }) => initial !== null)
    .map((state) => placedStart(state, edges, boxes));
  const arrows = placedArrows(outline, notes, edges, boxes);
  const ways = [...starts, ...arrows].map(({ points }) => points);
  const cramped = new Map<string, number>();
  const states = outline.states.map((state) => {
    const { needed, ...found } = placedState(outline, state, { notes, boxes, ways });
    if (needed > 0) cramped.set(state.path, needed);
    return found;
  });
  const width = Math.ceil(placed.width ?? missing('width'));
  const height = Math.ceil(placed.height ?? missing('height'));
  return { layout: { id: outline.id, width, height, states, starts, arrows }, cramped };
}

type Boxes = (id: string) => Box;

interface Surroundings {
  readonly notes: Notes;
  readonly boxes: Boxes;
  readonly ways: readonly (readonly Point[])[];
}

function placedState(
  outline: ChartOutline,
  state: OutlineState,
  { notes, boxes, ways }: Surroundings,
): PlacedState & Pick<HeaderPlace, 'needed'> {
  const { path, key, kind, parent } = state;
  const box = boxes(idOf.state(path));
  const words = contentOf(outline, state, notes);
  const band = { ...box, height: words.height };
  const { shift, needed } = isContainer(state)
    ? headerPlace(band, words.width, ways)
    : { shift: 0, needed: 0 };
  const around = outline.states.find((other) => other.path === parent);
  return {
    path,
    key,
    kind,
    box,
    content: contentAt(words, { x: box.x + shift, y: box.y }),
    header: isContainer(state) ? box.y + words.height : undefined,
    isRegion: around?.kind === 'parallel',
    needed,
  };
}

function placedStart(
  state: OutlineState,
  edges: ReadonlyMap<string, LayoutEdge>,
  boxes: Boxes,
): PlacedStart {
  const { path } = state;
  const edge = edges.get(idOf.start(path)) ?? missing(path);
  const dot = isContainer(state) ? middle(boxes(idOf.dot(path))) : undefined;
  return { path, dot, points: pointsOf(edge) };
}

function placedArrows(
  outline: ChartOutline,
  notes: Notes,
  edges: ReadonlyMap<string, LayoutEdge>,
  boxes: Boxes,
): readonly PlacedArrow[] {
  const headerOf = (path: string): number => {
    const state = outline.states.find((other) => other.path === path) ?? missing(path);
    return boxes(idOf.state(path)).y + contentOf(outline, state, notes).height;
  };
  return flightsOf(outline).map((flight) => {
    const { id, arrow, target } = flight;
    const { name, kind, source } = arrow;
    const edge = edges.get(id) ?? missing(id);
    const label = isLoop(flight) ? boxes(idOf.loop(id)) : boxOf(edge.labels?.[0] ?? missing(id));
    const content = contentAt(labelOf(outline, flight, notes), label);
    const way = pointsOf(edge);
    const outer = outerEnd(flight);
    const points =
      outer === undefined ? way : endingAt(headerOf(outer === 'source' ? source : target), way);
    const placed = { name, kind, source, target, label, content };
    if (isLoop(flight)) {
      const back = pointsOf(edges.get(idOf.back(id)) ?? missing(id)).toReversed();
      return { ...placed, points: [...points, ...back] };
    }
    return { ...placed, points: leadsBack(outline, flight) ? points.toReversed() : points };
  });
}

/** A line that starts at this height, where the words of the outer state end. */
function endingAt(y: number, [first, ...rest]: readonly Point[]): readonly Point[] {
  return first === undefined ? [] : [{ x: first.x, y }, ...rest];
}

function nodesOf(node: LayoutNode): readonly LayoutNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

function boxOf({ id, x, y, width, height }: Partial<Box> & { readonly id: string }): Box {
  return {
    x: x ?? missing(id),
    y: y ?? missing(id),
    width: width ?? missing(id),
    height: height ?? missing(id),
  };
}

function pointsOf({ id, sections }: LayoutEdge): readonly Point[] {
  const section = sections?.[0] ?? missing(id);
  return [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({
    x,
    y,
  }));
}

function middle({ x, y }: Box): Point {
  return { x: x + dotRadius, y: y + dotRadius };
}

function missing(what: string): never {
  throw new FaultlineError('FL901', `The layout has no "${what}".`, 'please report this.');
}
