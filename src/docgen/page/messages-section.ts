import type { Figures } from '../figures.ts';
import type { Study } from '../study.ts';
import { allItems } from './exercised.ts';
import { code, codes, joined, table, type Part } from './markdown.ts';

/** What the processes say to each other, as the checks have seen it. */
export function messagesSection(study: Study, figures: Figures): Part {
  const items = allItems(study).filter(({ kind }) => kind === 'message');
  if (items.length === 0) return undefined;
  const rows = items.map(({ name, role, states, exercised }) => [
    code(name),
    code(role ?? ''),
    exercised ? codes(states ?? []) : 'never',
  ]);
  return joined('## Messages', figures.flow(), table(['message', 'to', 'received in'], rows));
}
