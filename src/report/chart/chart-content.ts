import type { OutlineArrow, OutlineState } from '../../statechart/parts/chart-outline.ts';
import { around, type Point } from '../svg/geometry.ts';
import {
  arrowLines,
  descriptionLines,
  happeningLines,
  nameLine,
  textWidthMax,
  type Notes,
} from './chart-words.ts';
import {
  lineHeight,
  placedLines,
  placedTags,
  type Line,
  type PlacedLine,
  type PlacedTag,
} from './text-block.ts';

/** What stands in a box, relative to its upper left corner, and the room that it takes. */
export interface Content {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PlacedLine[];
  readonly tags: readonly PlacedTag[];
  /** How far down lines divide the box. */
  readonly rules: readonly number[];
}

const padding = { x: 10, y: 7 };
const gap = 5;

/**
 * What stands in a state, or above the states inside it.
 *
 * @param all - The arrows of the chart.
 */
export function stateContent(
  state: OutlineState,
  all: readonly OutlineArrow[],
  notes: Notes,
): Content {
  const heading = below(padding.y, [nameLine(state)]);
  const tags = placedTags(state.tags, { ...padding, y: heading.bottom + 2, width: textWidthMax });
  const tagsBottom = Math.max(heading.bottom, ...tags.map(({ box }) => box.y + box.height + 2));
  const note = notes[state.path];
  const counted: readonly Line[] =
    note === undefined ? [] : [{ runs: [{ text: note, face: 'note' }] }];
  const said = below(tagsBottom, [...descriptionLines(state), ...counted]);
  const happenings = happeningLines(state, all, notes);
  const rule = said.bottom + gap;
  const last = below(happenings.length > 0 ? rule + gap : said.bottom, happenings);
  const lines = [...heading.lines, ...said.lines, ...last.lines];
  return {
    width: widthAround(lines, tags),
    height: last.bottom + padding.y,
    lines,
    tags,
    rules: happenings.length > 0 ? [rule] : [],
  };
}

/** A square without words. */
export function emptyContent(size: number): Content {
  return { width: size, height: size, lines: [], tags: [], rules: [] };
}

/** What stands in the label of an arrow. */
export function arrowContent(
  arrow: OutlineArrow,
  all: readonly OutlineArrow[],
  notes: Notes,
): Content {
  const { lines, bottom } = below(3, arrowLines(arrow, all, notes), 8);
  return { width: widthAround(lines, [], 8), height: bottom + 3, lines, tags: [], rules: [] };
}

/** The same content when the corner of its box is at this place. */
export function contentAt({ lines, tags, rules, ...size }: Content, { x, y }: Point): Content {
  return {
    ...size,
    lines: lines.map((line) => ({ ...line, x: line.x + x, y: line.y + y })),
    tags: tags.map(({ text, box }) => ({ text, box: { ...box, x: box.x + x, y: box.y + y } })),
    rules: rules.map((rule) => rule + y),
  };
}

function below(top: number, lines: readonly Line[], x = padding.x) {
  return { lines: placedLines(lines, x, top), bottom: top + lines.length * lineHeight };
}

function widthAround(
  lines: readonly PlacedLine[],
  tags: readonly PlacedTag[],
  margin = padding.x,
): number {
  const boxes = [
    ...lines.map(({ x, width }) => ({ x, y: 0, width, height: 0 })),
    ...tags.map(({ box }) => box),
  ];
  const { x, width } = around(boxes);
  return Math.ceil(x + width + margin);
}
