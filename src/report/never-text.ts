import type { CheckResult } from '../trace/check.ts';
import type { CoverageItem } from '../trace/exercise/tally.ts';
import { onOneLine } from './lines/width.ts';

/** How many things are named; the rest is counted. */
const namedMax = 8;

/**
 * What a check never exercised, in one sentence: `Never exercised: participant: state prepared, …`. What
 * follows is left out: a transition from a state that is never entered, or for a message that never comes.
 *
 * A search that stopped at a violation has not come by much, and that is no news; one that ran out of memory
 * has none left to find out.
 *
 * @returns undefined when there is nothing to say.
 */
export function neverText(result: CheckResult): string | undefined {
  if (result.ending === 'stopped' || result.ending === 'bytesMax') return undefined;
  const { items, complete } = result.coverage;
  const never = items.filter((item) => !item.exercised);
  // That a reachable is not reached is its verdict.
  const told = result.properties.filter(({ kind }) => kind === 'reachable');
  const news = never
    .filter((item) => !follows(item, never))
    .filter(({ kind, name }) => kind !== 'premise' || !told.some((known) => known.name === name));
  if (news.length === 0) return undefined;
  const rest = news.length - namedMax;
  const more = rest > 0 ? `; and ${rest} more, which --json lists` : '';
  const where = complete ? '' : ' in what was explored';
  return onOneLine(
    `Never exercised${where}: ${groups(news.slice(0, namedMax)).join('; ')}${more}.`,
  );
}

/** Whether something is never exercised because something else is not. */
function follows({ kind, role, name }: CoverageItem, never: readonly CoverageItem[]): boolean {
  return never.some((other) => {
    if (other.role !== role) return false;
    const isPart = kind === 'state' || kind === 'transition';
    if (other.kind === 'state') return isPart && name.startsWith(`${other.name}.`);
    if (kind !== 'transition') return false;
    const [place = ''] = name.split('[');
    if (other.kind === 'timer') return place.endsWith(`after.${other.name}`);
    const isEvent = other.kind === 'message' || other.kind === 'stimulus';
    return isEvent && place.endsWith(`on.${other.name}`);
  });
}

/** The items by role: `server: state idle, message ask`. */
function groups(items: readonly CoverageItem[]): readonly string[] {
  const roles = [...new Set(items.flatMap(({ role }) => role ?? []))];
  const ofRoles = roles.map((role) => {
    const own = items.filter((item) => item.role === role);
    if (own.some(({ kind }) => kind === 'role')) return `${role}: played by no process`;
    return `${role}: ${own.map(textOf).join(', ')}`;
  });
  return [...ofRoles, ...items.filter(({ role }) => role === null).map(textOf)];
}

function textOf({ kind, name, guard }: CoverageItem): string {
  if (kind === 'premise') return `premise of ${name}`;
  return `${kind} ${name}${guard === undefined ? '' : ` (${guard})`}`;
}
