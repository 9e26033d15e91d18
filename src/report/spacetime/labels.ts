import { onOneLine } from '../lines/width.ts';
import { fitted, textWidth, wrapped } from '../svg/font.ts';
import type { Point } from '../svg/geometry.ts';
import type { Label } from './geometry.ts';

/** The size of the letters of a label, unless it is said otherwise. */
export const letterSize = 12;

/** Where a label goes, and how large it may become. */
export interface Placing extends Point {
  readonly align: Label['align'];
  /** Whether `y` is above the label, below it or in its middle. */
  readonly at: 'top' | 'bottom' | 'middle';
  readonly widthMax: number;
  /** What does not fit so many lines is left out. */
  readonly linesMax: number;
  readonly size?: number;
}

/** Places a text. */
export function labelOf(text: string, placing: Placing): Label {
  const { align, at, widthMax, linesMax, size = letterSize } = placing;
  // JSON has no spaces: without them a long value could not be broken.
  const spaced = onOneLine(text).replace(/,(?=["[{\d])/g, ', ');
  const lines = linesWithin(spaced, { widthMax, linesMax, size });
  const width = Math.ceil(Math.max(...lines.map((line) => textWidth(line, { size }))));
  const height = lines.length * lineHeight(size);
  const x = placing.x - { left: 0, middle: width / 2, right: width }[align];
  const y = placing.y - { top: 0, middle: height / 2, bottom: height }[at];
  return { x, y, width, height, lines, align, size };
}

/** How tall a line is. */
export function lineHeight(size: number): number {
  return Math.round(size * 1.17);
}

interface Room {
  readonly widthMax: number;
  readonly linesMax: number;
  readonly size: number;
}

function linesWithin(text: string, { widthMax, linesMax, size }: Room): readonly string[] {
  const lines = wrapped(text, widthMax, { size });
  if (lines.length <= linesMax) return lines;
  const rest = lines.slice(linesMax - 1).join(' ');
  return [...lines.slice(0, linesMax - 1), fitted(rest, widthMax, { size })];
}
