import { effectTexts, startTexts } from '../../report/step-list.ts';
import { glyphsFor } from '../../report/glyphs.ts';
import { onOneLine } from '../../report/lines/width.ts';
import type { TraceFile } from '../../trace/trace-file.ts';
import { plain } from './markdown.ts';

const glyphs = glyphsFor(true);

/** The steps of a trace as a numbered list: what happens, and what that changes. */
export function storyOf({ start, steps, cycleStart }: TraceFile): string {
  const lines = steps.map((step, index) => {
    const effects = effectTexts(step, glyphs).map(onOneLine).join('; ');
    const again = cycleStart === index ? '*From here on, again and again:* ' : '';
    return `${index + 1}. ${again}${plain(step.label)}${effects === '' ? '' : `<br>${plain(effects)}`}`;
  });
  const end = cycleStart === steps.length ? ['', 'After that nothing happens any more.'] : [];
  return [`At first ${plain(startTexts(start).join('; '))}.`, '', ...lines, ...end].join('\n');
}
