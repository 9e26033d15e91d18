import { eventText } from '../../system/action.ts';
import type { Point } from '../svg/geometry.ts';
import type { Arrow, Row } from './geometry.ts';
import { labelOf } from './labels.ts';
import type { Letter } from './letters.ts';
import {
  inFlightAtEnd,
  lineOfLost,
  oldInFlight,
  underMark,
  vanishedIn,
  type Plan,
} from './rows.ts';

/** Where lanes and rows are. */
export interface Grid {
  readonly plan: Plan;
  /** Where each lane runs, in the order of the processes. */
  readonly lanes: ReadonlyMap<string, number>;
  readonly rows: readonly Row[];
  /** Where the lanes begin. */
  readonly top: number;
}

/** The arrows of a letter: none, one, or one for each time it arrived. */
export interface LetterArrows {
  readonly letter: Letter;
  readonly arrows: readonly Arrow[];
}

/** How far before the lane of its receiver a message is lost, or still in flight, in parts of a gap. */
const shortOf = { lost: 0.42, inFlight: 0.34 };
/** How far a message to oneself leaves its lane. */
const bulge = 22;

/** The arrows of all letters, in the order of the letters. A copy begins on the way of its original. */
export function arrowsOf(grid: Grid): readonly LetterArrows[] {
  const all: LetterArrows[] = [];
  for (const [index, letter] of grid.plan.letters.entries()) {
    const original = letter.copyOf === undefined ? undefined : all[letter.copyOf];
    const start = startOf(grid, letter, original?.arrows.at(-1));
    all.push({
      letter,
      arrows: endsOf(grid, { letter, index, start }).map((end) => arrow(grid, letter, start, end)),
    });
  }
  return all;
}

/** The place on a way at a height within it. */
export function placeAt(way: readonly Point[], y: number): Point {
  for (const [index, to] of way.entries()) {
    const from = way[index - 1];
    if (from === undefined || to.y < y) continue;
    const part = to.y === from.y ? 0 : (y - from.y) / (to.y - from.y);
    return { x: from.x + (to.x - from.x) * Math.max(0, part), y };
  }
  return { x: (way.at(-1) as Point).x, y };
}

/** Into which direction a message goes: to the right (1) or to the left (-1). */
export function directionOf(
  { lanes }: Pick<Grid, 'lanes'>,
  { from, to }: Letter['message'],
): 1 | -1 {
  return (lanes.get(to) as number) >= (lanes.get(from) as number) ? 1 : -1;
}

function startOf({ lanes, rows, top }: Grid, letter: Letter, original: Arrow | undefined): Point {
  const { message, sentIn } = letter;
  const y = rows[sentIn - 1]?.y ?? top;
  if (original !== undefined) return placeAt(original.way, y);
  return { x: lanes.get(message.from) as number, y };
}

interface End extends Point, Pick<Arrow, 'end' | 'endsIn' | 'label'> {}

interface SentLetter {
  readonly letter: Letter;
  /** Which of the letters. */
  readonly index: number;
  /** Where its way begins. */
  readonly start: Point;
}

function endsOf(grid: Grid, sent: SentLetter): readonly End[] {
  const { letter, index } = sent;
  const { plan, lanes, rows } = grid;
  const { message, receivedIn, lostIn } = letter;
  const x = lanes.get(message.to) as number;
  const ends = receivedIn.map((step): End => {
    return { x, y: (rows[step - 1] as Row).y, end: 'received', endsIn: step, label: undefined };
  });
  if (lostIn !== undefined) ends.push(lostEnd(grid, sent));
  const footer = inFlightAtEnd(plan).indexOf(index);
  if (footer >= 0) {
    const count = inFlightAtEnd(plan).length;
    const { y } = rows[rows.length - count + footer] as Row;
    ends.push(openEnd(grid, sent, { y, end: 'inFlight', endsIn: undefined }));
  }
  if (oldInFlight(plan).includes(index)) ends.push(stubEnd(grid, sent));
  return ends;
}

/** Where the short line ends that stands for a message in flight for long: before the chips below it. */
function stubEnd({ plan, lanes }: Grid, { letter: { message }, start }: SentLetter): End {
  const lane = lanes.get(message.to) as number;
  const way = directionOf({ lanes }, message);
  const far = message.from === message.to ? bulge : Math.abs(lane - start.x) / 2;
  const x = start.x + way * Math.min(far, plan.gap * 0.36);
  return { x, y: start.y + underMark - 2, end: 'inFlight', endsIn: undefined, label: undefined };
}

function lostEnd(grid: Grid, sent: SentLetter): End {
  const { letter, index } = sent;
  const step = letter.lostIn as number;
  const row = grid.rows[step - 1] as Row;
  const order = vanishedIn(grid.plan, step).indexOf(index);
  // The step itself says what it loses, unless it is about something else.
  if (order < 0)
    return { ...openEnd(grid, sent, { y: row.y, end: 'lost', endsIn: step }), label: undefined };
  const y =
    row.bottom - (vanishedIn(grid.plan, step).length - order - 0.5) * lineOfLost - underMark / 4;
  return openEnd(grid, sent, { y, end: 'lost', endsIn: step });
}

/** An end between two lanes, with what the message is beside it. */
function openEnd(
  grid: Grid,
  { letter: { message }, start }: SentLetter,
  end: Pick<End, 'y' | 'end' | 'endsIn'>,
): End {
  const { gap } = grid.plan;
  const way = directionOf(grid, message);
  const isOwn = message.from === message.to;
  const short = gap * (end.end === 'lost' ? shortOf.lost : shortOf.inFlight);
  const lane = grid.lanes.get(message.to) as number;
  // A copy may have been made beyond the usual place already.
  const towards = way * Math.max(way * (lane - way * short), (way * (start.x + lane)) / 2);
  const x = isOwn ? lane + bulge : towards;
  const label = labelOf(eventText({ ...message }), {
    x: x + way * 9,
    y: end.y,
    align: way > 0 ? 'left' : 'right',
    at: 'middle',
    widthMax: gap + short - 30,
    linesMax: 1,
  });
  return { x, ...end, label };
}

function arrow({ lanes }: Grid, letter: Letter, start: Point, { x, y, ...end }: End): Arrow {
  const { message, sentIn, copyOf } = letter;
  return {
    way: message.from === message.to ? ownWay(start, { x, y }) : [start, { x, y }],
    sentIn,
    sender: [...lanes.keys()].indexOf(message.from),
    isCopy: copyOf !== undefined,
    says: `${eventText({ ...message })} ${message.from} → ${message.to}: ${lifeText(letter, end)}`,
    goesOn: { above: false, below: false },
    ...end,
  };
}

/** A message to oneself leaves its lane and comes back. */
function ownWay(from: Point, to: Point): readonly Point[] {
  const bend = Math.min(10, (to.y - from.y) / 2);
  const out = Math.max(from.x, to.x, from.x + bulge);
  if (to.x > from.x) return [from, { x: out, y: from.y + bend }, to];
  return [from, { x: from.x + bulge, y: from.y + bend }, { x: from.x + bulge, y: to.y - bend }, to];
}

function lifeText(
  { sentIn, copyOf }: Letter,
  { end, endsIn }: Pick<Arrow, 'end' | 'endsIn'>,
): string {
  const made = copyOf === undefined ? 'sent' : 'duplicated';
  const begins = sentIn === 0 ? 'in flight from the start' : `${made} in step ${sentIn}`;
  if (end === 'inFlight') return `${begins}, still in flight at the end`;
  return `${begins}, ${end} in step ${endsIn}`;
}
