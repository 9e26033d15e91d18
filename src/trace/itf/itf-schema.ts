import * as z from 'zod';
import { changesBetween } from '../changes.ts';
import type { StateRecord } from '../../system/state-record.ts';
import type { TraceFile } from '../trace-file.ts';
import { parseJson, requireTraceFile, stateRecord, wrongShape } from '../trace-schema.ts';
import { networkVariables, type ItfState, type ItfTrace } from './itf-trace.ts';
import { plainValue, type ItfValue } from './itf-value.ts';

const value: z.ZodType<ItfValue> = z.lazy(() =>
  z.union([z.string(), z.boolean(), z.int(), z.array(value), special, z.record(recordKey, value)]),
);

const recordKey = z.string().regex(/^(?!#)/);

const special = z.union([
  z.strictObject({ '#bigint': z.string().regex(/^-?\d+$/) }),
  z.strictObject({ '#tup': z.array(value) }),
  z.strictObject({ '#set': z.array(value) }),
  z.strictObject({ '#map': z.array(z.tuple([value, value])) }),
  z.strictObject({ '#unserializable': z.string() }),
]);

const meta = z.record(z.string(), z.unknown()).optional();

/**
 * The shape of an ITF trace.
 *
 * Source: Konnov, "ADR-015: Informal Trace Format in JSON", Apalache, 2021.
 */
const itfTrace = z.looseObject({
  '#meta': meta,
  params: z.array(z.string()).optional(),
  vars: z.array(z.string()),
  states: z.array(z.object({ '#meta': meta }).catchall(value)).min(1),
  loop: z.int().nonnegative().optional(),
});

/** See `anyTraceFromJson`, which loads this file. */
export function parseAnyTrace(text: string): TraceFile | ItfTrace {
  const json = parseJson(text);
  const isItf = typeof json === 'object' && json !== null && 'states' in json && 'vars' in json;
  if (!isItf) return requireTraceFile(json);
  const { data, error } = itfTrace.safeParse(json);
  if (error !== undefined) throw wrongShape(error);
  const about = data['#meta']?.faultline;
  return about === undefined ? data : traceFileOf(data, about);
}

/** The trace file of a trace that Faultline has written as ITF. */
function traceFileOf({ vars, states }: ItfTrace, about: unknown): TraceFile {
  const records = states.map((state, index) => recordOf(vars, state, index));
  const file = {
    ...(about as object),
    format: 'faultline-trace',
    start: records[0],
    steps: states.slice(1).map(({ '#meta': step }, index) => ({
      label: step?.label,
      action: step?.action,
      changes: changesBetween(records[index] as StateRecord, records[index + 1] as StateRecord),
    })),
  };
  return requireTraceFile(file, placeInItf);
}

function recordOf(vars: readonly string[], state: ItfState, index: number): StateRecord {
  // First the processes, then the messages, then the rest.
  const ids = vars.slice(
    0,
    vars.findLastIndex((name) => /^messages_*$/.test(name)),
  );
  const names = networkVariables(ids);
  const valueOf = (name: string) => {
    const given = state[name] as ItfValue | undefined;
    return given === undefined ? undefined : plainValue(given);
  };
  const [due, monitors] = [valueOf(names.due), valueOf(names.monitors)];
  const partition = valueOf(names.partition);
  const record: Readonly<Partial<Record<keyof StateRecord, unknown>>> = {
    processes: ids.map((id) => ({ id, ...(valueOf(id) as object) })),
    messages: valueOf(names.messages),
    ...(due !== undefined && { due }),
    ...(monitors !== undefined && { monitors }),
    ...(partition !== undefined && partition !== '' && { partition }),
  };
  const { error } = stateRecord.safeParse(record);
  if (error === undefined) return record as StateRecord;
  throw wrongShape(error, ([list, at, ...path]) =>
    list === 'messages'
      ? ['states', index, list, ...(at === undefined ? [] : [at]), ...path]
      : ['states', index, ids[at as number] ?? 'processes', ...path],
  );
}

/** Where something stands in an ITF trace that has this path in a trace file. */
function placeInItf([first, at, ...path]: readonly PropertyKey[]): readonly PropertyKey[] {
  if (first === 'steps') return ['states', Number(at) + 1, '#meta', ...path];
  return ['#meta', 'faultline', ...[first, at].filter((key) => key !== undefined), ...path];
}
