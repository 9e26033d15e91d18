import type { Protocol } from '../../protocol/protocol.ts';
import { quantifiers } from '../../report/check-text.ts';
import type { CheckJsonProperty } from '../../report/check-json.ts';
import type { Study } from '../study.ts';
import { code, joined, plain, table, type Part } from './markdown.ts';

/** What is promised, where that is published, and what came of it in each size. */
export function propertiesSection({ properties }: Protocol, { sizes }: Study): Part {
  const rows = Object.entries(properties).map(([name, { says, kind, source }]) => [
    code(name),
    plain(`${quantifiers[kind]}: ${says}`),
    plain(source ?? ''),
    ...sizes.map((check) => {
      const result = check.properties.find((one) => one.name === name);
      return result === undefined ? '' : verdictCell(result);
    }),
  ]);
  const columns = sizes.map(({ size }) => size ?? 'verdict');
  return joined('## Properties', table(['property', 'says', 'source', ...columns], rows));
}

/** The verdict on a property, with how many steps its counterexample or witness has. */
export function verdictCell({ verdict, expected, steps }: CheckJsonProperty): string {
  const length = steps === null ? '' : `, ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  if (verdict === 'violated') {
    return expected === 'violated' ? `violated, as expected${length}` : `**violated**${length}`;
  }
  return `${verdict}${length}`;
}
