import { labelOf } from '../spacetime/labels.ts';
import { grown, overlaps, type Box, type Point } from '../svg/geometry.ts';
import type { Edge, Node } from './geometry.ts';
import type { LooseEdge } from './merged.ts';

/** How far a loop, and a way back, leave the straight line. */
const bow = 26;
const labelSize = 11;

/** Draws an edge between nodes that have their places: down straight, back and sideways as a bow. */
export function wayOf({ from, to }: LooseEdge, nodes: readonly Node[]): readonly Point[] {
  const [start, end] = [nodes[from] as Node, nodes[to] as Node];
  if (from === to) return loopOf(start);
  const down = end.depth - start.depth;
  if (down > 0) return [under(start), over(end)];
  if (down === 0) {
    const [a, b] = [under(start), under(end)];
    const y = Math.max(a.y, b.y) + bow;
    return [a, { x: a.x, y }, { x: b.x, y }, b];
  }
  // Beside the way down between the same two, to the right of it.
  const aside = bow - down * 10;
  const [a, b] = [over(start, 0.5), under(end, 0.5)];
  const [high, low] = [(2 * a.y + b.y) / 3, (a.y + 2 * b.y) / 3];
  return [a, { x: a.x + aside, y: high }, { x: b.x + aside, y: low }, b];
}

/**
 * Places the actions beside the edges, where they hide nothing.
 *
 * @returns For each edge its label; undefined where there is no room.
 */
export function edgeLabels(
  edges: readonly (LooseEdge & Pick<Edge, 'way'>)[],
  nodes: readonly Node[],
): readonly Edge['label'][] {
  const taken: Box[] = nodes.map((node) => grown(node, 4));
  return edges.map(({ actions, way, from, to }) => {
    if (from === to) return undefined;
    const [first = '', ...others] = actions;
    const text = others.length === 0 ? first : `${first} and ${others.length} more`;
    for (const part of [0.5, 0.4, 0.6, 0.32, 0.68]) {
      const { x, y } = pointOn(way, part);
      const room = { widthMax: 150, linesMax: 4, size: labelSize };
      const label = labelOf(text, { x, y, align: 'middle', at: 'middle', ...room });
      if (taken.some((box) => overlaps(box, label))) continue;
      taken.push(grown(label, 2));
      return label;
    }
    return undefined;
  });
}

/** A point on a line or a Bézier curve. */
export function pointOn(way: readonly Point[], part: number): Point {
  const [a, b, c, d] = way as [Point, Point, Point?, Point?];
  const between = (p: Point, q: Point): Point => ({
    x: p.x + (q.x - p.x) * part,
    y: p.y + (q.y - p.y) * part,
  });
  if (c === undefined || d === undefined) return between(a, b);
  const [ab, bc, cd] = [between(a, b), between(b, c), between(c, d)];
  return between(between(ab, bc), between(bc, cd));
}

function loopOf({ x, y, width, height }: Box): readonly Point[] {
  const [right, middle] = [x + width, y + height / 2];
  return [
    { x: right, y: middle - 6 },
    { x: right + bow, y: middle - 14 },
    { x: right + bow, y: middle + 14 },
    { x: right, y: middle + 6 },
  ];
}

function under({ x, y, width, height }: Box, aside = 0): Point {
  return { x: x + (width / 2) * (1 + aside), y: y + height };
}

function over({ x, y, width }: Box, aside = 0): Point {
  return { x: x + (width / 2) * (1 + aside), y };
}
