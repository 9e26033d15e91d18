import type { TraceProperty } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import { chipSizes } from './lanes.ts';
import { labelOf, letterSize, lineHeight } from './labels.ts';
import type { Letter } from './letters.ts';
import type { Row } from './geometry.ts';
import type { StepTexts } from './texts.ts';

/** What is known of a diagram before it is known how tall it is. */
export interface Plan {
  readonly trace: Trace;
  readonly property: TraceProperty | undefined;
  readonly texts: readonly StepTexts[];
  readonly letters: readonly Letter[];
  /** How far apart the lanes are. */
  readonly gap: number;
}

/** What is below the middle of a row before the first chip. */
export const underMark = 10;
/** The height of a line for a message that does not arrive. */
export const lineOfLost = 17;
const bandTab = 20;

/** How wide the text at a step may be, and in how many lines. */
export function labelRoom({ gap, trace }: Plan, step: number) {
  const { action } = trace.steps[step - 1] as Trace['steps'][number];
  if ('process' in action) return { widthMax: gap - 24, linesMax: action.kind === 'crash' ? 4 : 3 };
  return { widthMax: Math.max(160, gap * (trace.start.processes.length - 1) - 40), linesMax: 2 };
}

/** The letters that a step makes vanish, without being about any of them: a partition cuts them off. */
export function vanishedIn({ trace, letters }: Plan, step: number): readonly number[] {
  if (trace.steps[step - 1]?.action.kind === 'drop') return [];
  return [...letters.keys()].filter((index) => letters[index]?.lostIn === step);
}

/** A message that was sent so many steps before the end would be a line along its lane. */
const stepsInFlightMax = 12;

/** The letters that are in flight at the end and were sent not long before: each has a line of its own. */
export function inFlightAtEnd(plan: Plan): readonly number[] {
  return unreceived(plan).filter((index) => !isOld(plan, index));
}

/** The letters that are in flight at the end and were sent long before. */
export function oldInFlight(plan: Plan): readonly number[] {
  return unreceived(plan).filter((index) => isOld(plan, index));
}

/** What is in flight at the end; where messages stay for ever, what was never received. */
function unreceived({ trace, letters }: Plan): readonly number[] {
  const keeps = trace.model.network.delivery === 'keeps';
  return [...letters.keys()].filter((index) => {
    const { isInFlight, receivedIn } = letters[index] as Letter;
    return isInFlight && !(keeps && receivedIn.length > 0);
  });
}

function isOld({ trace, letters }: Plan, index: number): boolean {
  return trace.steps.length - (letters[index] as Letter).sentIn > stepsInFlightMax;
}

/** A strip for each step, then one where nothing happens any more, then one for each letter in flight. */
export function rowsOf(plan: Plan, top: number): readonly Row[] {
  const { trace, property, texts } = plan;
  const { steps, cycle } = trace;
  const rows: Row[] = [];
  const add = (above: number, below: number, more: Partial<Row>) => {
    const start = rows.at(-1)?.bottom ?? top;
    const y = start + above;
    rows.push({
      step: undefined,
      top: start,
      y,
      bottom: y + below,
      isInCycle: false,
      isShown: false,
      ...more,
    });
  };
  for (const [index, { chips }] of texts.entries()) {
    const step = index + 1;
    const isEverywhere = !('process' in (steps[index] as Trace['steps'][number]).action);
    const { height } = labelOf(texts[index]?.label ?? '', {
      x: 0,
      y: 0,
      align: 'left',
      at: 'top',
      ...labelRoom(plan, step),
    });
    const tab = cycle !== undefined && (index === 0 || index === cycle.start) ? bandTab : 0;
    const below =
      underMark + chips.length * chipSizes.pitch + vanishedIn(plan, step).length * lineOfLost;
    add(
      tab + (isEverywhere ? height / 2 + 5 : Math.max(height + 3, lineHeight(letterSize))),
      below,
      {
        step,
        isInCycle: cycle !== undefined && index >= cycle.start,
        isShown: property !== undefined && cycle === undefined && step === steps.length,
      },
    );
  }
  if (cycle?.start === steps.length) add(bandTab + 12, 12, { isInCycle: true });
  inFlightAtEnd(plan).forEach(() => {
    add(lineOfLost / 2, lineOfLost / 2, {});
  });
  return rows;
}
