import { writeFileSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import { modelOf, type Model, type ModelChoices } from '../../protocol/model.ts';
import { coverageOf } from '../../report/chart/chart-coverage.ts';
import { chartLayout } from '../../report/chart/chart-layout.ts';
import { chartPicture, type ChartOverlay } from '../../report/chart/chart-picture.ts';
import { traceInChart } from '../../report/chart/chart-trace.ts';
import { chartDot } from '../../report/chart/text/chart-dot.ts';
import { chartMermaid } from '../../report/chart/text/chart-mermaid.ts';
import { flowLayout } from '../../report/flow/flow-layout.ts';
import { flowMermaid } from '../../report/flow/flow-mermaid.ts';
import { flowPicture } from '../../report/flow/flow-picture.ts';
import { pictureText } from '../../report/svg/picture.ts';
import type { Theme } from '../../report/svg/theme.ts';
import { chartOutline } from '../../statechart/parts/chart-outline.ts';
import { exploredSteps } from '../../trace/exercise/explored-steps.ts';
import { partsAlong } from '../../trace/exercise/parts-along.ts';
import { replayTrace } from '../../trace/replay.ts';
import type { Trace } from '../../trace/trace.ts';
import { exitCodes } from '../exit-codes.ts';
import {
  choiceOption,
  countOption,
  refuse,
  switchOption,
  textOption,
  type Given,
  type Run,
} from '../given.ts';
import { modelChoices } from '../model-choices.ts';
import { writing } from '../saved-traces.ts';
import { findSpec, type FoundSpec } from '../spec/find.ts';
import { aboutFile, readTraceFile } from './trace-file.ts';

/** `faultline draw`. */
export const run: Run = async (given) => {
  const format = choiceOption(given, 'format', ['svg', 'mermaid', 'dot', 'json']);
  const theme = choiceOption(given, 'theme', ['auto', 'light', 'dark']);
  const path = textOption(given, 'out');
  const found = await findSpec(given.argument);
  const trace = await traceOf(found, given);
  const choices = trace === undefined ? await modelChoices(found, given) : {};
  const drawing: Drawing = {
    ...{ found, choices, trace, format, theme, given },
    statesMax: countOption(given, 'statesMax'),
  };
  requireTrace(drawing);
  const text = switchOption(given, 'flow') === true ? flowText(drawing) : await chartText(drawing);
  if (path === undefined) process.stdout.write(text);
  else writing(path, () => writeFileSync(path, text));
  return exitCodes.holds;
};

interface Drawing {
  readonly found: FoundSpec;
  readonly choices: ModelChoices;
  /** The trace that is shown in the chart. */
  readonly trace: Trace | undefined;
  readonly format: 'svg' | 'mermaid' | 'dot' | 'json';
  readonly theme: Theme;
  readonly statesMax: number | undefined;
  readonly given: Given;
}

function flowText({ found, choices, format, theme, statesMax }: Drawing): string {
  if (format === 'dot') return refuse('format', format, 'use svg, mermaid or json with --flow.');
  const explored = exploredSteps(found.protocol, { ...choices, statesMax });
  if (format === 'mermaid') return flowMermaid(explored);
  const layout = flowLayout(explored);
  return format === 'json' ? jsonText(layout) : pictureText(flowPicture(layout), { theme });
}

async function chartText(drawing: Drawing): Promise<string> {
  const { found, choices, trace, format, theme, given } = drawing;
  const { role, chart } = await chartOf(trace?.model ?? modelOf(found.protocol, choices), given);
  const outline = chartOutline(chart);
  if (format === 'mermaid') return chartMermaid(outline);
  if (format === 'dot') return chartDot(outline);
  const overlay = trace === undefined ? coverageFor(role, drawing) : wayOf(trace, role, given);
  // The layout kernel takes longer to load than all the rest.
  const { layoutEngine } = await import('../pictures/layout-engine.ts');
  const layout = await chartLayout(outline, layoutEngine, overlay?.notes);
  if (format === 'json') return jsonText(layout);
  return pictureText(chartPicture(layout, overlay?.marks, overlay?.caption), { theme });
}

function coverageFor(
  role: string,
  { found, choices, statesMax, given }: Drawing,
): ChartOverlay | undefined {
  if (switchOption(given, 'coverage') !== true) return undefined;
  const explored = exploredSteps(found.protocol, { ...choices, statesMax });
  if (explored.model.processes.some((process) => process.role === role)) {
    return coverageOf(explored, role);
  }
  return refuse('coverage', role, 'it is for roles, and this is a monitor.');
}

/** Where the processes of a role are after some steps of a trace, and how they came there. */
function wayOf(trace: Trace, role: string, given: Given): ChartOverlay {
  const process = textOption(given, 'process');
  const ids = trace.model.processes.filter((one) => one.role === role).map(({ id }) => id);
  if (ids.length === 0) return refuse('trace', role, 'it is for roles, and this is a monitor.');
  if (process !== undefined && !ids.includes(process)) {
    return refuse('process', process, `use one of ${ids.join(', ')}.`);
  }
  const step = countOption(given, 'step', 0);
  const { length } = trace.steps;
  if (step !== undefined && step > length) refuse('step', step, `the trace has ${length} steps.`);
  return traceInChart({ trace, parts: partsAlong(trace), role, process, step });
}

async function traceOf({ protocol }: FoundSpec, given: Given): Promise<Trace | undefined> {
  const path = textOption(given, 'trace');
  if (path === undefined) return undefined;
  const choice = Object.keys({ ...given.parameters, ...given.options }).find(
    (name) => !ownOptions.includes(name),
  );
  if (choice !== undefined) {
    refuse(choice, given.options[choice], 'leave it out: the trace says itself what it is of.');
  }
  const saved = await readTraceFile(path);
  return aboutFile(path, () => replayTrace(protocol, saved));
}

/** What goes with a trace; all else chooses a model. */
const ownOptions = ['trace', 'step', 'process', 'chart', 'format', 'theme', 'out'];

/** Refuses what only a trace has, and a trace where it shows nothing. */
function requireTrace({ trace, format, given }: Drawing): void {
  const lone = ['step', 'process'].find((name) => given.options[name] !== undefined);
  if (trace === undefined && lone !== undefined) refuse(lone, given.options[lone], 'add --trace.');
  if (trace !== undefined && (format === 'mermaid' || format === 'dot')) {
    refuse('format', format, 'use svg or json with --trace.');
  }
}

function jsonText(layout: unknown): string {
  return `${JSON.stringify(layout, undefined, 2)}\n`;
}

/** The chart of the role that is asked for, or of the only one. */
async function chartOf({ processes, monitors }: Model, given: Given): Promise<Drawn> {
  const charts = new Map<string, Chart>([
    ...processes.map(({ role, chart }) => [role, chart] as const),
    ...monitors.map(({ id, chart }) => [id, chart] as const),
  ]);
  const name = textOption(given, 'chart');
  const names = [...charts.keys()];
  const [only = '', ...more] = names;
  const role = name ?? (more.length === 0 ? only : '');
  const chart = charts.get(role);
  if (chart !== undefined) return { role, chart };
  const use = `use --chart with one of ${names.join(', ')}.`;
  if (name === undefined) throw new FaultlineError('FL601', 'There are several charts.', use);
  const { didYouMean } = await import('../nearest.ts');
  throw new FaultlineError('FL601', `There is no chart "${name}".`, didYouMean(name, names, use));
}

type Chart = Model['processes'][number]['chart'];

interface Drawn {
  /** The role, or the monitor. */
  readonly role: string;
  readonly chart: Chart;
}
