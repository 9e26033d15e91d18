import type { ProcessRecord, StateRecord } from '../../system/state-record.ts';
import { stateText } from '../../trace/state-text.ts';
import type { Glyphs } from '../glyphs.ts';
import { Row, type Tint } from '../lines/row.ts';
import { onOneLine, shortened, widthOf } from '../lines/width.ts';
import { wrap } from '../lines/wrap.ts';
import { shortfall, type Lane, type SequenceLayout } from './sequence-layout.ts';

/** All that drawing a row needs to know. */
export interface Chart extends SequenceLayout {
  readonly glyphs: Glyphs;
  /** Whether a duplicated message is delivered at once: a set cannot hold it twice. */
  readonly deliversCopies: boolean;
}

/** What is written on a lane or an arrow. */
export interface Inscription {
  readonly text: string;
  readonly tint: Tint | undefined;
}

/** Where an arrow leaves and where it points; when `reaches` is false it ends on the way. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly reaches: boolean;
  readonly line: string;
  readonly end: string;
}

/** The names at the heads of the lanes. */
export function nameRow({ lanes }: Chart): Row {
  const row = new Row();
  for (const { name, at } of lanes) row.put(centred(at, name), name, 'strong');
  return row;
}

/** The states of all processes, in brackets. */
export function statesRow(
  { lanes, gap, glyphs }: Chart,
  { processes }: StateRecord,
  tint: Tint,
): Row {
  const row = new Row();
  for (const { id, at } of lanes) {
    const process = processes.find((candidate) => candidate.id === id) as ProcessRecord;
    const text = `[${shortened(onOneLine(stateText(process.state)), gap - 3, glyphs.cut)}]`;
    row.put(centred(at, text), text, process.alive ? tint : 'bad');
  }
  return row;
}

/** An arrow with its text on it, or, when it is too short for that, under its text. */
export function arrowRows(
  chart: Chart,
  state: StateRecord,
  arrow: Arrow,
  { text, tint }: Inscription,
): readonly Row[] {
  const { glyphs, lanes } = chart;
  const way = Math.sign(arrow.to - arrow.from);
  const end = arrow.to - way * (arrow.reaches ? 1 : shortfall);
  const row = laneRow(chart, state);
  const [left, right] = [Math.min(arrow.from, end), Math.max(arrow.from, end)];
  row.put(left, arrow.line.repeat(right - left + 1), tint);
  for (const { at } of lanes) if (at > left && at < right) row.put(at, glyphs.crossing, tint);
  row.put(arrow.from, way > 0 ? glyphs.leavesRight : glyphs.leavesLeft, 'dim');
  row.put(end, arrow.end, tint);
  const middle = Math.round((left + right) / 2);
  if (widthOf(text) + 5 <= right - left) {
    row.put(centred(middle, ` ${text} `), ` ${text} `, tint);
    return [row];
  }
  return [...textRows(chart, state, middle, { text, tint }), row];
}

/** What happens to all processes at once: a text on a line across the lanes. */
export function everywhereRows(
  chart: Chart,
  state: StateRecord,
  { text, tint }: Inscription,
): readonly Row[] {
  const { lanes, glyphs } = chart;
  const [left = 0, right = 0] = [lanes[0]?.at, lanes.at(-1)?.at];
  const middle = Math.round((left + right) / 2);
  const row = laneRow(chart, state);
  row.put(left, glyphs.everywhere.repeat(right - left + 1), tint);
  if (widthOf(text) + 5 > right - left) {
    return [row, ...textRows(chart, state, middle, { text, tint })];
  }
  row.put(centred(middle, ` ${text} `), ` ${text} `, tint);
  return [row];
}

/** What happens to one process: a sign on its lane and a text beside it, to the right if it fits. */
export function eventRows(
  chart: Chart,
  state: StateRecord,
  sign: string,
  { at, text, tint }: Inscription & { readonly at: number },
): readonly Row[] {
  const { gap, columns, lanes, numberWidth } = chart;
  const longest = Math.max(...text.split(' ').map(widthOf));
  // A text may cover other lanes, but not leave the chart.
  const space = { right: columns - at - 2, left: at - 1 - numberWidth };
  const isLast = lanes.at(-1)?.at === at;
  const roomRight = isLast ? space.right : gap - 3;
  const roomLeft = lanes[0]?.at === at ? space.left : gap - 3;
  const toRight = longest <= roomRight || roomRight >= roomLeft;
  const room = Math.max(toRight ? roomRight : roomLeft, longest);
  return wrap(text, Math.min(room, toRight ? space.right : space.left)).map((line, index) => {
    const row = laneRow(chart, state);
    if (index === 0) row.put(at, sign, tint);
    row.put(toRight ? at + 2 : at - 1 - widthOf(line), line, tint);
    return row;
  });
}

/** A text around a column, on as many rows as it needs. */
export function textRows(
  chart: Chart,
  state: StateRecord,
  middle: number,
  { text, tint }: Inscription,
): readonly Row[] {
  const { gap, numberWidth, columns } = chart;
  // A text of a few words is broken to stay between the lanes; a single long word may cover them.
  const longest = Math.max(...text.split(' ').map(widthOf));
  const width = Math.min(Math.max(gap - 2, longest), columns - numberWidth);
  return wrap(text, width).map((line) => {
    const row = laneRow(chart, state);
    const at = Math.min(centred(middle, line), columns - widthOf(line));
    row.put(Math.max(numberWidth, at), line, tint);
    return row;
  });
}

/** The lane of a process, which must have one. */
export function laneOf({ lanes }: SequenceLayout, id: string): Lane {
  return lanes.find((lane) => lane.id === id) as Lane;
}

function laneRow({ lanes, glyphs }: Chart, { processes }: StateRecord): Row {
  const row = new Row();
  for (const { id, at } of lanes) {
    const process = processes.find((candidate) => candidate.id === id);
    const isUp = process?.alive === true && process.paused !== true;
    row.put(at, isUp ? glyphs.lane : glyphs.downLane, 'dim');
  }
  return row;
}

function centred(middle: number, text: string): number {
  return middle - Math.floor(widthOf(text) / 2);
}
