import { FaultlineError } from '../errors.ts';

/**
 * The canonical text of plain data, which it also freezes: equal values give equal text, and only those.
 *
 * Plain data is null, booleans, strings, finite numbers other than -0, and arrays and records of
 * plain data. Anything else would be merged or lost when a state is stored.
 *
 * @param where - What the value is, for the error: `the context of chart "server"`.
 * @throws FaultlineError `FL202` with the path to the first value that is not plain data.
 */
export function canonical(value: unknown, where: string): string {
  return textOf(value, { where, path: '', inside: [] });
}

/** The texts of arrays and records that were written: frozen all the way down, they stay what they are. */
const known = new WeakMap<object, string>();

/** A value on the way down: what it belongs to, how it is reached, and the objects around it. */
interface Spot {
  readonly where: string;
  readonly path: string;
  readonly inside: readonly object[];
}

function textOf(value: unknown, spot: Spot): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return String(value);
      break;
    case 'object':
      if (value === null) return 'null';
      if (spot.inside.includes(value)) throw notPlain('an object that contains itself', spot);
      if (Array.isArray(value)) return known.get(value) ?? kept(value, arrayText(value, spot));
      if (isRecord(value)) return known.get(value) ?? kept(value, recordText(value, spot));
      break;
    default:
  }
  throw notPlain(nameOf(value), spot);
}

function kept(value: object, text: string): string {
  known.set(value, text);
  return text;
}

function arrayText(array: readonly unknown[], { where, path, inside }: Spot): string {
  Object.freeze(array);
  const around = [...inside, array];
  // `Array.from` visits the holes of a sparse array too, as undefined, which is refused.
  const items = Array.from(array, (item, index) =>
    textOf(item, { where, path: `${path}[${index}]`, inside: around }),
  );
  return `[${items.join(',')}]`;
}

function recordText(record: Readonly<Record<string, unknown>>, spot: Spot): string {
  const { where, path, inside } = spot;
  Object.freeze(record);
  const keys = Object.keys(record).sort();
  if (Reflect.ownKeys(record).length > keys.length)
    throw notPlain('an object with hidden keys', spot);
  const around = [...inside, record];
  const fields = keys.map((key) => {
    const below = { where, path: path === '' ? key : `${path}.${key}`, inside: around };
    return `${JSON.stringify(key)}:${textOf(record[key], below)}`;
  });
  return `{${fields.join(',')}}`;
}

/**
 * Freezes arrays and records, all the way down, so that a chart that changes them in place is
 * noticed. Unlike {@link canonical} it leaves everything else alone.
 */
export function deepFreeze(value: unknown): void {
  // What is frozen already has been here: an object may contain itself.
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  if (!Array.isArray(value) && !isRecord(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}

function isRecord(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function notPlain(what: string, { where, path }: Spot): FaultlineError {
  const place = path === '' ? `The value of ${where}` : `The value at ${path} in ${where}`;
  return new FaultlineError(
    'FL202',
    `${place} is ${what}, which is not plain data.`,
    'use null, booleans, strings, finite numbers, and arrays and plain objects of these.',
  );
}

function nameOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return classOf(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `the bigint ${value}`;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** What an object is that is not a plain record. */
function classOf(value: object): string {
  const { constructor } = value as { readonly constructor?: unknown };
  const name = typeof constructor === 'function' ? constructor.name : '';
  return name === '' || constructor === Object
    ? 'an object with a prototype of its own'
    : `an instance of ${name}`;
}
