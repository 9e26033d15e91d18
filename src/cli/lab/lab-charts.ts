import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelOf, type ModelChoices } from '../../protocol/model.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { chartLayout } from '../../report/chart/chart-layout.ts';
import { chartName } from '../../report/chart/chart-name.ts';
import type { LayoutEngine, LayoutNode } from '../../report/chart/layout-graph.ts';
import { chartOutline, type ChartOutline } from '../../statechart/parts/chart-outline.ts';
import { layoutEngine } from '../pictures/layout-engine.ts';

/**
 * The layouts of all charts of some protocols, in every size and with every mutation, as the files of the
 * lab: a page lays nothing out.
 *
 * @param memory - A folder that remembers layouts from one time to the next; undefined for none.
 * @returns The texts of the files, by their paths from the root of the lab.
 */
export async function chartFiles(
  protocols: readonly Protocol[],
  memory: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const engine = memory === undefined ? layoutEngine : remembering(layoutEngine, memory);
  const outlines = new Map<string, ChartOutline>();
  for (const protocol of protocols) {
    for (const outline of outlinesOf(protocol)) outlines.set(chartName(outline), outline);
  }
  const files = new Map<string, string>();
  for (const [name, outline] of outlines) {
    files.set(`charts/${name}.json`, JSON.stringify(await chartLayout(outline, engine)));
  }
  return files;
}

function outlinesOf(protocol: Protocol): readonly ChartOutline[] {
  const choices: readonly ModelChoices[] = [
    {},
    ...Object.keys(protocol.sizes).map((size) => ({ size })),
    ...Object.keys(protocol.mutations).map((mutation) => ({ mutation })),
  ];
  return choices.flatMap((choice) => {
    const { processes } = modelOf(protocol, choice);
    const charts = new Set(processes.map(({ chart }) => chart));
    return [...charts].map(chartOutline);
  });
}

/** The same engine; the same graph is laid out once for all times. */
function remembering(engine: LayoutEngine, folder: string): LayoutEngine {
  mkdirSync(folder, { recursive: true });
  return async (graph) => {
    const key = createHash('sha256').update(JSON.stringify(graph)).digest('hex');
    const file = join(folder, `${key}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as LayoutNode;
    const placed = await engine(graph);
    writeFileSync(file, JSON.stringify(placed));
    return placed;
  };
}
