import type { Box, Point } from '../svg/geometry.ts';

const clearance = 4;

/** A place for the words at the top of a state. */
export interface HeaderPlace {
  /** How far they move to the right. */
  readonly shift: number;
  /** 0; or, when there is no free place, how wide the state should rather be. */
  readonly needed: number;
}

/**
 * How far to the right the words at the top of a state move, so that no line runs across them.
 *
 * @param band - The top of the state, in which the words stand.
 * @param width - Of the words, with some space on both sides.
 * @param ways - All lines of the chart.
 */
export function headerPlace(
  band: Box,
  width: number,
  ways: readonly (readonly Point[])[],
): HeaderPlace {
  const crossings = ways.flatMap((way) => crossingsOf(band, way));
  const right = band.x + band.width;
  const isFree = (left: number) =>
    left >= band.x &&
    left + width <= right &&
    crossings.every(([from, to]) => to + clearance <= left || from - clearance >= left + width);
  const places = [band.x, ...crossings.map(([, to]) => to + clearance)].sort((a, b) => a - b);
  const free = places.find(isFree);
  const needed = (crossings.length + 1) * (width + 2 * clearance);
  return { shift: (free ?? band.x) - band.x, needed: free === undefined ? needed : 0 };
}

type Interval = readonly [from: number, to: number];

/** From where to where the pieces of a line within the band reach from left to right. */
function crossingsOf(band: Box, way: readonly Point[]): readonly Interval[] {
  return way.slice(1).flatMap((to, index): Interval[] => {
    const from = way[index] as Point;
    const top = Math.min(from.y, to.y);
    const bottom = Math.max(from.y, to.y);
    const isWithin = top < band.y + band.height && bottom > band.y;
    return isWithin ? [[Math.min(from.x, to.x), Math.max(from.x, to.x)]] : [];
  });
}
