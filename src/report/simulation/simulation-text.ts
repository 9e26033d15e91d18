import type { ProcessRecord, StateRecord } from '../../system/state-record.ts';
import { eventText } from '../../system/action.ts';
import type { Choice, Judgement } from '../../trace/simulation/simulation.ts';
import { stateText } from '../../trace/state-text.ts';
import { glyphsFor, type Glyphs } from '../glyphs.ts';
import type { Tint } from '../lines/row.ts';
import { counted } from '../lines/numbers.ts';
import { onOneLine, padded, widthOf } from '../lines/width.ts';
import { hang, hangItems } from '../lines/wrap.ts';
import { effectTexts } from '../step-list.ts';
import type { TextOptions } from '../text-options.ts';

/** What can be done next: a numbered list, each with what it would change. */
export function choicesText(choices: readonly Choice[], options: TextOptions): string {
  const width = String(choices.length).length + 2;
  const lines = choices.flatMap((choice, index) => stepLines(choice, index + 1, width, options));
  return lines.length === 0 ? '  Nothing can happen any more.' : lines.join('\n');
}

/** A step that was taken, and what it changed. */
export function takenText(step: Choice, number: number, options: TextOptions): string {
  return stepLines(step, number, String(number).length + 2, options).join('\n');
}

function stepLines(
  step: Choice,
  number: number,
  width: number,
  { columns, unicode, palette }: TextOptions,
): readonly string[] {
  const glyphs = glyphsFor(unicode);
  const label = onOneLine(step.label).replaceAll('→', glyphs.arrow);
  const effects = effectTexts(step, glyphs).map(onOneLine);
  const what = step.changes.length === 0 ? 'changes nothing' : effects.join('; ');
  return [
    ...hang(`${String(number).padStart(width)}  `, label, columns),
    ...(what === '' ? [] : hang(' '.repeat(width + 4), what, columns).map(palette.dim)),
  ];
}

/** A whole state: processes with context and timers, monitors, messages in flight, a partition. */
export function wholeStateText(state: StateRecord, options: TextOptions): string {
  const { columns, palette } = options;
  const owners = [
    ...state.processes.map((process) => ({
      id: onOneLine(process.id),
      where: onOneLine(whereText(process)),
      details: detailTexts(process),
    })),
    ...(state.monitors ?? []).map(({ id, state: value, context }) => ({
      id: onOneLine(id),
      where: onOneLine(`${stateText(value)} (monitor)`),
      details: valueTexts(context),
    })),
  ];
  const width = Math.max(0, ...owners.map(({ id }) => widthOf(id)));
  const lines = owners.flatMap(({ id, where, details }) => {
    const first = `  ${padded(id, width)}  `;
    return [
      ...hang(first, where, columns).map(palette.strong),
      ...(details.length === 0 ? [] : hangItems(' '.repeat(widthOf(first)), details, columns)),
    ];
  });
  const inFlight = inFlightTexts(state, options);
  const network = inFlight.length === 0 ? ['nothing'] : inFlight;
  const { partition } = state;
  return [
    ...lines,
    ...hangItems('  In flight: ', network, columns),
    ...(partition === undefined ? [] : hang('  Partition: ', onOneLine(partition), columns)),
  ].join('\n');
}

function whereText({ state, paused, ahead }: ProcessRecord): string {
  const clock =
    ahead === undefined ? '' : `, its clock ${Math.abs(ahead)} ${ahead > 0 ? 'ahead' : 'behind'}`;
  return `${stateText(state)}${paused === true ? ', paused' : ''}${clock}`;
}

function detailTexts({ context, timers, ticks, alive }: ProcessRecord): readonly string[] {
  const values = valueTexts(context);
  const kept = alive
    ? values
    : values.map((value, at) => (at === 0 ? `wakes up with ${value}` : value));
  const names = timers.map((name) => {
    const left = ticks?.[name];
    return left === undefined ? name : `${name} in ${counted(left, 'tick')}`;
  });
  return [...kept, ...(names.length === 0 ? [] : [onOneLine(`timers ${names.join(', ')}`)])];
}

function valueTexts(context: unknown): readonly string[] {
  return Object.entries(context ?? {}).map(([key, value]) =>
    onOneLine(`${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`),
  );
}

function inFlightTexts({ messages, due }: StateRecord, { unicode }: TextOptions) {
  const { arrow } = glyphsFor(unicode);
  return messages.map((message, at) => {
    const left = due?.[at];
    const when = left === undefined ? '' : `, due in ${counted(left, 'tick')}`;
    return onOneLine(`${eventText({ ...message })} ${message.from} ${arrow} ${message.to}${when}`);
  });
}

/** What each property says of the state and of the last step. */
export function judgementsText(judgements: readonly Judgement[], options: TextOptions): string {
  const { columns, palette, unicode } = options;
  const glyphs = glyphsFor(unicode);
  const names = judgements.map(({ name }) => onOneLine(name));
  const width = Math.min(Math.max(0, ...names.map(widthOf)), Math.floor(columns / 2));
  const lines = judgements.flatMap((judgement) => {
    const { sign, tint, words } = wordsOf(judgement);
    const name = padded(onOneLine(judgement.name), width);
    return [
      ...hang(`  ${glyphs[sign]} `, `${name}  ${words}`, columns).map(palette[tint]),
      ...hang('      ', onOneLine(judgement.property.says), columns).map(palette.dim),
    ];
  });
  return lines.length === 0 ? '  The spec states no property.' : lines.join('\n');
}

/** The properties that are violated here, one line each; empty when there are none. */
export function violationsText(judgements: readonly Judgement[], options: TextOptions): string {
  const { bad } = glyphsFor(options.unicode);
  return judgements
    .filter(isViolated)
    .flatMap(({ name, property }) =>
      hang(`  ${bad} `, onOneLine(`${name} is violated: ${property.says}`), options.columns),
    )
    .map(options.palette.bad)
    .join('\n');
}

/** Whether the end of the way is a counterexample to a property. */
export function isViolated({ property, is }: Judgement): boolean {
  return is === false && property.kind !== 'reachable';
}

interface Words {
  readonly sign: keyof Pick<Glyphs, 'good' | 'bad' | 'bounded' | 'unknown'>;
  readonly tint: Tint;
  readonly words: string;
}

function wordsOf({ property, is }: Judgement): Words {
  const { kind } = property;
  if (is === 'not judged') {
    return { sign: 'unknown', tint: 'dim', words: 'not judged: it is about whole behaviors' };
  }
  if (is === 'no step') {
    return { sign: 'bounded', tint: 'dim', words: 'no step that changes something was just taken' };
  }
  if (kind === 'reachable') {
    return is
      ? { sign: 'good', tint: 'good', words: 'true here: a witness' }
      : { sign: 'bounded', tint: 'dim', words: 'not true here' };
  }
  const where = kind === 'stepInvariant' ? 'of the last step' : 'here';
  if (kind === 'deadlockFree') {
    return is
      ? { sign: 'good', tint: 'good', words: 'not stuck, or properly at an end' }
      : { sign: 'bad', tint: 'bad', words: 'violated: stuck here' };
  }
  return is
    ? { sign: 'good', tint: 'good', words: `true ${where}` }
    : { sign: 'bad', tint: 'bad', words: `violated: not true ${where}` };
}
