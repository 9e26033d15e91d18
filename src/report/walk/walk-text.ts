import { unreachable } from '../../errors.ts';
import type { WalkedProperty, WalkResult } from '../../trace/walk/walk.ts';
import { asExpected, headLines, propertyLines, stepsText, traceLines } from '../check-text.ts';
import { counted, durationText, grouped } from '../lines/numbers.ts';
import { hangItems, wrap } from '../lines/wrap.ts';
import type { TextOptions } from '../text-options.ts';

/** What a walk text needs besides the result. */
export interface WalkTextOptions extends TextOptions {
  /** How long the walks took. */
  readonly seconds: number;
}

/**
 * What random walks established, for people: the model in words, each property with its verdict, how far
 * the walks went, and a sequence chart for each property that is violated. No line break at the end.
 */
export function walkText(result: WalkResult, options: WalkTextOptions): string {
  const sections = [
    headLines(result, options),
    propertyLines(result.properties, options, verdictWords),
    closingLines(result, options),
    ...result.properties.flatMap((property) => traceLines(property, options)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The verdict in words that promise nothing: a walk shows what can happen, never what always does. */
function verdictWords(property: WalkedProperty): string {
  const { kind, verdict, trace, behaviors } = property;
  if (kind === 'reachable') {
    if (trace === undefined) return 'no witness found';
    return `witnessed in ${counted(trace.steps.length, 'step')}`;
  }
  if (verdict === 'violated') return [verdict, asExpected(property), stepsText(property)].join('');
  if (behaviors === undefined) return verdict;
  return behaviors === 0
    ? `${verdict}: no walk showed a fair behavior`
    : `${verdict} in ${counted(behaviors, 'fair behavior')}`;
}

function closingLines(result: WalkResult, options: WalkTextOptions): readonly string[] {
  const { walks, steps, depth, actions, seed, verdict } = result;
  const { columns, palette, seconds } = options;
  const figures = [
    `${counted(walks, 'walk')}, ${counted(steps, 'step')}, depth ${grouped(depth)}`,
    `${counted(actions, 'different action')}, ${durationText(seconds)}, seed ${seed}`,
  ];
  const tint = verdict === 'violated' ? palette.bad : palette.good;
  return [
    ...hangItems('', figures, columns),
    ...wrap(verdictText(result), columns).map(tint),
    ...behaviorLines(result, options),
  ];
}

function verdictText(result: WalkResult): string {
  const { verdict, properties } = result;
  if (verdict === 'violated') return `Violated. ${endingText(result)}.`;
  const isBroken = properties.some((property) => property.verdict === 'violated');
  const but = isBroken ? ', apart from the violations that are expected' : '';
  return `No violation found${but}. ${endingText(result)}; what they did not come by is not known.`;
}

function endingText({ ending, model }: WalkResult): string {
  switch (ending) {
    case 'complete':
      return 'All walks were taken';
    case 'stopped':
      return `The walks stopped ${model.mutation === undefined ? 'at the first unexpected violation' : 'when the mutation was caught'}`;
    case 'interrupted':
      return 'The walks were interrupted';
    default:
      return unreachable(ending);
  }
}

/** What was judged of properties of behaviors: a walk is only the beginning of one. */
function behaviorLines({ properties }: WalkResult, { columns, palette }: TextOptions) {
  const isJudged = properties.some(({ behaviors }) => behaviors !== undefined);
  if (!isJudged) return [];
  const says =
    'Of behaviors that go on for ever, those were judged in which a walk came back to a state, or could stay in one, and which are fair; how a walk might have gone on after its last state was not.';
  return wrap(says, columns).map(palette.dim);
}
