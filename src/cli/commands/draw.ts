import { writeFileSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import { modelOf, type Model } from '../../protocol/model.ts';
import { chartDot } from '../../report/chart/text/chart-dot.ts';
import { chartMermaid } from '../../report/chart/text/chart-mermaid.ts';
import { chartLayout } from '../../report/chart/chart-layout.ts';
import { chartPicture } from '../../report/chart/chart-picture.ts';
import { pictureText } from '../../report/svg/picture.ts';
import type { Theme } from '../../report/svg/theme.ts';
import { chartOutline, type ChartOutline } from '../../statechart/parts/chart-outline.ts';
import { exitCodes } from '../exit-codes.ts';
import { choiceOption, textOption, type Given, type Run } from '../given.ts';
import { modelChoices } from '../model-choices.ts';
import { writing } from '../saved-traces.ts';
import { findSpec } from '../spec/find.ts';

/** `faultline draw`. */
export const run: Run = async (given) => {
  const format = choiceOption(given, 'format', ['svg', 'mermaid', 'dot', 'json']);
  const theme = choiceOption(given, 'theme', ['auto', 'light', 'dark']);
  const path = textOption(given, 'out');
  const found = await findSpec(given.argument);
  const model = modelOf(found.protocol, await modelChoices(found, given));
  const outline = chartOutline(await chartOf(model, given));
  const text = await textOf(outline, format, theme);
  if (path === undefined) process.stdout.write(text);
  else writing(path, () => writeFileSync(path, text));
  return exitCodes.holds;
};

type Format = 'svg' | 'mermaid' | 'dot' | 'json';

async function textOf(outline: ChartOutline, format: Format, theme: Theme): Promise<string> {
  if (format === 'mermaid') return chartMermaid(outline);
  if (format === 'dot') return chartDot(outline);
  // The layout kernel takes longer to load than all the rest.
  const { layoutEngine } = await import('../pictures/layout-engine.ts');
  const layout = await chartLayout(outline, layoutEngine);
  if (format === 'json') return `${JSON.stringify(layout, undefined, 2)}\n`;
  return pictureText(chartPicture(layout), { theme });
}

/** The chart of the role that is asked for, or of the only one. */
async function chartOf({ processes, monitors }: Model, given: Given): Promise<Chart> {
  const charts = new Map<string, Chart>([
    ...processes.map(({ role, chart }) => [role, chart] as const),
    ...monitors.map(({ id, chart }) => [id, chart] as const),
  ]);
  const name = textOption(given, 'chart');
  const names = [...charts.keys()];
  const chart = charts.get(name ?? (names.length === 1 ? (names[0] as string) : ''));
  if (chart !== undefined) return chart;
  const use = `use --chart with one of ${names.join(', ')}.`;
  if (name === undefined) throw new FaultlineError('FL601', 'There are several charts.', use);
  const { didYouMean } = await import('../nearest.ts');
  throw new FaultlineError('FL601', `There is no chart "${name}".`, didYouMean(name, names, use));
}

type Chart = Model['processes'][number]['chart'];
