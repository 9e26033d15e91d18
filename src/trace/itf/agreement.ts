import { canonical } from '../../statechart/canonical.ts';
import type { ProcessRecord, StateRecord } from '../../system/state-record.ts';
import type { FaultCounts } from '../../protocol/view.ts';
import { stateText } from '../state-text.ts';
import { networkVariables, type ItfState } from './itf-trace.ts';
import { isList, plainValue, specialValue, type ItfValue } from './itf-value.ts';

/** What is in flight, and how often faults have happened. */
export interface NetworkState extends Pick<StateRecord, 'messages'> {
  readonly faults: FaultCounts;
}

/** In what a state of the model is not as a trace says, in words. */
export type Difference = string;

/** What a trace says of a process, or of the network; and in what a state of the model is not so. */
export type Agreement =
  | {
      readonly kind: 'process';
      /** Its index among the processes. */
      readonly at: number;
      readonly differences: (actual: ProcessRecord) => readonly Difference[];
    }
  | {
      /** The partition in force. */
      readonly kind: 'partition';
      readonly differences: (actual: string) => readonly Difference[];
    }
  | {
      readonly kind: 'network';
      readonly differences: (actual: NetworkState) => readonly Difference[];
    };

/**
 * What a state of an ITF trace says of a state of the model.
 *
 * A variable counts when its name, without the modules that Quint puts before it, is that of a process,
 * of a role, whose value is then a map by process, `messages`, `faults` or `partition`. A process is a
 * text, its state, or some of the fields of a `ProcessRecord`; another field is one of the context, if that
 * has it. Of a context only the keys that are given count; a state is given from the outermost one on, as
 * deep as one likes.
 *
 * @param start - Any state of the model.
 * @returns Empty when no variable has a name of the model.
 */
export function agreementsWith(given: ItfState, start: StateRecord): readonly Agreement[] {
  const names = networkVariables(start.processes.map(({ id }) => id));
  return Object.entries(given).flatMap(([variable, value]): readonly Agreement[] => {
    const name = variable.slice(variable.lastIndexOf(':') + 1);
    const says = value as ItfValue;
    switch (name) {
      case names.messages:
        return [
          { kind: 'network', differences: ({ messages }) => bagDifferences(says, messages, name) },
        ];
      case names.faults:
        return [
          {
            kind: 'network',
            differences: ({ faults }) => keyDifferences(says, { ...faults }, name),
          },
        ];
      case names.partition:
        return [{ kind: 'partition', differences: (actual) => differences(says, actual, name) }];
      default:
        return processesNamed(name, says, start).map(({ at, process, own }) => ({
          kind: 'process',
          at,
          differences: (actual) => processDifferences(own, actual, process),
        }));
    }
  });
}

interface NamedProcess {
  /** Its index among the processes. */
  readonly at: number;
  readonly process: string;
  /** What the trace says of it. */
  readonly own: ItfValue;
}

function processesNamed(
  name: string,
  says: ItfValue,
  { processes }: StateRecord,
): readonly NamedProcess[] {
  const at = processes.findIndex(({ id }) => id === name);
  if (at >= 0) return [{ at, process: name, own: says }];
  const entries = processes.some(({ role }) => role === name) ? fieldsOf(says) : undefined;
  return (entries ?? []).flatMap(([process, own]) => {
    const index = processes.findIndex(({ id, role }) => id === process && role === name);
    return index < 0 ? [] : [{ at: index, process, own }];
  });
}

function processDifferences(
  says: ItfValue,
  actual: ProcessRecord,
  place: string,
): readonly Difference[] {
  const fields = isOption(says) || typeof says === 'string' ? undefined : fieldsOf(says);
  if (fields === undefined) return stateDifferences(says, actual.state, place);
  return fields.flatMap(([field, value]) => {
    const where = `${place}.${field}`;
    switch (field) {
      case 'state':
        return stateDifferences(value, actual.state, where);
      case 'context':
        return keyDifferences(value, actual.context, where);
      case 'timers':
        return bagDifferences(value, actual.timers, where);
      case 'ticks':
        return keyDifferences(value, actual.ticks ?? {}, where);
      case 'paused':
        return differences(value, actual.paused ?? false, where);
      case 'ahead':
        return differences(value, actual.ahead ?? 0, where);
      case 'alive':
      case 'role':
        return differences(value, actual[field], where);
      default:
        if (!Object.hasOwn(actual.context, field)) return [];
        return differences(value, actual.context[field], where);
    }
  });
}

