import type { TraceProperty } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import { around, type Box } from '../svg/geometry.ts';
import { bandsOf, cutsOf } from './bands.ts';
import { footOf, headingOf, headOf, margin } from './frame.ts';
import type { Lane, Spacetime } from './geometry.ts';
import { happeningsOf } from './happenings.ts';
import { chipAt, gapOf, laneHead, stretchesOf } from './lanes.ts';
import { lettersOf } from './letters.ts';
import { rowsOf, type Plan } from './rows.ts';
import { startOf, textsOf } from './texts.ts';
import { arrowsOf, type Grid } from './ways.ts';

const widthMin = 480;

/**
 * A trace as a space-time diagram: a lane for each process, time running down, a row for each step, and
 * every message an arrow from where it was sent to where it arrived.
 *
 * @param property - What the trace shows, which the heading says.
 *
 * Source: Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978, fig. 1.
 */
export function spacetime(trace: Trace, property?: TraceProperty): Spacetime {
  let ticks = 0;
  const texts = trace.steps.map((step) => {
    if (step.action.kind === 'tick') ticks += 1;
    return textsOf(step, ticks);
  });
  const plan = { trace, property, texts, letters: lettersOf(trace), gap: gapOf(trace, texts) };
  const numbersRight = margin + (trace.cycle === undefined ? 0 : 20) + numbersWidth(trace);
  // How far texts reach beyond the outer lanes is known when they are placed.
  const probe = placed(plan, { numbersRight, first: 0, width: widthMin });
  const room = around(boxesOf(probe));
  const first = numbersRight + 12 - room.x;
  const width = Math.max(widthMin, Math.ceil(first + room.x + room.width + margin));
  return placed(plan, { numbersRight, first, width });
}

function numbersWidth({ steps }: Trace): number {
  return Math.max(20, 6 + 7 * String(steps.length).length);
}

interface Frame {
  readonly numbersRight: number;
  /** Where the first lane runs. */
  readonly first: number;
  readonly width: number;
}

function placed(plan: Plan, { numbersRight, first, width }: Frame): Spacetime {
  const { trace, gap } = plan;
  const heading = headingOf(plan, width);
  const head = headOf(heading);
  const rows = rowsOf(plan, head.bottom);
  const lanes = new Map(trace.start.processes.map(({ id }, index) => [id, first + index * gap]));
  const grid: Grid = { plan, lanes, rows, top: head.bottom };
  const letters = arrowsOf(grid);
  const happenings = happeningsOf(grid, letters);
  const bottom = (rows.at(-1)?.bottom ?? head.bottom) + 6;
  return {
    width,
    ...footOf(happenings, { bottom, width }),
    heading,
    lanes: lanesOf(grid, head.top, bottom),
    gap,
    body: { top: head.bottom, bottom },
    rows,
    happenings,
    arrows: letters.flatMap(({ arrows }) => arrows),
    cuts: cutsOf(grid, bottom),
    bands: bandsOf(grid, { numbersRight, width }),
    numbersRight,
  };
}

function lanesOf(
  { plan, lanes, rows, top }: Grid,
  headTop: number,
  bottom: number,
): readonly Lane[] {
  const { trace, gap } = plan;
  const end = trace.steps.at(-1)?.state ?? trace.start;
  const heights = [top, ...rows.filter(({ step }) => step !== undefined).map(({ y }) => y), bottom];
  return trace.start.processes.map((process, index) => {
    const x = lanes.get(process.id) as number;
    const last = startOf(end.processes[index] as typeof process);
    return {
      ...laneHead(process, { x, top: headTop, gap }),
      final:
        trace.steps.length === 0
          ? undefined
          : chipAt({ kind: 'state', full: last }, { x, top: bottom, gap }),
      stretches: stretchesOf(trace, index, heights),
    };
  });
}

/** All that has a place beside the lanes. */
function boxesOf({ lanes, happenings, arrows }: Spacetime): readonly Box[] {
  return [
    ...lanes.flatMap(({ name, state, final }) => [name, state, ...(final ? [final] : [])]),
    ...happenings.flatMap(({ label, chips }) => [label, ...chips]),
    ...arrows.flatMap(({ label, way }) => [
      ...(label ? [label] : []),
      ...way.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
    ]),
  ];
}
