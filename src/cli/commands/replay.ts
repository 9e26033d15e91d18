import { readFileSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import { mermaidSequence } from '../../report/mermaid.ts';
import { traceText } from '../../report/text.ts';
import { traceFromJson } from '../../trace/read-trace.ts';
import { replayTrace } from '../../trace/replay.ts';
import { traceToJson, type TraceFile } from '../../trace/trace-file.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatOf, textOption, type Run } from '../given.ts';
import { findSpec } from '../spec/find.ts';
import { textOptions } from '../terminal.ts';

/** `faultline replay`. */
export const run: Run = async (given) => {
  const { json, mermaid } = formatOf(given);
  const file = await traceFromJson(readText(given.argument));
  const { protocol, spec } = await findSpec(textOption(given, 'spec') ?? file.spec);
  const trace = replayTrace(protocol, file);
  const property = file.property ?? undefined;
  const text = json
    ? `${JSON.stringify(traceToJson(trace, { spec, ...shownBy(file) }), undefined, 2)}\n`
    : mermaid
      ? mermaidSequence(trace)
      : traceText(trace, { ...textOptions(given), property });
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return file.verdict === 'violated' ? exitCodes.violated : exitCodes.holds;
};

function shownBy({ property, verdict }: TraceFile) {
  return property === null || verdict === null ? {} : { property: { ...property, verdict } };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { message } = error as Error;
    throw new FaultlineError(
      'FL604',
      `The trace file "${path}" cannot be read: ${message}.`,
      'check the path; `faultline check <spec> --save <folder>` writes traces.',
      { cause: error },
    );
  }
}