/** A state value, given from the outermost state on: `working` is true of `working.voting`. */
function stateDifferences(says: ItfValue, actual: unknown, place: string): readonly Difference[] {
  const [given, text] = [stateText(plainValue(says)), stateText(actual)];
  const parts = text.split(', ');
  const agrees = given
    .split(', ')
    .every((state) => parts.some((part) => part === state || part.startsWith(`${state}.`)));
  return agrees ? [] : [differenceOf(place, text, given)];
}

/** Only the keys that are given count. */
function keyDifferences(
  says: ItfValue,
  actual: Readonly<Record<string, unknown>>,
  place: string,
): readonly Difference[] {
  const fields = fieldsOf(says);
  if (fields === undefined) return differences(says, actual, place);
  return fields.flatMap(([key, value]) => differences(value, actual[key], `${place}.${key}`));
}

/** Lists in which the order does not count; in a set neither does how often something occurs. */
function bagDifferences(
  says: ItfValue,
  actual: readonly unknown[],
  place: string,
): readonly Difference[] {
  const special = isList(says) || typeof says !== 'object' ? undefined : specialValue(says);
  const isSet = special?.kind === 'set';
  const items = plainValue(says);
  if (!Array.isArray(items)) return [differenceOf(place, actual, items)];
  const textsOf = (list: readonly unknown[]) => {
    const texts = list.map((item) => canonical(item, place)).sort();
    return (isSet ? [...new Set(texts)] : texts).join();
  };
  return textsOf(items) === textsOf(actual) ? [] : [differenceOf(place, actual, items)];
}

function differences(says: ItfValue, actual: unknown, place: string): readonly Difference[] {
  return isSame(says, actual) ? [] : [differenceOf(place, actual, plainValue(says))];
}

function isSame(says: ItfValue, actual: unknown): boolean {
  if (typeof says !== 'object') return says === actual;
  if (isList(says)) return isSameList(says, actual);
  const special = specialValue(says);
  switch (special?.kind) {
    case 'number':
      return special.number === actual;
    case 'list':
      return isSameList(special.items, actual);
    case 'set':
      return bagDifferences(says, Array.isArray(actual) ? actual : [actual], '').length === 0;
    case 'option':
      return special.some === undefined ? actual === null : isSame(special.some, actual);
    case 'unknown':
      // What the other tool could not write says nothing.
      return true;
    case 'map':
    case undefined: {
      const fields = fieldsOf(says) ?? [];
      if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
      const values = actual as Readonly<Record<string, unknown>>;
      const keys = new Set([...fields.map(([key]) => key), ...Object.keys(values)]);
      return (
        keys.size === fields.length && fields.every(([key, value]) => isSame(value, values[key]))
      );
    }
  }
}

function isSameList(says: readonly ItfValue[], actual: unknown): boolean {
  const list: readonly unknown[] = Array.isArray(actual) ? actual : [];
  return (
    Array.isArray(actual) &&
    says.length === list.length &&
    says.every((item, index) => isSame(item, list[index]))
  );
}

/** The fields of a record or a map; undefined for anything else. */
function fieldsOf(value: ItfValue): readonly (readonly [string, ItfValue])[] | undefined {
  if (typeof value !== 'object' || isList(value)) return undefined;
  const special = specialValue(value);
  if (special === undefined) return Object.entries(value);
  return special.kind === 'map' ? special.entries : undefined;
}

function isOption(value: ItfValue): boolean {
  return typeof value === 'object' && !isList(value) && specialValue(value)?.kind === 'option';
}

function differenceOf(place: string, actual: unknown, given: unknown): Difference {
  return `${place} is ${JSON.stringify(actual)}, not ${JSON.stringify(given)}`;
}
