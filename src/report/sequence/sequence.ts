import type { Action } from '../../system/action.ts';
import type { Trace, TraceStep } from '../../trace/trace.ts';
import { changedTexts } from '../changed-texts.ts';
import { glyphsFor, type Glyphs } from '../glyphs.ts';
import { Row, type Tint } from '../lines/row.ts';
import { actionText, sequenceLayout } from './sequence-layout.ts';
import {
  arrowRows,
  eventRows,
  everywhereRows,
  laneOf,
  nameRow,
  statesRow,
  textRows,
  type Arrow,
  type Chart,
  type Inscription,
} from './sequence-rows.ts';
import type { TextOptions } from '../text-options.ts';

/** A sequence chart, and the processes that it leaves out because nothing happens to them. */
export interface SequenceChart {
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
}

/** When a chart is longer than that, its head is out of sight at its end, and the names stand there too. */
const screenRows = 40;

/**
 * A trace as a message sequence chart: a lane for each process, time running down.
 *
 * Each step has a number. A delivery is an arrow; what happens to one process stands on its lane; when
 * it befalls all of them it stands on a line across the lanes. When a step changes the state of a chart, the new state follows in brackets, and then what it changes of
 * the context if that is short. The lane of a process that is down is dotted. The last line has the
 * states in which the trace ends.
 *
 * @returns `undefined` when the chart does not fit the columns.
 */
export function sequenceChart(trace: Trace, options: TextOptions): SequenceChart | undefined {
  const glyphs = glyphsFor(options.unicode);
  const layout = sequenceLayout(trace, options.columns, glyphs);
  if (layout === undefined) return undefined;
  const { start, steps, model, cycle } = trace;
  const chart: Chart = { ...layout, glyphs, deliversCopies: model.network.order === 'set' };
  const rows = [
    nameRow(chart),
    statesRow(chart, start, 'dim'),
    ...steps.flatMap((step, index) => [
      ...(cycle?.start === index ? [cycleRow()] : []),
      ...stepRows(chart, step, index + 1, index + 1 === steps.length),
    ]),
  ];
  if (rows.length > screenRows) rows.push(nameRow(chart));
  const shown = new Set(chart.lanes.map(({ id }) => id));
  return {
    lines: rows.map((row) => row.render(options.palette)),
    leftOut: start.processes.map(({ id }) => id).filter((id) => !shown.has(id)),
  };
}

/** Stands above the steps that are repeated. */
function cycleRow(): Row {
  const row = new Row();
  row.put(0, 'for ever:', 'strong');
  return row;
}

function stepRows(chart: Chart, step: TraceStep, number: number, isLast: boolean): readonly Row[] {
  const { action, changes, state } = step;
  const rows = actionRows(chart, step);
  rows[0]?.put(0, String(number).padStart(chart.numberWidth - 2), 'dim');
  const process = 'process' in action ? action.process : undefined;
  const at = process === undefined ? middleOf(chart) : laneOf(chart, process).at;
  const { states, context, monitors } = changedTexts(process, changes);
  // The last row has the states of all, and that a crash leaves a process down is plain to see.
  const ownStates = isLast || action.kind === 'crash' ? [] : states;
  const texts: readonly Inscription[] = [
    ...ownStates.map((text) => ({ text, tint: undefined })),
    ...context.map((text) => ({ text, tint: 'dim' as const })),
    ...monitors.map((text) => ({ text, tint: 'warn' as const })),
  ];
  return [
    ...rows,
    ...texts.flatMap((text) => textRows(chart, state, at, text)),
    ...(isLast ? [statesRow(chart, state, 'strong')] : []),
  ];
}

function middleOf({ lanes }: Chart): number {
  return Math.round(((lanes[0]?.at ?? 0) + (lanes.at(-1)?.at ?? 0)) / 2);
}

function actionRows(chart: Chart, { action, state }: TraceStep): readonly Row[] {
  const text = actionText(action);
  const tint = tints[action.kind];
  if (!('process' in action)) return everywhereRows(chart, state, { text, tint });
  if (!isOnTheWay(action)) {
    return eventRows(chart, state, signOf(action.kind, chart.glyphs), {
      at: laneOf(chart, action.process).at,
      text,
      tint,
    });
  }
  return arrowRows(chart, state, arrowFor(chart, action), { text, tint });
}

const tints: Readonly<Record<Action['kind'], Tint | undefined>> = {
  deliver: undefined,
  stimulus: undefined,
  drop: 'bad',
  duplicate: 'warn',
  reorder: 'warn',
  timeout: 'warn',
  crash: 'bad',
  restart: 'good',
  pause: 'bad',
  resume: 'good',
  drift: 'warn',
  partition: 'bad',
  heal: 'good',
  tick: 'dim',
};

type OnTheWay = Extract<Action, { readonly from: string }>;

/** Whether an action is about a message from one process to another. */
function isOnTheWay(action: Action): action is OnTheWay {
  return 'from' in action && action.from !== action.process;
}

function signOf(kind: Action['kind'], glyphs: Glyphs): string {
  if (kind === 'pause') return glyphs.pause;
  if (kind === 'crash' || kind === 'drop') return glyphs.bad;
  return kind === 'restart' || kind === 'resume' ? glyphs.restart : glyphs.event;
}

function arrowFor(chart: Chart, action: OnTheWay): Arrow {
  const { glyphs, deliversCopies } = chart;
  const from = laneOf(chart, action.from).at;
  const to = laneOf(chart, action.process).at;
  const head = from < to ? glyphs.headRight : glyphs.headLeft;
  switch (action.kind) {
    case 'deliver':
      return { from, to, reaches: true, line: glyphs.line, end: head };
    case 'drop':
      return { from, to, reaches: false, line: glyphs.line, end: glyphs.bad };
    case 'reorder':
      return { from, to, reaches: false, line: glyphs.line, end: head };
    case 'duplicate':
      return deliversCopies
        ? { from, to, reaches: true, line: glyphs.brokenLine, end: head }
        : { from, to, reaches: false, line: glyphs.brokenLine, end: glyphs.twice };
  }
}
