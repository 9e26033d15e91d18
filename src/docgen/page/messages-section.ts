import type { Figures } from '../figures.ts';
import type { Study } from '../study.ts';
import { allItems } from './exercised.ts';
import { code, codes, joined, table, type Part } from './markdown.ts';

/** What the processes say to each other, as the checks have seen it. */
export function messagesSection(study: Study, figures: Figures): Part {
  const items = allItems(study).filter(({ kind }) => kind === 'message');
  if (items.length === 0) return undefined;
  const messages = study.steps?.messages ?? [];
  const rows = items.map(({ name, role, states, exercised }) => {
    const same = messages.filter(({ type, to }) => type === name && to === role);
    const sentIn = same.flatMap((message) => message.sentIn.map(({ state }) => state));
    return [
      code(name),
      codes([...new Set(same.map(({ from }) => from))]),
      code(role ?? ''),
      codes([...new Set(sentIn)].sort()),
      exercised ? codes(states ?? []) : 'never',
    ];
  });
  const head = ['message', 'from', 'to', 'sent in', 'received in'];
  return joined('## Messages', figures.flow(), table(head, rows), whatOf(study));
}

/** Senders are known of the first size, receivers of all. */
function whatOf({ sizes: [first, ...more] }: Study): Part {
  if (first === undefined || more.length === 0) return undefined;
  return `The picture, *from* and *sent in* are of ${code(first.size ?? 'the defaults')}; *received in* is of all sizes.`;
}
