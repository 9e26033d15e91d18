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
  return joined(
    '## Messages',
    figures.flow(),
    table(head, rows),
    whatOf(study),
    ...fieldsOf(study),
  );
}

/**
 * What the messages contain. It is what the check has seen: the types in the source are gone when a chart
 * runs, and say less.
 */
function fieldsOf({ steps, sizes: [first] }: Study): readonly Part[] {
  const rows = (steps?.fields ?? []).map(({ message, name, isOptional, seen }) => [
    code(message),
    code(`${name}${isOptional ? '?' : ''}`),
    code(seen),
  ]);
  const size = code(first?.size ?? 'the defaults');
  return rows.length === 0
    ? ['No message has fields but type, sender and receiver.']
    : [
        `### Fields

What the messages were seen to contain in the check of ${size}:`,
        table(['message', 'field', 'values seen'], rows),
      ];
}

/** Senders are known of the first size, receivers of all. */
function whatOf({ sizes: [first, ...more] }: Study): Part {
  if (first === undefined || more.length === 0) return undefined;
  return `The picture, *from* and *sent in* are of ${code(first.size ?? 'the defaults')}; *received in* is of all sizes.`;
}
