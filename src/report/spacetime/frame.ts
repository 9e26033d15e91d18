import type { Trace } from '../../trace/trace.ts';
import { cycleText, fairTexts } from '../cycle-text.ts';
import { counted } from '../lines/numbers.ts';
import { parametersText } from '../model-text.ts';
import { textWidth } from '../svg/font.ts';
import { shownText } from '../text.ts';
import type { Happening, Heading, Label, Mark, Spacetime } from './geometry.ts';
import { chipSizes } from './lanes.ts';
import { labelOf, letterSize, lineHeight } from './labels.ts';
import { oldInFlight, type Plan } from './rows.ts';

/** What is left free around a picture. */
export const margin = 16;
/** From the top of the names of the lanes to where the lanes begin. */
const headHeight = 46;

/** Where the names of the lanes stand, and where the lanes begin, below a heading. */
export function headOf(heading: readonly Heading[]): {
  readonly top: number;
  readonly bottom: number;
} {
  const last = heading.at(-1)?.label;
  const top = (last === undefined ? 0 : last.y + last.height) + 12;
  return { top, bottom: top + headHeight };
}

/** What is below the lanes, and how tall the picture becomes by it. */
export function footOf(
  happenings: readonly Happening[],
  { bottom, width }: { readonly bottom: number; readonly width: number },
): Pick<Spacetime, 'legend' | 'height'> {
  const marks = new Set(happenings.map(({ mark }) => mark));
  const y = bottom + chipSizes.height + margin;
  const legend = legendOf(marks, { x: margin, y, width: width - 2 * margin });
  const last = legend.at(-1)?.label;
  return { legend, height: last === undefined ? y : last.y + last.height + margin };
}

/** What the trace is of, and what it shows, in lines below each other. */
export function headingOf(plan: Plan, width: number): readonly Heading[] {
  const { trace, property } = plan;
  const old = oldInFlight(plan).length;
  const { model, steps, cycle } = trace;
  const isWitness = property?.kind === 'reachable';
  return headingLines(
    [
      { kind: 'title', text: titleOf(trace) },
      { kind: 'model', text: parametersText(model) },
      ...(property === undefined
        ? []
        : [
            {
              kind: isWitness ? ('witnessed' as const) : ('violated' as const),
              text: shownText(property, steps.length, cycle),
            },
          ]),
      ...(cycle === undefined || property !== undefined
        ? []
        : [{ kind: 'note' as const, text: cycleText(cycle, steps.length) }]),
      ...(cycle === undefined ? [] : fairTexts(cycle)).map((text) => ({
        kind: 'note' as const,
        text,
      })),
      { kind: 'note', text: old === 0 ? '' : oldText(old) },
    ],
    width,
  );
}

function oldText(count: number): string {
  const what = `${counted(count, 'message was', 'messages were')} sent long before the end and not received`;
  return `${what}: ${count === 1 ? 'a short dashed line stands for it' : 'short dashed lines stand for them'}.`;
}

/** A line of a heading before it has its place. */
export interface HeadingText {
  readonly kind: Heading['kind'];
  /** Left out when empty. */
  readonly text: string;
}

const headingSizes = { title: 15, model: 12, violated: 13, witnessed: 13, note: 12 };

/** Places the lines of a heading below each other, with room for a sign before those that need one. */
export function headingLines(texts: readonly HeadingText[], width: number): readonly Heading[] {
  const lines: Heading[] = [];
  for (const { kind, text } of texts) {
    if (text === '') continue;
    const last = lines.at(-1)?.label;
    const y = last === undefined ? margin : last.y + last.height + 5;
    const x = margin + (kind === 'violated' || kind === 'witnessed' ? 16 : 0);
    const room = { widthMax: width - x - margin, linesMax: 6, size: headingSizes[kind] };
    lines.push({ kind, label: labelOf(text, { x, y, align: 'left', at: 'top', ...room }) });
  }
  return lines;
}

/** What a picture of a trace is called. */
export function titleOf({ model }: Trace): string {
  return `${model.protocol.title}${model.mutation === undefined ? '' : `, broken by ${model.mutation}`}`;
}

/** What every sign means, in the order in which it is told. */
const meanings: Readonly<Record<Mark, string>> = {
  received: 'receives a message',
  local: 'acts on its own',
  timer: 'timer fires',
  lost: 'message lost',
  forked: 'message duplicated',
  overtakes: 'message overtakes',
  crash: 'crash',
  restart: 'restart',
  pause: 'pause',
  resume: 'resume',
  clock: 'clock goes wrong',
  everywhere: 'happens to all',
};

const signWidth = 18;
const between = 18;

/** Explains the signs that occur, in as many lines as it takes. */
function legendOf(
  marks: ReadonlySet<Mark>,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): Spacetime['legend'] {
  const entries: { mark: Mark; at: { x: number; y: number }; label: Label }[] = [];
  let [left, top] = [x, y];
  for (const mark of Object.keys(meanings) as Mark[]) {
    // A line across all lanes has its name on it.
    if (!marks.has(mark) || mark === 'everywhere') continue;
    const needed = signWidth + textWidth(meanings[mark], { size: letterSize });
    if (left > x && left + needed > x + width) [left, top] = [x, top + lineHeight(letterSize) + 4];
    const middle = top + lineHeight(letterSize) / 2;
    const label = labelOf(meanings[mark], {
      x: left + signWidth,
      y: middle,
      align: 'left',
      at: 'middle',
      widthMax: width,
      linesMax: 1,
    });
    entries.push({ mark, at: { x: left + 6, y: middle }, label });
    left += needed + between;
  }
  return entries;
}
