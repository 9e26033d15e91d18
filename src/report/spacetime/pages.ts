import type { TraceProperty } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Point } from '../svg/geometry.ts';
import { footOf, headOf, margin, titleOf } from './frame.ts';
import type { Arrow, Band, Heading, Label, Lane, Row, Spacetime } from './geometry.ts';
import { laneHead } from './lanes.ts';
import { labelOf } from './labels.ts';
import { spacetime } from './spacetime.ts';

/** How a trace is shown. */
export interface PagesOptions {
  /** What the trace shows, which the heading says. */
  readonly property?: TraceProperty | undefined;
  /** A trace of more steps than these is shown on several pages; 60 by default. At least 1. */
  readonly stepsPerPage?: number | undefined;
}

/** A part of a diagram, and how far down it moves to stand on a page of its own. */
interface Part {
  readonly top: number;
  readonly bottom: number;
  readonly down: number;
}

/**
 * A trace as space-time diagrams, one below the other: a single one unless the trace is long.
 *
 * Every page has the names of the processes, and the states in which they are where it begins. A message
 * that goes on on the next page leaves this one at the place where it comes in there.
 *
 * @returns At least one page.
 */
export function spacetimePages(trace: Trace, options: PagesOptions = {}): readonly Spacetime[] {
  const { property, stepsPerPage = 60 } = options;
  const whole = spacetime(trace, property);
  const count = Math.ceil(trace.steps.length / stepsPerPage);
  if (count <= 1) return [whole];
  // The pages are about equally long.
  const length = Math.ceil(trace.steps.length / count);
  return Array.from({ length: count }, (_, index) => {
    const until = index + 1 === count ? whole.rows.length : (index + 1) * length;
    const rows = whole.rows.slice(index * length, until);
    return pageOf(whole, { trace, rows, number: index + 1, count });
  });
}

interface Page {
  readonly trace: Trace;
  readonly rows: readonly Row[];
  /** Which page this is, from 1. */
  readonly number: number;
  readonly count: number;
}

function pageOf(whole: Spacetime, { trace, rows, number, count }: Page): Spacetime {
  const heading = pageHeading(whole, `${titleOf(trace)} (page ${number} of ${count})`, number);
  const head = headOf(heading);
  const [first, last] = [rows[0] as Row, rows.at(-1) as Row];
  const part = { top: first.top, bottom: last.bottom, down: head.bottom - first.top };
  const happenings = whole.happenings
    .filter(({ step }) => rows.some((row) => row.step === step))
    .map((one) => ({
      ...one,
      y: one.y + part.down,
      label: moved(one.label, part),
      chips: one.chips.map((chip) => moved(chip, part)),
    }));
  const bottom = last.bottom + part.down + 6;
  const before = (first.step ?? 1) - 1;
  const state = trace.steps[before - 1]?.state ?? trace.start;
  return {
    ...whole,
    ...footOf(happenings, { bottom, width: whole.width }),
    heading,
    body: { top: head.bottom, bottom },
    rows: rows.map((row) => ({
      ...row,
      top: row.top + part.down,
      y: row.y + part.down,
      bottom: row.bottom + part.down,
    })),
    lanes: whole.lanes.map((lane, index): Lane => ({
      ...laneHead(state.processes[index] as (typeof state.processes)[number], {
        x: lane.x,
        top: head.top,
        gap: whole.gap,
      }),
      final: number === count && lane.final ? moved(lane.final, part) : undefined,
      stretches: lane.stretches.flatMap((stretch) =>
        cutOff(stretch, { ...part, bottom: part.bottom + 6 }),
      ),
    })),
    happenings,
    arrows: whole.arrows.flatMap((arrow) => arrowPart(arrow, part)),
    cuts: whole.cuts.flatMap((cut) =>
      cutOff({ top: cut.y, bottom: cut.y + cut.height }, part).map(({ top, bottom: end }) => ({
        ...cut,
        y: top,
        height: end - top,
      })),
    ),
    bands: whole.bands.flatMap((band) => bandPart(band, part)),
  };
}

/** The whole heading on the first page, and the title on the others. */
function pageHeading(
  { heading, width }: Spacetime,
  title: string,
  number: number,
): readonly Heading[] {
  const [first, ...others] = heading as [Heading, ...Heading[]];
  const { x, y } = first.label;
  const placing = {
    x,
    y,
    align: 'left',
    at: 'top',
    widthMax: width - 2 * margin,
    linesMax: 1,
  } as const;
  const label = labelOf(title, { ...placing, size: number === 1 ? first.label.size : 13 });
  return [{ ...first, label }, ...(number === 1 ? others : [])];
}

function moved<Shape extends { readonly y: number }>(shape: Shape, { down }: Part): Shape {
  return { ...shape, y: shape.y + down };
}

/** What of a stretch is within a part: nothing, or one stretch. */
function cutOff<Stretch extends { readonly top: number; readonly bottom: number }>(
  stretch: Stretch,
  { top, bottom, down }: Part,
): readonly Stretch[] {
  const [from, to] = [Math.max(stretch.top, top), Math.min(stretch.bottom, bottom)];
  return from < to ? [{ ...stretch, top: from + down, bottom: to + down }] : [];
}

function arrowPart(arrow: Arrow, part: Part): readonly Arrow[] {
  const { top, bottom } = part;
  const [first, last] = [arrow.way[0] as Point, arrow.way.at(-1) as Point];
  if (last.y < top || first.y > bottom) return [];
  const { label } = arrow;
  const isHere = label !== undefined && last.y <= bottom;
  return [
    {
      ...arrow,
      way: wayWithin(arrow.way, part),
      label: isHere ? moved<Label>(label, part) : undefined,
      goesOn: { above: first.y < top, below: last.y > bottom },
    },
  ];
}

/** What of a way is within a part, cut where it comes in and where it leaves. */
function wayWithin(way: readonly Point[], { top, bottom, down }: Part): readonly Point[] {
  return way.flatMap((to, index) => {
    const from = way[index - 1];
    const inside = to.y >= top && to.y <= bottom ? [to] : [];
    if (from === undefined) return inside.map(({ x, y }) => ({ x, y: y + down }));
    const at = (y: number) => ({
      x: from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y),
      y,
    });
    return [
      ...(from.y < top && to.y > top ? [at(top)] : []),
      ...inside,
      ...(from.y < bottom && to.y > bottom ? [at(bottom)] : []),
    ].map(({ x, y }) => ({ x, y: y + down }));
  });
}

function bandPart(band: Band, part: Part): readonly Band[] {
  const { top, bottom, down } = part;
  const [from, to] = [Math.max(band.y, top), Math.min(band.y + band.height, bottom)];
  if (from >= to) return [];
  const goesOn = { above: band.y < top, below: band.y + band.height > bottom };
  const label = goesOn.above
    ? { ...band.label, lines: band.label.lines.map((line) => `${line} …`), y: from + 3 + down }
    : moved(band.label, part);
  return [
    {
      ...band,
      y: from + down,
      height: to - from,
      label,
      goesOn,
      back: backWithin(band.back, part),
    },
  ];
}

/** The way back from the end of a cycle to its beginning, as far as it is on a page. */
function backWithin(back: readonly Point[], { top, bottom, down }: Part): readonly Point[] {
  const [last, low, high, first] = back;
  if (!last || !low || !high || !first) return [];
  const inside = [
    ...(low.y <= bottom ? [last, low] : [{ x: low.x, y: bottom }]),
    ...(high.y >= top ? [high, first] : [{ x: high.x, y: top }]),
  ];
  return inside.map(({ x, y }) => ({ x, y: y + down }));
}
