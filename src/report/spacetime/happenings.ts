import type { Action, ActionKind } from '../../system/action.ts';
import { onOneLine } from '../lines/width.ts';
import type { Point } from '../svg/geometry.ts';
import type { Chip, Happening, Label, Mark, Row } from './geometry.ts';
import { chipAt, chipSizes } from './lanes.ts';
import { labelOf } from './labels.ts';
import type { Letter } from './letters.ts';
import { labelRoom, underMark } from './rows.ts';
import { directionOf, placeAt, type Grid, type LetterArrows } from './ways.ts';
import type { TraceStep } from '../../trace/trace.ts';

const marks: Readonly<Record<ActionKind, Mark>> = {
  deliver: 'received',
  drop: 'lost',
  duplicate: 'forked',
  reorder: 'overtakes',
  timeout: 'timer',
  stimulus: 'local',
  crash: 'crash',
  restart: 'restart',
  pause: 'pause',
  resume: 'resume',
  drift: 'clock',
  partition: 'everywhere',
  heal: 'everywhere',
  tick: 'everywhere',
};

/** How far a text is from the middle of the sign that it belongs to. */
const besideMark = 9;

/** What every step does, at its place. */
export function happeningsOf(grid: Grid, letters: readonly LetterArrows[]): readonly Happening[] {
  return grid.plan.trace.steps.map((step, index) => happening(grid, letters, step, index + 1));
}

function happening(
  grid: Grid,
  letters: readonly LetterArrows[],
  { action, label: says }: TraceStep,
  step: number,
): Happening {
  const { y } = grid.rows[step - 1] as Row;
  const onWay = onItsWay(letters, action, step);
  const place = onWay === undefined ? placeOf(grid, action, y) : placeAt(onWay.way, y);
  const lane =
    onWay === undefined && 'process' in action ? laneOf(grid, action.process) : undefined;
  return {
    step,
    lane,
    mark: onWay === undefined && action.kind === 'duplicate' ? 'received' : marks[action.kind],
    ...place,
    label: labelAt(grid, { action, step, ...place }),
    chips: chipsAt(grid, step, place),
    says: onOneLine(`${step} ${says}`),
  };
}

/** The arrow on which a step happens that is about a message on its way, and not about a process. */
function onItsWay(letters: readonly LetterArrows[], { kind }: Action, step: number) {
  const isMeant = ({ lostIn, overtookIn }: Letter) =>
    (kind === 'drop' && lostIn === step) || (kind === 'reorder' && overtookIn.includes(step));
  if (kind === 'duplicate') {
    const copy = letters.find(
      ({ letter }) => letter.copyOf !== undefined && letter.sentIn === step,
    );
    return copy && letters[copy.letter.copyOf as number]?.arrows.at(-1);
  }
  return letters.find(({ letter }) => isMeant(letter))?.arrows.at(-1);
}

function placeOf({ lanes }: Grid, action: Action, y: number): Point {
  if ('process' in action) return { x: lanes.get(action.process) as number, y };
  const all = [...lanes.values()];
  return { x: (Math.min(...all) + Math.max(...all)) / 2, y };
}

function laneOf({ lanes }: Grid, process: string): number {
  return [...lanes.keys()].indexOf(process);
}

/** The text of a step: away from where its message comes from, and above what is sent from there. */
function labelAt(
  grid: Grid,
  { action, step, x, y }: Point & { readonly action: Action; readonly step: number },
): Label {
  const text = grid.plan.texts[step - 1]?.label ?? '';
  const room = labelRoom(grid.plan, step);
  if (!('process' in action))
    return labelOf(text, { x, y, align: 'middle', at: 'middle', ...room });
  const comesFromRight =
    'from' in action &&
    (action.from === action.process ||
      directionOf(grid, { type: '', from: action.from, to: action.process }) < 0);
  return labelOf(text, {
    x: x + (comesFromRight ? -besideMark : besideMark),
    y: y - 1,
    align: comesFromRight ? 'right' : 'left',
    at: 'bottom',
    ...room,
  });
}

function chipsAt({ plan }: Grid, step: number, { x, y }: Point): readonly Chip[] {
  const { gap } = plan;
  return (plan.texts[step - 1]?.chips ?? []).map((chip, index) =>
    chipAt(chip, { x, top: y + underMark + index * chipSizes.pitch, gap }),
  );
}
