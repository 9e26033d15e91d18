/** Values of a kind that are named one by one when there are no more of them. */
const namedMax = 4;

/**
 * Describes all values that were seen in one place, as one would write their type: `1 | 2 | 3`, `'yes' | 'no'`,
 * `id of participant`, `{ term: 1…9 }[]`. It says what was seen: there may be others elsewhere.
 *
 * @param values - At least one.
 * @param roleOf - The role of a process by its id; undefined for any other text.
 */
export function seenValues(
  values: readonly unknown[],
  roleOf: (text: string) => string | undefined,
): string {
  const texts = values.filter((value) => typeof value === 'string');
  const roles = [...new Set(texts.map(roleOf).filter((role) => role !== undefined))];
  const lists = values.filter((value) => Array.isArray(value)) as (readonly unknown[])[];
  const records = values.filter((value) => isRecord(value));
  return [
    ...roles.sort().map((role) => `id of ${role}`),
    ...literals(
      texts.filter((text) => roleOf(text) === undefined).map((text) => `'${text}'`),
      'text',
    ),
    ...numbers(values.filter((value) => typeof value === 'number')),
    ...literals(values.filter((value) => typeof value === 'boolean').map(String), 'boolean'),
    ...(lists.length === 0 ? [] : [listText(lists.flat(), roleOf)]),
    ...(records.length === 0 ? [] : [recordText(records, roleOf)]),
    ...(values.includes(null) ? ['null'] : []),
  ].join(' | ');
}

function literals(texts: readonly string[], many: string): readonly string[] {
  const distinct = [...new Set(texts)].sort();
  return distinct.length > namedMax ? [many] : distinct;
}

function numbers(values: readonly number[]): readonly string[] {
  const distinct = [...new Set(values)].sort((left, right) => left - right);
  return distinct.length > namedMax ? [`${distinct[0]}…${distinct.at(-1)}`] : distinct.map(String);
}

function listText(items: readonly unknown[], roleOf: (text: string) => string | undefined): string {
  if (items.length === 0) return '[]';
  const inside = seenValues(items, roleOf);
  return inside.includes(' | ') && !isBraced(inside) ? `(${inside})[]` : `${inside}[]`;
}

function isBraced(text: string): boolean {
  return text.startsWith('{') && text.indexOf('}') === text.length - 1;
}

function recordText(
  records: readonly Readonly<Record<string, unknown>>[],
  roleOf: (text: string) => string | undefined,
): string {
  const fields = seenFields(records, roleOf);
  // A record by process is no type of its own for each of them.
  const roles = new Set(fields.map(({ name }) => roleOf(name)));
  const [role] = roles;
  if (roles.size === 1 && role !== undefined) {
    const inside = records.flatMap((record) => Object.values(record));
    return `{ [${role}]: ${seenValues(inside, roleOf)} }`;
  }
  const texts = fields.map(
    ({ name, isOptional, seen }) => `${name}${isOptional ? '?' : ''}: ${seen}`,
  );
  return texts.length === 0 ? '{}' : `{ ${texts.join('; ')} }`;
}

/** A field of records, and what was seen in it. */
export interface SeenField {
  readonly name: string;
  /** Whether some of the records did not have it. */
  readonly isOptional: boolean;
  readonly seen: string;
}

/** The fields that records have, in the order in which they appear. */
export function seenFields(
  records: readonly Readonly<Record<string, unknown>>[],
  roleOf: (text: string) => string | undefined,
): readonly SeenField[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return names.map((name) => {
    const values = records.map((record) => record[name]).filter((value) => value !== undefined);
    return { name, isOptional: values.length < records.length, seen: seenValues(values, roleOf) };
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
