import { baseline, textWidth, type Face } from '../svg/font.ts';
import type { Box } from '../svg/geometry.ts';

/** How a piece of text of a chart is set. */
export const faces = {
  /** The name of a state. */
  name: { size: 13, bold: true },
  /** What an arrow waits for. */
  trigger: { size: 12, bold: true },
  plain: { size: 12 },
  /** A word that is the same in every chart, such as `entry`. */
  word: { size: 12 },
  tag: { size: 11 },
  /** What was counted. */
  note: { size: 11 },
} as const satisfies Readonly<Record<string, Face>>;

/** The name of a way to set text. */
export type FaceName = keyof typeof faces;

/** A piece of text before it has a place. */
export interface Run {
  readonly text: string;
  readonly face: FaceName;
}

/** A line of text, of several pieces. */
export interface Line {
  readonly runs: readonly Run[];
  /** The arrow of which the line is all that is drawn: one that changes no state. */
  readonly arrow?: string;
}

/** A line of text in its place, in units of the picture. */
export interface PlacedLine extends Line {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly width: number;
}

/** A tag in its place. */
export interface PlacedTag {
  readonly text: string;
  readonly box: Box;
}

/** What a line, or a row of tags, takes from top to bottom. */
export const lineHeight = 16;

const tagPadding = 6;
const tagGap = 5;

/** The width of a line. */
export function lineWidth({ runs }: Line): number {
  return runs.reduce((width, { text, face }) => width + textWidth(text, faces[face]), 0);
}

/** Lines below each other. */
export function placedLines(lines: readonly Line[], x: number, top: number): readonly PlacedLine[] {
  return lines.map((line, index) => ({
    ...line,
    x,
    y: top + index * lineHeight + baseline(lineHeight, faces.plain),
    width: lineWidth(line),
  }));
}

/** Tags in rows of at most a width; a tag that is wider has a row of its own. */
export function placedTags(
  tags: readonly string[],
  { x, y, width: widthMax }: Omit<Box, 'height'>,
): readonly PlacedTag[] {
  const placed: PlacedTag[] = [];
  let left = x;
  let top = y;
  for (const text of tags) {
    const width = textWidth(text, faces.tag) + 2 * tagPadding;
    if (left > x && left + width > x + widthMax) {
      left = x;
      top += lineHeight + 3;
    }
    placed.push({ text, box: { x: left, y: top, width, height: lineHeight } });
    left += width + tagGap;
  }
  return placed;
}

/** Where the text of a tag begins. */
export function tagText({ box }: PlacedTag): { readonly x: number; readonly y: number } {
  return { x: box.x + tagPadding, y: box.y + baseline(lineHeight, faces.tag) };
}
