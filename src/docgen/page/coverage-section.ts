import type { CoverageItem } from '../../trace/exercise/tally.ts';
import type { Study } from '../study.ts';
import { allItems } from './exercised.ts';
import { code, joined, plain, table, type Part } from './markdown.ts';

/** What no check exercised: of that no verdict says anything. */
export function coverageSection(study: Study): Part {
  const items = allItems(study);
  if (items.length === 0) return undefined;
  const never = items.filter(({ exercised }) => !exercised);
  const counts = `${items.length - never.length} of ${items.length}`;
  return joined(
    '## Coverage',
    `The checks of all sizes together exercise ${counts} states, transitions, messages, timers, faults and premises.`,
    never.length === 0
      ? undefined
      : 'These never happen, so that no verdict says anything of them:',
    table(['what', 'of', 'name', 'if'], never.map(row)),
  );
}

function row({ kind, role, name, guard }: CoverageItem): readonly string[] {
  return [kind, plain(role ?? ''), code(name), code(guard ?? '')];
}
