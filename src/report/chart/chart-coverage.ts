import type { ExploredSteps } from '../../trace/exercise/explored-steps.ts';
import { grouped } from '../lines/numbers.ts';
import type { ChartMarks } from './chart-picture.ts';
import type { Notes } from './chart-words.ts';

/** What an exhaustive search adds to the picture of a chart. */
export interface ChartCoverage {
  /** How often each arrow was taken; for {@link chartLayout}, which makes room for it. */
  readonly notes: Notes;
  /** What was never taken or entered. */
  readonly marks: ChartMarks;
  /** What the numbers are about, as a line below the picture. */
  readonly caption: string;
}

/** How often the steps between all reachable states take each arrow of a role's chart. */
export function coverageOf(explored: ExploredSteps, role: string): ChartCoverage {
  const { parts, distinctStates, complete, model } = explored;
  const own = parts.filter((part) => part.role === role);
  const never = own.filter(({ count }) => count === 0);
  const notes = own.map(({ kind, name, count }): readonly [string, string] | undefined => {
    if (kind === 'state') return count === 0 ? [name, 'never entered'] : undefined;
    return [name, count === 0 ? 'never taken' : `${grouped(count)} ×`];
  });
  const size = model.size === undefined ? '' : `, size ${model.size}`;
  const states = `${complete ? 'all' : 'the first'} ${grouped(distinctStates)} states`;
  return {
    notes: Object.fromEntries(notes.filter((note) => note !== undefined)),
    marks: { never: new Set(never.map(({ name }) => name)) },
    caption: `How many of the steps between ${states} take each arrow (${model.protocol.id}${size})`,
  };
}
