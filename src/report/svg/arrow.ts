import { numberText } from './element.ts';
import type { Point } from './geometry.ts';

/**
 * The corners of a head for an arrow, the tip first. It is a shape of its own and not a marker: markers
 * have ids, which clash when two pictures stand in one page.
 *
 * @param from - A point on the arrow before its tip; one that is the tip itself gives a head to the right.
 * @param length - From the tip to the base; the base is as wide.
 */
export function arrowHead(from: Point, tip: Point, length: number): readonly Point[] {
  const far = Math.hypot(tip.x - from.x, tip.y - from.y);
  const along =
    far === 0 ? { x: 1, y: 0 } : { x: (tip.x - from.x) / far, y: (tip.y - from.y) / far };
  const base = { x: tip.x - along.x * length, y: tip.y - along.y * length };
  const half = length / 2;
  return [
    tip,
    { x: base.x - along.y * half, y: base.y + along.x * half },
    { x: base.x + along.y * half, y: base.y - along.x * half },
  ];
}

/** Points as the attribute `points` of a polygon or a polyline has them. */
export function pointsText(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${numberText(x)},${numberText(y)}`).join(' ');
}

/**
 * A line through some points as the attribute `d` of a path has it, its corners rounded.
 *
 * @param radius - Of the corners; smaller ones where the points are close together.
 */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${at(first)}`];
  for (const [index, point] of rest.entries()) {
    const before = points[index] as Point;
    const after = rest[index + 1];
    if (after === undefined) {
      parts.push(`L${at(point)}`);
      continue;
    }
    const room = Math.min(distance(before, point), distance(point, after)) / 2;
    const bend = Math.min(radius, room);
    parts.push(`L${at(towards(point, before, bend))}`);
    parts.push(`Q${at(point)} ${at(towards(point, after, bend))}`);
  }
  return parts.join(' ');
}

function at({ x, y }: Point): string {
  return `${numberText(x)} ${numberText(y)}`;
}

function distance(left: Point, right: Point): number {
  return Math.hypot(right.x - left.x, right.y - left.y);
}

function towards(from: Point, to: Point, far: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  const part = far / whole;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
