import { unreachable } from '../../errors.ts';
import type { FaultLevel, FaultLevels } from '../../trace/search/fault-levels.ts';
import type { PropertyResult } from '../../trace/verdict.ts';
import { asExpected, headLines, propertyLines, stepsText, traceLines } from '../check-text.ts';
import { glyphsFor } from '../glyphs.ts';
import { counted, durationText, grouped } from '../lines/numbers.ts';
import { onOneLine } from '../lines/width.ts';
import { hang, wrap } from '../lines/wrap.ts';
import type { TextOptions } from '../text-options.ts';

/** What a text about fault levels needs besides the result. */
export interface LevelsTextOptions extends TextOptions {
  /** How long all checks took. */
  readonly seconds: number;
}

/**
 * What checks with more and more faults established, for people: the model in words, each property with its
 * verdict at the last level, a line for each level, how many faults break the protocol, and a sequence chart
 * for each property that is violated. No line break at the end.
 */
export function levelsText(levels: FaultLevels, options: LevelsTextOptions): string {
  const sections = [
    headLines(levels, options),
    propertyLines(levels.properties, options, (property) => verdictWords(property, levels)),
    [...levels.levels.flatMap((level) => levelLines(level, options)), ...closing(levels, options)],
    ...levels.properties.flatMap((property) => traceLines(property, options)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function verdictWords(property: PropertyResult, { levels, faultsPossible }: FaultLevels): string {
  const { faults } = levels.at(-1) as FaultLevel;
  if (property.kind === 'reachable' && property.verdict === 'unknown' && faults < faultsPossible) {
    return `not reached ${withFaults(faults)}`;
  }
  return [property.verdict, asExpected(property), stepsText(property)].join('');
}

function withFaults(faults: number): string {
  return faults === 0 ? 'without a fault' : `with up to ${counted(faults, 'fault')}`;
}

function levelLines(
  level: FaultLevel,
  { columns, unicode, palette }: TextOptions,
): readonly string[] {
  const { faults, broken, distinctStates, generatedStates, depth, isExplored } = level;
  const glyphs = glyphsFor(unicode);
  const counts = `${counted(distinctStates, 'distinct state')}, ${grouped(generatedStates)} generated, depth ${depth}`;
  const [sign, tint, found] =
    broken.length > 0
      ? (['bad', 'bad', [`violated: ${broken.join(', ')}`]] as const)
      : isExplored
        ? (['good', 'good', []] as const)
        : (['unknown', 'warn', ['not all of them explored']] as const);
  const text = onOneLine([`${counted(faults, 'fault')}: ${counts}`, ...found].join('; '));
  return hang(`  ${glyphs[sign]} `, text, columns).map(palette[tint]);
}

function closing(
  levels: FaultLevels,
  { columns, palette, seconds }: LevelsTextOptions,
): readonly string[] {
  const tint =
    levels.verdict === 'violated' ? 'bad' : levels.verdict === 'unknown' ? 'warn' : 'good';
  const text = `${closingText(levels)} ${durationText(seconds)} in all.`;
  return wrap(onOneLine(text), columns).map(palette[tint]);
}

function closingText({ levels, verdict, faultsPossible }: FaultLevels): string {
  const { faults, broken } = levels.at(-1) as FaultLevel;
  const isAll = faults >= faultsPossible;
  const allowed =
    faultsPossible === Infinity ? 'as many as may be' : `up to ${grouped(faultsPossible)}`;
  const all = faults === 0 ? ', and none can happen' : ', which is all that can happen';
  const rest = isAll ? all : `; ${allowed} can happen`;
  switch (verdict) {
    case 'violated':
      return faults === 0
        ? `Violated without a fault: ${broken.join(', ')}.`
        : `Violated with ${counted(faults, 'fault')}, and not with fewer: ${broken.join(', ')}.`;
    case 'unknown':
      return `Unknown ${withFaults(faults)}: not everything was decided.`;
    case 'holds in bounds':
      return `Holds in bounds ${withFaults(faults)}${rest}.`;
    case 'holds':
      return `Holds ${withFaults(faults)}${rest}.`;
    case 'no violation found':
      return 'No violation found.';
    default:
      return unreachable(verdict);
  }
}
