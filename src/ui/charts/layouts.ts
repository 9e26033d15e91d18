import { signal } from '@preact/signals';
import type { ChartLayout } from '../../report/chart/chart-layout.ts';
import { chartName } from '../../report/chart/chart-name.ts';
import type { ChartOutline } from '../../statechart/parts/chart-outline.ts';

/** The layouts that were loaded, by the names of the charts; null when there is none. */
export const layouts = signal<ReadonlyMap<string, ChartLayout | null>>(new Map());

const asked = new Set<string>();

/** Loads the layout of a chart that was made with the page, unless it is there or on its way. */
export function wantLayout(outline: ChartOutline): void {
  const name = chartName(outline);
  if (asked.has(name)) return;
  asked.add(name);
  void load(name).then((layout) => {
    layouts.value = new Map([...layouts.value, [name, layout]]);
  });
}

/** Only pictures are missing without a layout: parameters of one's own may make a chart that has none. */
async function load(name: string): Promise<ChartLayout | null> {
  try {
    const response = await fetch(new URL(`charts/${name}.json`, document.baseURI));
    return response.ok ? ((await response.json()) as ChartLayout) : null;
  } catch {
    return null;
  }
}
