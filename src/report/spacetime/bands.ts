import { separates, type Partition } from '../../protocol/partitions.ts';
import { partitionText } from '../../system/action.ts';
import type { Box, Point } from '../svg/geometry.ts';
import { margin } from './frame.ts';
import type { Band, Cut, Row } from './geometry.ts';
import { labelOf } from './labels.ts';
import type { Grid } from './ways.ts';

/** A strip between any two neighbouring lanes that a partition separates, for as long as it does. */
export function cutsOf({ plan, lanes, rows }: Grid, bottom: number): readonly Cut[] {
  const cuts: Cut[] = [];
  let open: { readonly partition: Partition; readonly from: number } | undefined;
  const close = (until: number) => {
    if (open === undefined) return;
    const { partition, from } = open;
    const says = `${partitionText(partition)} from step ${rows.findIndex(({ y }) => y === from) + 1}`;
    for (const { x, width } of separated([...lanes], partition)) {
      cuts.push({ x, width, y: from, height: until - from, says });
    }
    open = undefined;
  };
  for (const [index, { action }] of plan.trace.steps.entries()) {
    if (action.kind !== 'partition' && action.kind !== 'heal') continue;
    const { y } = rows[index] as Row;
    close(y);
    if (action.kind === 'partition') open = { partition: action, from: y };
  }
  close(bottom);
  return cuts;
}

function separated(lanes: readonly (readonly [id: string, x: number])[], partition: Partition) {
  return lanes.slice(1).flatMap(([id, x], index) => {
    const [other, left] = lanes[index] as readonly [string, number];
    const isCut = separates(partition, id, other) || separates(partition, other, id);
    return isCut ? [{ x: (left + x) / 2 - 6, width: 12 }] : [];
  });
}

/** What comes once, and what is repeated for ever. */
export function bandsOf(
  { plan, rows, top }: Grid,
  frame: { readonly numbersRight: number; readonly width: number },
): readonly Band[] {
  const { cycle, steps } = plan.trace;
  if (cycle === undefined) return [];
  const stem = rows.slice(0, cycle.start);
  const repeated = rows.filter(({ isInCycle }) => isInCycle);
  const goesOn = { above: false, below: false };
  const { numbersRight, width } = frame;
  const bandOf = (
    kind: Band['kind'],
    of: readonly Row[],
    text: string,
    back: readonly Point[],
  ): Band => {
    const box: Box = {
      x: margin / 2,
      y: of[0]?.top ?? top,
      width: width - margin,
      height: (of.at(-1)?.bottom ?? top) - (of[0]?.top ?? top),
    };
    const label = labelOf(text, {
      x: box.x + 8,
      y: box.y + 3,
      align: 'left',
      at: 'top',
      widthMax: width - 2 * margin,
      linesMax: 1,
    });
    return { kind, ...box, label, back, goesOn };
  };
  const x = margin + 4;
  const [firstY, lastY] = [repeated[0]?.y ?? top, repeated.at(-1)?.y ?? top];
  // Where nothing happens any more, the way leads from below the row to above it.
  const [from, to] = firstY === lastY ? [lastY + 5, firstY - 5] : [lastY, firstY];
  const back = [
    { x: numbersRight - 21, y: from },
    { x, y: from },
    { x, y: to },
    { x: numbersRight - 21, y: to },
  ];
  const says =
    cycle.start === steps.length
      ? 'for ever: nothing happens any more'
      : 'for ever: this is repeated';
  return [
    ...(stem.length === 0 ? [] : [bandOf('stem', stem, 'once: the way there', [])]),
    bandOf('cycle', repeated, says, back),
  ];
}
