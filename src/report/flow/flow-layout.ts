import type { MessageCount, StateCount } from '../../trace/exercise/step-counts.ts';
import type { ExploredSteps } from '../../trace/exercise/explored-steps.ts';
import { grouped } from '../lines/numbers.ts';
import { onOneLine } from '../lines/width.ts';
import { fitted, textWidth, wrapped, type Face } from '../svg/font.ts';
import type { Box, Point } from '../svg/geometry.ts';

/** Who sends what to whom, with a place for everything: plain data, from which it is drawn. */
export interface FlowLayout {
  readonly title: string;
  readonly caption: string;
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly FlowLane[];
  readonly rows: readonly FlowRow[];
}

/** A role: a box, and a line below it. */
export interface FlowLane {
  readonly role: string;
  readonly box: Box;
  readonly x: number;
  readonly bottom: number;
}

/** A type of message between two roles. */
export interface FlowRow {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  /** The corners of the arrow, from the lane of the sender to that of the receiver. */
  readonly points: readonly Point[];
  readonly label: FlowText;
  readonly counts: FlowText;
  /** The states in which it is sent, beside the lane of the sender, and those in which it is received. */
  readonly states: readonly FlowText[];
}

/** A line of text in its place. */
export interface FlowText {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** How the texts of a flow are set. */
export const flowFaces = {
  role: { size: 13, bold: true },
  type: { size: 13, bold: true },
  small: { size: 11 },
} as const satisfies Readonly<Record<string, Face>>;

const margin = 14;
const laneGap = 400;
const boxHeight = 30;
const lineHeight = 14;
/** Beside a lane there is room for the states of two rows that meet there. */
const statesWidth = 180;
const statesMax = 6;

/**
 * Lays out the message flow of a protocol: a lane for each role, a row for each type of message between two
 * roles. The rows are in the order in which a search meets the messages first; time is not shown.
 */
export function flowLayout({
  model,
  messages,
  complete,
  distinctStates,
}: ExploredSteps): FlowLayout {
  const roles = [...new Set(model.processes.map(({ role }) => role))];
  // On the outer side of a lane there are words only of what a role sends to itself.
  const hasOwn = messages.some(({ from, to }) => from === to);
  const first = margin + Math.max(...roles.map(boxWidth), hasOwn ? 2 * statesWidth : 0) / 2;
  const xOf = (role: string) => first + roles.indexOf(role) * laneGap;
  const rows: FlowRow[] = [];
  let top = margin + boxHeight + 22;
  for (const message of messages) {
    const { row, height } = rowOf(message, xOf, top);
    rows.push(row);
    top += height;
  }
  const size = model.size === undefined ? '' : `, size ${model.size}`;
  const states = `${complete ? 'all' : 'the first'} ${grouped(distinctStates)} states`;
  const lastLane = first + Math.max(0, roles.length - 1) * laneGap;
  return {
    title: `Message flow of ${model.protocol.title}`,
    caption: `Counted over the steps between ${states} (${model.protocol.id}${size}). The order of the rows says nothing about time.`,
    width: Math.ceil(Math.max(lastLane + first, 640)),
    height: top + 34,
    lanes: roles.map((role) => {
      const width = boxWidth(role);
      const x = xOf(role);
      const box = { x: x - width / 2, y: margin, width, height: boxHeight };
      return { role, box, x, bottom: top };
    }),
    rows,
  };
}

function boxWidth(role: string): number {
  return Math.ceil(textWidth(role, flowFaces.role)) + 28;
}

function rowOf(
  message: MessageCount,
  xOf: (role: string) => number,
  top: number,
): { readonly row: FlowRow; readonly height: number } {
  const { type, from, to } = message;
  const start = xOf(from);
  const end = xOf(to);
  const y = top + 34;
  const isOwn = start === end;
  const direction = end < start ? -1 : 1;
  const points = isOwn
    ? [start, start + ownWidth, start + ownWidth, start].map((x, index) => ({
        x,
        y: index < 2 ? y : y + ownHeight,
      }))
    : [
        { x: start, y },
        { x: end, y },
      ];
  // The words stand in the gap beside the sender: a lane between the two is not crossed by them.
  const middle = isOwn ? start + 12 : start + (direction * laneGap) / 2;
  const anchor = isOwn ? 'start' : 'middle';
  const below = y + 14;
  const sent = statesAt('sent in', message.sentIn, below, beside(start, isOwn ? -1 : direction));
  const received = isOwn
    ? statesAt('received in', message.receivedIn, below + ownHeight, beside(start, 1))
    : statesAt('received in', message.receivedIn, below, beside(end, -direction));
  const lines = Math.max(sent.length, received.length + (isOwn ? ownHeight / lineHeight : 0));
  const width = laneGap - 24;
  return {
    row: {
      ...{ type, from, to, points },
      label: { text: fitted(onOneLine(type), width, flowFaces.type), x: middle, y: y - 19, anchor },
      counts: { text: countsText(message), x: middle, y: y - 6, anchor },
      states: [...sent, ...received],
    },
    height: 34 + lines * lineHeight + 18,
  };
}

const ownWidth = 46;
const ownHeight = 28;

function countsText({ sentIn, receivedIn }: MessageCount): string {
  return `sent ${total(sentIn)} ×, received ${total(receivedIn)} ×`;
}

function total(counts: readonly StateCount[]): string {
  return grouped(counts.reduce((sum, { count }) => sum + count, 0));
}

/** A place for text on one side of a lane. */
function beside(x: number, side: number): Pick<FlowText, 'x' | 'anchor'> {
  return { x: x + side * 8, anchor: side < 0 ? 'end' : 'start' };
}

function statesAt(
  what: string,
  counts: readonly StateCount[],
  y: number,
  place: Pick<FlowText, 'x' | 'anchor'>,
): readonly FlowText[] {
  const shown = counts.slice(0, statesMax).map(({ state }) => state || 'its only state');
  const more = counts.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const text = counts.length === 0 ? `never ${what.replace(' in', '')}` : `${what} ${list}`;
  return wrapped(onOneLine(text), statesWidth, flowFaces.small).map((line, index) => ({
    ...{ text: line, y: y + index * lineHeight },
    ...place,
  }));
}
