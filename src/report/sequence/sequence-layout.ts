import { eventText, partitionText, type Action, type CutStep } from '../../system/action.ts';
import { stateText } from '../../trace/state-text.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Glyphs } from '../glyphs.ts';
import { onOneLine, shortened, widthOf } from '../lines/width.ts';

/** The vertical line that stands for one process. */
export interface Lane {
  readonly id: string;
  /** The name at the head of the lane, shortened when it is too long. */
  readonly name: string;
  /** The column in which the line runs. */
  readonly at: number;
}

/** Where everything in a sequence chart has its place. */
export interface SequenceLayout {
  readonly lanes: readonly Lane[];
  /** Columns from one lane to the next. */
  readonly gap: number;
  /** Columns for the numbers of the steps. */
  readonly numberWidth: number;
  /** Columns in all. */
  readonly columns: number;
}

const gapMin = 12;
const gapMax = 32;
/** What an arrow needs besides its text: two spaces, a tail and a head. */
const arrowExtra = 6;
/** How far from the receiver's lane an arrow ends that does not reach it. */
export const shortfall = 3;

/**
 * Places the lanes of a sequence chart evenly, no further apart than the texts need.
 *
 * All processes have a lane; if there is no room for that, those to which something happens.
 *
 * @returns `undefined` when the chart does not fit the columns.
 */
export function sequenceLayout(
  trace: Trace,
  columns: number,
  glyphs: Glyphs,
): SequenceLayout | undefined {
  const numberWidth = String(trace.steps.length).length + 3;
  const room = (count: number) => Math.floor((columns - numberWidth) / count);
  const all = trace.start.processes.map(({ id }) => id);
  const involved = all.filter((id) => trace.steps.some(({ action }) => isAbout(action, id)));
  const shown = room(all.length) >= gapMin ? all : involved;
  if (shown.length === 0 || room(shown.length) < gapMin) return undefined;
  const gap = Math.max(gapMin, Math.min(wantedGap(trace, shown), room(shown.length), gapMax));
  const lanes = shown.map((id, index) => ({
    id,
    name: shortened(onOneLine(id), gap - 2, glyphs.cut),
    at: numberWidth + Math.floor(gap / 2) + index * gap,
  }));
  const isClear = new Set(lanes.map(({ name }) => name)).size === lanes.length;
  return isClear ? { lanes, gap, numberWidth, columns } : undefined;
}

/**
 * The text of an action in a chart, where lanes and arrows say which processes it is about. A stimulus
 * stands there by its own name: it is what happens on a lane and is nothing else.
 */
export function actionText(action: Action): string {
  switch (action.kind) {
    case 'deliver':
      return onOneLine(eventText(action.message));
    case 'drop':
    case 'duplicate':
    case 'reorder':
      return `${action.kind} ${onOneLine(eventText(action.message))}`;
    case 'timeout':
      return `timeout ${onOneLine(action.timer)}`;
    case 'stimulus':
      return onOneLine(eventText(action.event));
    case 'crash':
      return action.during === undefined ? 'crash' : onOneLine(cutText(action.during));
    case 'restart':
      return action.amnesia === true ? 'restart without what was durable' : 'restart';
    case 'drift':
      return `clock ${action.ticks > 0 ? '+1' : '-1'}`;
    case 'partition':
      return `partition ${onOneLine(partitionText(action))}`;
    case 'pause':
    case 'resume':
    case 'heal':
    case 'tick':
      return action.kind;
  }
}

/** What a process was about to do when it crashed, and how far it came. */
function cutText({ action, sent, writes }: CutStep): string {
  const left = sent.length === 0 ? 'nothing sent' : `message ${sent.join(' and ')} sent`;
  const written = writes === 0 ? 'nothing written' : `${writes} written`;
  return `crash during ${actionText(action)}: ${left}, ${written}`;
}

function isAbout(action: Action, id: string): boolean {
  if (!('process' in action)) return false;
  return action.process === id || ('from' in action && action.from === id);
}

function wantedGap({ start, steps }: Trace, shown: readonly string[]): number {
  const states = [start, ...steps.map(({ state }) => state)].flatMap(({ processes }) =>
    processes.filter(({ id }) => shown.includes(id)).map(({ state }) => stateText(state)),
  );
  const boxes = [...shown, ...states.map((state) => `[${state}]`)].map((text) => widthOf(text) + 2);
  const actions = steps.map(({ action }) => {
    // What is about all processes has the whole width, a long text of one is wrapped.
    if (!('process' in action) || action.kind === 'crash') return gapMin;
    const width = widthOf(actionText(action));
    if (!('from' in action) || action.from === action.process) return width + 4;
    const span = Math.abs(shown.indexOf(action.from) - shown.indexOf(action.process));
    const needed = width + arrowExtra + (action.kind === 'deliver' ? 0 : shortfall);
    return Math.ceil(needed / span);
  });
  return Math.max(...boxes, ...actions);
}
