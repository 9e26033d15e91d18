import type { ChartOutline } from '../../statechart/parts/chart-outline.ts';
import { checkDigits } from '../../trace/link/check-digits.ts';

/**
 * A name for what is drawn of a chart: charts with the same name look the same. It can name a file.
 *
 * @example
 * chartName(chartOutline(participant)); // 'participant-9c20f1-03ab77'
 */
export function chartName(outline: ChartOutline): string {
  const text = JSON.stringify(outline);
  // Two names of the two halves: of the many charts of one id no two are taken for each other.
  const half = text.length >> 1;
  const id = outline.id.replace(/[^\w-]/g, '_');
  return `${id}-${checkDigits(text.slice(0, half))}-${checkDigits(text.slice(half))}`;
}
