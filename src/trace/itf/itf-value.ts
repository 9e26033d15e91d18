/**
 * A value as the Informal Trace Format has it: texts, booleans, lists, records, and objects with one
 * key that begins with `#`, such as `{ "#bigint": "3" }`.
 */
export type ItfValue =
  string | boolean | number | readonly ItfValue[] | { readonly [key: string]: ItfValue };

/**
 * Plain data as an ITF value.
 *
 * ITF has no null: it is written as Quint writes `None`. A number that is no integer is one that ITF
 * cannot express. A record with keys that mean something to a reader, `#…` and Quint's `tag`, is
 * written as a map.
 *
 * Source: Konnov, "ADR-015: Informal Trace Format in JSON", Apalache, 2021.
 */
export function itfValue(value: unknown): ItfValue {
  if (value === null) return { tag: 'None', value: { '#tup': [] } };
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? { '#bigint': BigInt(value).toString() }
      : { '#unserializable': String(value) };
  }
  if (typeof value !== 'object') return value as string | boolean;
  if (Array.isArray(value)) return value.map(itfValue);
  const entries = Object.entries(value).map(([key, item]) => [key, itfValue(item)] as const);
  const isRecord = entries.every(([key]) => !key.startsWith('#') && key !== 'tag');
  return isRecord ? Object.fromEntries(entries) : { '#map': entries };
}

/**
 * The plain data that an ITF value stands for. Tuples and sets become lists, `None` is null and
 * `Some(x)` is `x`; what ITF cannot express is null too.
 */
export function plainValue(value: ItfValue): unknown {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(plainValue);
  const special = specialValue(value);
  switch (special?.kind) {
    case undefined:
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, plainValue(item)]),
      );
    case 'number':
      return special.number;
    case 'list':
    case 'set':
      return special.items.map(plainValue);
    case 'map':
      return Object.fromEntries(special.entries.map(([key, item]) => [key, plainValue(item)]));
    case 'option':
      return special.some === undefined ? null : plainValue(special.some);
    case 'unknown':
      return null;
  }
}

/** What an object of ITF is that is no record. */
export type SpecialValue =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'list' | 'set'; readonly items: readonly ItfValue[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, ItfValue])[] }
  /** Quint's option: `some` is left out of `None`. */
  | { readonly kind: 'option'; readonly some?: ItfValue }
  | { readonly kind: 'unknown' };

/** What an object of ITF is; undefined for a record. */
export function specialValue(value: {
  readonly [key: string]: ItfValue;
}): SpecialValue | undefined {
  const { tag, value: some } = value;
  if (tag === 'None') return { kind: 'option' };
  if (tag === 'Some' && some !== undefined) return { kind: 'option', some };
  const [[key, inside] = ['', ''], ...more] = Object.entries(value);
  if (!key.startsWith('#') || more.length > 0) return undefined;
  if (key === '#bigint') return { kind: 'number', number: Number(inside) };
  if (key === '#tup') return { kind: 'list', items: listed(inside) };
  if (key === '#set') return { kind: 'set', items: listed(inside) };
  if (key === '#map') {
    const entries = listed(inside).map((entry): [string, ItfValue] => {
      const [name = '', item = ''] = listed(entry);
      return [textOfKey(name), item];
    });
    return { kind: 'map', entries };
  }
  // What Quint or Apalache could not write, such as the set of all integers; our own are numbers.
  const number = Number(inside);
  return Number.isNaN(number) ? { kind: 'unknown' } : { kind: 'number', number };
}

/** Whether a value is a list; `Array.isArray` does not know of lists that cannot be changed. */
export function isList(value: ItfValue): value is readonly ItfValue[] {
  return Array.isArray(value);
}

function listed(value: ItfValue): readonly ItfValue[] {
  return isList(value) ? value : [];
}

/** A key of a map, as it is one of a record: texts as they are, the rest as JSON. */
function textOfKey(key: ItfValue): string {
  if (typeof key === 'string') return key;
  const plain = plainValue(key);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}
