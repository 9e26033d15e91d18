import { separates, type Partition } from '../../protocol/partitions.ts';
import { partitionText } from '../../system/action.ts';
import type { Box, Point } from '../svg/geometry.ts';
import { margin } from './frame.ts';
import type { Band, Cut, Row } from './geometry.ts';
import { labelOf } from './labels.ts';
import type { Grid } from './ways.ts';

/** A strip where a partition separates lanes, for as long as it does. */
export function cutsOf({ plan, lanes, rows }: Grid, bottom: number): readonly Cut[] {
  const cuts: Cut[] = [];
  let open: { readonly partition: Partition; readonly from: number } | undefined;
  const close = (until: number) => {
    if (open === undefined) return;
    const { partition, from } = open;
    const says = `${partitionText(partition)} from step ${rows.findIndex(({ y }) => y === from) + 1}`;
    for (const { x, width, reaches } of separated([...lanes], partition)) {
      cuts.push({ x, width, y: from, height: until - from, says: `${says}${reaches}` });
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

/**
 * Where a partition stands: between neighbouring lanes that it separates. Where those that are apart have others
 * between them who reach both, it stands around these.
 */
function separated(lanes: readonly (readonly [id: string, x: number])[], partition: Partition) {
  const areApart = (one: number, other: number) => {
    const [a, b] = [lanes[one]?.[0] ?? '', lanes[other]?.[0] ?? ''];
    return separates(partition, a, b) || separates(partition, b, a);
  };
  return lanes.flatMap(([, right], to) => {
    const from = lanes.findLastIndex((_, one) => one < to && areApart(one, to));
    if (from < 0) return [];
    // Two others that are apart within say it already.
    const inside = lanes.slice(from, to).map((_, index) => from + index);
    if (inside.some((one) => inside.some((other) => one < other && areApart(one, other))))
      return [];
    const left = (lanes[from] as readonly [string, number])[1];
    const between = lanes.slice(from + 1, to);
    if (between.length === 0) return [{ x: (left + right) / 2 - 6, width: 12, reaches: '' }];
    return between.map(([id, x]) => ({
      ...{ x: x - aroundLane, width: 2 * aroundLane },
      reaches: `, ${id} reaches both sides`,
    }));
  });
}

/** From a lane to the sides of a strip around it. */
const aroundLane = 14;

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
