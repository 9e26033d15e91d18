import { eventText } from '../system/action.ts';
import type { StateRecord } from '../system/state-record.ts';
import type { Change } from '../trace/changes.ts';
import { stateText } from '../trace/state-text.ts';
import type { Trace, TraceStep } from '../trace/trace.ts';
import { glyphsFor, type Glyphs } from './glyphs.ts';
import { onOneLine, shortened } from './lines/width.ts';
import { hang } from './lines/wrap.ts';
import type { TextOptions } from './text-options.ts';

/**
 * A trace as a numbered list of its steps, each with what it changes: for more processes than a chart
 * has room for.
 */
export function stepList({ start, steps, cycle }: Trace, options: TextOptions): readonly string[] {
  const { columns, palette } = options;
  const glyphs = glyphsFor(options.unicode);
  const width = String(steps.length).length + 2;
  const indent = ' '.repeat(width + 2);
  return [
    ...hang(' '.repeat(width), `Initially ${startTexts(start).join('; ')}.`, columns).map(
      palette.dim,
    ),
    ...steps.flatMap((step, index) => {
      const number = `${String(index + 1).padStart(width - 1)} `;
      const text = onOneLine(step.label).replaceAll('→', glyphs.arrow);
      const what = effectTexts(step, glyphs).map(onOneLine).join('; ');
      return [
        ...(cycle?.start === index ? [' '.repeat(width) + 'For ever:'] : []),
        ...hang(number, text, columns),
        ...(what === '' ? [] : hang(indent, what, columns).map(palette.dim)),
      ];
    }),
  ];
}

/** The initial states, for all processes in the same state together: `a, b are idle`, `c is up`. */
export function startTexts({ processes }: StateRecord): readonly string[] {
  const inState = new Map<string, string[]>();
  for (const { id, state } of processes) {
    const text = onOneLine(stateText(state));
    inState.set(text, [...(inState.get(text) ?? []), id]);
  }
  return [...inState].map(([state, ids]) =>
    onOneLine(`${ids.join(', ')} ${ids.length === 1 ? 'is' : 'are'} ${state}`),
  );
}

/** What a step changes, but for what its label says already. @internal */
export function effectTexts(
  { action, changes }: Pick<TraceStep, 'action' | 'changes'>,
  glyphs: Glyphs,
): readonly string[] {
  const isOfMessage = ['drop', 'duplicate', 'reorder'].includes(action.kind);
  return changeTexts(isOfMessage ? changes.filter(({ kind }) => kind !== 'sent') : changes, glyphs);
}

/** What some changes come to: the processes, and what is sent. @internal */
export function changeTexts(changes: readonly Change[], glyphs: Glyphs): readonly string[] {
  const own = changes.flatMap((change) => processText(change, glyphs));
  const sent = new Map<string, string[]>();
  for (const change of changes) {
    if (change.kind !== 'sent') continue;
    const text = eventText({ ...change.message });
    sent.set(text, [...(sent.get(text) ?? []), change.message.to]);
  }
  return [...own, ...[...sent].map(([text, to]) => `sends ${text} to ${to.join(', ')}`)];
}

const valueWidth = 40;

function processText(change: Change, { arrow, cut }: Glyphs): readonly string[] {
  if (change.kind === 'monitor') {
    return [`${change.monitor} ${stateText(change.before)} ${arrow} ${stateText(change.after)}`];
  }
  if (change.kind !== 'process') return [];
  const { process, field, before, after } = change;
  if (field === 'alive' || field === 'paused' || field === 'ahead') return [];
  if (field === 'state') return [`${process} ${stateText(before)} ${arrow} ${stateText(after)}`];
  if (field === 'timers' || field === 'ticks') return [];
  const [was, is] = [before, after].map((value) => shortened(valueText(value), valueWidth, cut));
  return [`${process} ${field.slice('context.'.length)}: ${was} ${arrow} ${is}`];
}

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
