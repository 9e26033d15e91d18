import { FaultlineError } from '../errors.ts';

/**
 * The canonical text of plain data, which it also freezes: equal values give equal text, and only those.
 *
 * Plain data is null, booleans, strings, finite numbers other than -0, and arrays and records of
 * plain data. Anything else would be merged or lost when a state is stored.
 *
 * @param where - What the value is, for the error: `the context of "server"`.
 * @throws FaultlineError `FL202` with the path to the first value that is not plain data.
 */
export function canonical(value: unknown, where: string): string {
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
      if (Array.isArray(value)) return canonicalArray(value, where);
      if (isRecord(value)) return canonicalRecord(value, where);
      break;
    default:
  }
  throw new FaultlineError(
    'FL202',
    `The value at ${where} is ${nameOf(value)}, which is not plain data.`,
    'use null, booleans, strings, finite numbers, and arrays and plain objects of these.',
  );
}

function canonicalArray(array: readonly unknown[], where: string): string {
  Object.freeze(array);
  // `Array.from` visits the holes of a sparse array too, as undefined, which is refused.
  return `[${Array.from(array, (item, index) => canonical(item, `${where}[${index}]`)).join(',')}]`;
}

function canonicalRecord(record: Readonly<Record<string, unknown>>, where: string): string {
  Object.freeze(record);
  const fields = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key], `${where}.${key}`)}`);
  return `{${fields.join(',')}}`;
}

function isRecord(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function nameOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return `a ${classOf(value)}`;
  if (typeof value === 'function') return 'a function';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The name of the class of an object that is not a plain record. */
function classOf(value: object): string {
  const { constructor } = value as { readonly constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : 'object of no class';
}
