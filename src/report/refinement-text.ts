import type { StateRecord } from '../system/state-record.ts';
import type { AbstractStep, AbstractTrace } from '../trace/refinement/abstract-trace.ts';
import type { Trace, TraceStep } from '../trace/trace.ts';
import { glyphsFor, type Glyphs } from './glyphs.ts';
import { onOneLine, padded } from './lines/width.ts';
import { hang, wrap } from './lines/wrap.ts';
import { changeTexts, effectTexts, startTexts } from './step-list.ts';
import type { TextOptions } from './text-options.ts';

const gap = 3;

/**
 * A trace on two levels side by side: on the left each step with what it changes, on the right what the
 * abstract protocol does meanwhile; and where it breaks, what the abstract protocol could have done.
 */
export function refinementLines(
  trace: Trace,
  abstract: AbstractTrace,
  options: TextOptions,
): readonly string[] {
  const { columns, palette } = options;
  const glyphs = glyphsFor(options.unicode);
  const width = Math.floor((columns - gap) / 2);
  const row = (left: readonly string[], right: readonly string[]): string[] =>
    Array.from({ length: Math.max(left.length, right.length) }, (_, line) =>
      `${padded(left[line] ?? '', width)}${' '.repeat(gap)}${right[line] ?? ''}`.trimEnd(),
    );
  const digits = String(trace.steps.length).length + 1;
  const { title } = trace.model.protocol;
  return [
    ...row(wrap(onOneLine(title), width), wrap(onOneLine(abstract.protocol), width)).map(
      palette.strong,
    ),
    ...row(
      hang(' '.repeat(digits + 1), `Initially ${startTexts(trace.start).join('; ')}.`, width),
      wrap(startText(abstract), width),
    ),
    ...trace.steps.flatMap((step, index) =>
      row(
        hang(`${String(index + 1).padStart(digits)} `, stepText(step, glyphs), width),
        wrap(abstractText(abstract.steps[index] as AbstractStep, glyphs), width),
      ),
    ),
    ...allowedLines(abstract, options),
  ];
}

function stepText(step: TraceStep, glyphs: Glyphs): string {
  const label = step.label.replaceAll('→', glyphs.arrow);
  return onOneLine([label, ...effectTexts(step, glyphs)].join('; '));
}

function startText({ start, isStart }: AbstractTrace): string {
  if (start === null) return 'Breaks: no state stands for this one.';
  const text = onOneLine(stateTexts(start).join('; '));
  return isStart ? `Initially ${text}.` : `Breaks: it does not begin where ${text}.`;
}

/** The chart states, and the contexts that hold anything. */
function stateTexts(record: StateRecord): readonly string[] {
  const contexts = record.processes
    .filter(({ context }) => Object.keys(context).length > 0)
    .map(({ id, context }) => `${id} has ${JSON.stringify(context)}`);
  return [...startTexts(record), ...contexts];
}

function abstractText({ kind, label, changes, state }: AbstractStep, glyphs: Glyphs): string {
  const what = changeTexts(changes, glyphs);
  switch (kind) {
    case 'stutters':
      return 'stutters';
    case 'steps':
      return onOneLine([(label ?? '').replaceAll('→', glyphs.arrow), ...what].join('; '));
    case 'breaks':
      if (state === null) return 'breaks: no state stands for this one';
      return onOneLine(`breaks: no step makes ${what.join('; ')}`);
  }
}

function allowedLines({ protocol, allowed, steps }: AbstractTrace, options: TextOptions) {
  if (!steps.some(({ kind }) => kind === 'breaks')) return [];
  const { arrow } = glyphsFor(options.unicode);
  const labels = allowed.map((label) => onOneLine(label.replaceAll('→', arrow)));
  const what = labels.length === 0 ? 'nothing but to stay' : `to stay; ${labels.join('; ')}`;
  return ['', ...hang('', `${onOneLine(protocol)} would have allowed: ${what}.`, options.columns)];
}
