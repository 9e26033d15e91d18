import type { CheckResult } from '../trace/check.ts';
import type { PropertyResult } from '../trace/verdict.ts';
import { coverageText, searchText } from './coverage-text.ts';
import { glyphsFor } from './glyphs.ts';
import { counted, durationText, grouped, memoryText } from './lines/numbers.ts';
import type { Tint } from './lines/row.ts';
import { onOneLine, padded, widthOf } from './lines/width.ts';
import { hang, hangItems, wrap } from './lines/wrap.ts';
import { failureTexts, networkText, parametersText } from './model-text.ts';
import { neverText } from './never-text.ts';
import { traceText } from './text.ts';
import type { TextOptions } from './text-options.ts';

/** What a check text needs besides the result. */
export interface CheckTextOptions extends TextOptions {
  /** How long the check took. */
  readonly seconds: number;
}

/**
 * What a check established, for people: the model in words, each property with its verdict, the counts,
 * what was covered, and a sequence chart for each property that is violated. No line break at the end.
 */
export function checkText(result: CheckResult, options: CheckTextOptions): string {
  const sections = [
    headLines(result, options),
    propertyLines(result.properties, options, verdictWords),
    countLines(result, options),
    ...result.properties.flatMap((property) => traceLines(property, options)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The model in words. @internal */
export function headLines(
  { model }: Pick<CheckResult, 'model'>,
  { columns, palette }: TextOptions,
): readonly string[] {
  const { protocol, mutation, size, network } = model;
  const title = `${protocol.title}${size === undefined ? '' : ` (size ${size})`}`;
  const parameters = parametersText(model);
  const broken = mutation === undefined ? undefined : protocol.mutations[mutation]?.says;
  return [
    ...wrap(onOneLine(title), columns).map(palette.strong),
    ...(parameters === '' ? [] : hang('  ', parameters, columns)),
    ...hang('  ', networkText(network), columns),
    ...failureTexts(model).flatMap((text) => hang('  ', text, columns)),
    ...(broken === undefined
      ? []
      : hang('  ', onOneLine(`Mutation ${mutation}: ${broken}`), columns).map(palette.warn)),
  ];
}

/**
 * Each property with its verdict.
 *
 * @param wordsOf - The verdict in words.
 * @internal
 */
export function propertyLines<Result extends PropertyResult>(
  properties: readonly Result[],
  options: TextOptions,
  wordsOf: (property: Result) => string,
): readonly string[] {
  const { columns, palette, unicode } = options;
  const glyphs = glyphsFor(unicode);
  const names = properties.map(({ name }) => onOneLine(name));
  const nameWidth = Math.min(Math.max(...names.map(widthOf), 0), Math.floor(columns / 2));
  return properties.flatMap((property) => {
    const { sign, tint } = marks[markOf(property)];
    const name = padded(onOneLine(property.name), nameWidth);
    const says = `${quantifiers[property.kind]}: ${onOneLine(property.says)}`;
    return [
      ...hang(`  ${glyphs[sign]} `, `${name}  ${wordsOf(property)}`, columns).map(palette[tint]),
      ...hang('      ', says, columns).map(palette.dim),
    ];
  });
}

function verdictWords(property: PropertyResult): string {
  return [property.verdict, asExpected(property), stepsText(property)].join('');
}

type Mark = 'good' | 'bad' | 'expected' | 'bounded' | 'unknown';

const marks: Readonly<Record<Mark, { sign: 'good' | 'bad' | 'bounded' | 'unknown'; tint: Tint }>> =
  {
    good: { sign: 'good', tint: 'good' },
    bad: { sign: 'bad', tint: 'bad' },
    expected: { sign: 'bad', tint: 'warn' },
    bounded: { sign: 'bounded', tint: 'good' },
    unknown: { sign: 'unknown', tint: 'warn' },
  };

function markOf({ verdict, expected }: PropertyResult): Mark {
  switch (verdict) {
    case 'holds':
      return 'good';
    case 'holds in bounds':
    case 'no violation found':
      return 'bounded';
    case 'violated':
      return expected === 'violated' ? 'expected' : 'bad';
    case 'unknown':
      return 'unknown';
  }
}

/** What was expected of a property, where that is worth saying. @internal */
export function asExpected({ verdict, expected }: PropertyResult): string {
  if (expected === 'holds') return '';
  if (verdict === 'violated') return ', as expected';
  const isOpen = verdict === 'unknown' || verdict === 'no violation found';
  return isOpen ? '' : ', although a violation is expected';
}

/** How long the trace of a property is. @internal */
export function stepsText({ kind, trace }: PropertyResult): string {
  if (trace === undefined) return '';
  const steps = counted(trace.steps.length, 'step');
  if (trace.cycle !== undefined) {
    return `, shown in ${steps}${trace.cycle.start < trace.steps.length ? ' with a cycle' : ''}`;
  }
  return kind === 'reachable' ? `, witnessed in ${steps}` : `, shown in ${steps}`;
}

/** How a property speaks of the states. @internal */
export const quantifiers: Readonly<Record<PropertyResult['kind'], string>> = {
  invariant: 'always',
  stepInvariant: 'in every step',
  reachable: 'possible',
  deadlockFree: 'never stuck',
  refines: 'in every step',
  eventually: 'some time',
  leadsTo: 'each time',
  alwaysEventually: 'again and again',
  eventuallyAlways: 'from some time on',
  ltl: 'in every behavior',
};

/** Where there are fewer states, most of the memory is room for more of them. */
const statesToShareMin = 100_000;

function countLines(result: CheckResult, { columns, palette, seconds }: CheckTextOptions) {
  const { distinctStates, generatedStates, bytes } = result;
  const rate = seconds > 0 ? `, ${grouped(distinctStates / seconds)} states/s` : '';
  const counts = `${counted(distinctStates, 'distinct state')}, ${grouped(generatedStates)} generated, ${depthText(result)}`;
  const share =
    distinctStates < statesToShareMin ? '' : `, ${grouped(bytes / distinctStates)} bytes/state`;
  const cost = `${durationText(seconds)}${rate}, ${memoryText(bytes)}${share}`;
  const { text, tint } = coverageText(result);
  const never = neverText(result);
  const order = searchText(result);
  return [
    ...hangItems('', [counts, cost], columns),
    ...wrap(text, columns).map((line) => palette[tint](line)),
    ...(never === undefined ? [] : wrap(never, columns).map(palette.warn)),
    ...(order === undefined ? [] : wrap(order, columns).map(palette.dim)),
  ];
}

/** A depth-first search goes long ways: that says nothing of how far away the states are. */
function depthText({ search, depth }: CheckResult): string {
  return search === 'depth-first' ? `longest path ${grouped(depth)}` : `depth ${depth}`;
}

/** A violation with its chart; a witness is counted above, and its chart can be asked for. @internal */
export function traceLines(
  property: PropertyResult,
  options: TextOptions,
): readonly (readonly string[])[] {
  const { verdict, trace } = property;
  if (verdict !== 'violated' || trace === undefined) return [];
  const title = onOneLine(`How ${property.name} is violated:`);
  const heading = wrap(title, options.columns).map(options.palette.strong);
  return [[...heading, traceText(trace, { ...options, property })]];
}
