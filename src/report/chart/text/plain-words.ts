import type {
  ChartOutline,
  OutlineArrow,
  OutlineState,
} from '../../../statechart/parts/chart-outline.ts';
import { arrowLines, happeningLines } from '../chart-words.ts';
import type { Line } from '../text-block.ts';

/** The label of an arrow as lines of plain text. */
export function arrowTexts(arrow: OutlineArrow, { arrows }: ChartOutline): readonly string[] {
  return arrowLines(arrow, arrows, {}).map(textOf);
}

/** What a state says besides its name as lines of plain text: its tags, and what happens in it. */
export function stateTexts(state: OutlineState, { arrows }: ChartOutline): readonly string[] {
  const { tags } = state;
  return [
    ...(tags.length === 0 ? [] : [`tags: ${tags.join(', ')}`]),
    ...happeningLines(state, arrows, {}).map(textOf),
  ];
}

function textOf({ runs }: Line): string {
  return runs.map(({ text }) => text).join('');
}
