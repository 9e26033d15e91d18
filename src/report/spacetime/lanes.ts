import type { ProcessRecord } from '../../system/state-record.ts';
import type { Trace } from '../../trace/trace.ts';
import { onOneLine } from '../lines/width.ts';
import { fitted, textWidth } from '../svg/font.ts';
import type { Chip, Lane, Stretch } from './geometry.ts';
import { labelOf, letterSize } from './labels.ts';
import { startOf, type StepTexts } from './texts.ts';

/** How tall a chip is, and how far the next one is below it. */
export const chipSizes = { height: 18, pitch: 20, padding: 6 };
/** What is beside a chip, or beside a name, up to the next lane. */
const beside = 16;
const gapMin = 96;
const gapMax = 230;
/** How wide all lanes together may become before texts are shortened. */
const lanesWidthMax = 1000;
const nameSize = 13;
const face = { size: letterSize };

/** How far apart the lanes are: as far as their texts need, if there is room for it. */
export function gapOf({ start }: Trace, texts: readonly StepTexts[]): number {
  const names = start.processes.map(({ id }) =>
    textWidth(onOneLine(id), { size: nameSize, bold: true }),
  );
  const states = start.processes.map((process) => textWidth(startOf(process), face));
  const chips = texts.flatMap(({ chips }) => chips.map(({ full }) => textWidth(full, face)));
  const labels = texts.map(({ label }) => Math.min(textWidth(label, face), 160) + 8);
  const needed =
    Math.max(...names, ...states, ...chips, ...labels) + 2 * chipSizes.padding + beside;
  const room = Math.max(gapMin, lanesWidthMax / start.processes.length);
  return Math.ceil(Math.max(gapMin, Math.min(needed, gapMax, room)));
}

/** A chip in the middle of a lane, no wider than the lane. */
export function chipAt(
  { kind, full }: Pick<Chip, 'kind' | 'full'>,
  { x, top, gap }: { readonly x: number; readonly top: number; readonly gap: number },
): Chip {
  const text = fitted(full, gap - beside - 2 * chipSizes.padding, face);
  const width = Math.ceil(textWidth(text, face)) + 2 * chipSizes.padding;
  return { kind, text, full, x: x - width / 2, y: top, width, height: chipSizes.height };
}

/** What a lane begins with: the name of the process, and the state that it is in. */
export function laneHead(
  process: ProcessRecord,
  { x, top, gap }: { readonly x: number; readonly top: number; readonly gap: number },
): Pick<Lane, 'process' | 'x' | 'name' | 'state'> {
  const placing = { align: 'middle', at: 'top', widthMax: gap - beside, linesMax: 1 } as const;
  return {
    process: process.id,
    x,
    name: labelOf(process.id, { ...placing, x, y: top, size: nameSize }),
    state: chipAt({ kind: 'state', full: startOf(process) }, { x, top: top + 20, gap }),
  };
}

/**
 * When a process is up, down and paused.
 *
 * @param index - Which process.
 * @param heights - From where to where each step is taken: the lane begins at the first, and the last has
 * no step.
 */
export function stretchesOf(
  { start, steps }: Trace,
  index: number,
  heights: readonly number[],
): readonly Stretch[] {
  const states = [start, ...steps.map(({ state }) => state)];
  const stretches: Stretch[] = [];
  for (const [at, { processes }] of states.entries()) {
    const is = conditionOf(processes[index] as ProcessRecord);
    const [top, bottom] = [heights[at] as number, heights[at + 1] as number];
    const last = stretches.at(-1);
    if (last?.is === is) stretches[stretches.length - 1] = { ...last, bottom };
    else stretches.push({ is, top, bottom });
  }
  return stretches;
}

function conditionOf({ alive, paused }: ProcessRecord): Stretch['is'] {
  if (!alive) return 'down';
  return paused === true ? 'paused' : 'up';
}
