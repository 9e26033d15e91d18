import type { ItfTrace } from './itf/itf-trace.ts';
import type { TraceFile } from './trace-file.ts';

/**
 * Reads a trace from the text of a trace file and checks its shape.
 *
 * The schema is loaded when it is first needed: a check has no use for it.
 *
 * @throws FaultlineError `FL501` when the text is not JSON or not of the shape of a trace, with the
 * place; `FL502` for a trace of another version.
 */
export async function traceFromJson(text: string): Promise<TraceFile> {
  const { parseTraceFile } = await import('./trace-schema.ts');
  return parseTraceFile(text);
}

/**
 * Reads a trace from the text of a trace file or of an ITF trace, and checks its shape.
 *
 * @returns The trace file, also of an ITF trace that Faultline has written; an ITF trace of another
 * tool as it is, for `replayItf`.
 * @throws FaultlineError `FL501` and `FL502` as `traceFromJson` does.
 */
export async function anyTraceFromJson(text: string): Promise<TraceFile | ItfTrace> {
  const { parseAnyTrace } = await import('./itf/itf-schema.ts');
  return parseAnyTrace(text);
}

/**
 * The JSON Schema of the trace file, for editors and other programs; draft 2020-12.
 *
 * The format may gain fields without a new version, so the schema allows those that it does not know.
 */
export async function traceJsonSchema(): Promise<Readonly<Record<string, unknown>>> {
  const { jsonSchemaOfTraceFile } = await import('./trace-schema.ts');
  return jsonSchemaOfTraceFile();
}
