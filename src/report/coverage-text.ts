import { unreachable } from '../errors.ts';
import { isLiveness } from '../protocol/property.ts';
import type { CheckResult } from '../trace/check.ts';
import { counted, grouped } from './lines/numbers.ts';
import type { Tint } from './lines/row.ts';
import { onOneLine } from './lines/width.ts';

/** The last word of a check: the verdict, what was covered, and what was not. */
export interface CoverageText {
  readonly text: string;
  readonly tint: Tint;
}

/** Says in plain words what a verdict rests on: which states were visited, and which were left out. */
export function coverageText(result: CheckResult): CoverageText {
  return { text: `${verdictText(result)} ${endingText(result)}`, tint: tints[result.verdict] };
}

/**
 * What is to be known of the search when it was depth-first: which properties it does not decide, and that
 * what it found need not be found by a shortest way.
 *
 * @returns undefined when there is nothing to say.
 */
export function searchText({ search, traces, properties, model }: CheckResult): string | undefined {
  if (search === 'breadth-first') return undefined;
  const declared = Object.entries(model.protocol.properties);
  const open = declared.filter(([, property]) => isLiveness(property)).map(([name]) => name);
  const left =
    open.length === 0
      ? []
      : [`it leaves properties of behaviors to a breadth-first search (${open.join(', ')})`];
  const found = properties.some(({ trace }) => trace !== undefined) ? [wayTexts[traces]] : [];
  const says = [...found, ...left];
  return says.length === 0
    ? undefined
    : onOneLine(`The search was depth-first: ${says.join('; ')}.`);
}

const wayTexts: Readonly<Record<CheckResult['traces'], string>> = {
  shortest: 'no way to what it found is shorter',
  shortened:
    'no step can be left out of what it found, but there may be shorter ways, which a breadth-first search finds',
  'as found':
    'there may be much shorter ways to what it found; shorten them, or find shortest ones breadth-first',
};

const tints: Readonly<Record<CheckResult['verdict'], Tint>> = {
  holds: 'good',
  'holds in bounds': 'good',
  'no violation found': 'good',
  violated: 'bad',
  unknown: 'warn',
};

function verdictText({ verdict, properties, model }: CheckResult): string {
  const broken = properties.filter((property) => property.verdict === 'violated');
  const { mutation, protocol } = model;
  const target = mutation === undefined ? undefined : protocol.mutations[mutation]?.violates;
  const isMissed = target !== undefined && !broken.some(({ name }) => name === target);
  const missed = isMissed ? ': the mutation is not caught' : '';
  const but = broken.length > 0 ? ', apart from the violations that are expected' : '';
  switch (verdict) {
    case 'holds':
      return `Holds${but}${missed}.`;
    case 'holds in bounds':
      return `Holds in bounds${but}${missed}.`;
    case 'no violation found':
      return 'No violation found.';
    case 'violated':
      return `Violated${missed}.`;
    case 'unknown':
      return 'Unknown.';
  }
}

function endingText(result: CheckResult): string {
  const { ending, distinctStates, frontier, depth, model, isExplored } = result;
  if (isExplored && ending !== 'complete') return undecidedText(result);
  const covered = `${grouped(distinctStates - frontier)} of the ${counted(distinctStates, 'state')} found were explored`;
  const left = `${covered}; what lies beyond the other ${grouped(frontier)} is not known.`;
  switch (ending) {
    case 'complete':
      return completeText(result);
    case 'stopped':
      return `The search stopped ${model.mutation === undefined ? 'at the first unexpected violation' : 'when the mutation was caught'}: ${covered}.`;
    case 'statesMax':
      return `The limit on the number of states was reached at depth ${depth}: ${left}`;
    case 'bytesMax':
      return `The limit on memory was reached at depth ${depth}: ${left}`;
    case 'interrupted':
      return `The search was interrupted at depth ${depth}: ${left}`;
    default:
      return unreachable(ending);
  }
}

/** Of a check that found every state, and was then ended while it decided about behaviors. */
function undecidedText(result: CheckResult): string {
  const what =
    result.ending === 'interrupted'
      ? 'The check was interrupted'
      : 'The limit on memory was reached';
  return `${completeText(result)} ${what} before every property of behaviors was decided.`;
}

function completeText({ frontier, constrainedStates, depth }: CheckResult): string {
  const bounds = [
    ...(frontier > 0 ? [`no deeper than ${depth} states on a path`] : []),
    ...(constrainedStates > 0
      ? [`within the constraint, which turned ${counted(constrainedStates, 'step')} back`]
      : []),
  ];
  if (bounds.length === 0) return 'Every reachable state was visited.';
  return `Every reachable state was visited ${bounds.join(' and ')}.`;
}
