import type { ExploredSteps } from '../../trace/exercise/explored-steps.ts';
import { grouped } from '../lines/numbers.ts';
import type { ChartOverlay } from './chart-picture.ts';

/** How often the steps between all reachable states take each arrow of a role's chart. */
export function coverageOf(explored: ExploredSteps, role: string): ChartOverlay {
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
