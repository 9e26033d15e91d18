import { readFileSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import { mermaidSequence } from '../../report/mermaid.ts';
import { traceText } from '../../report/text.ts';
import { traceFromJson } from '../../trace/read-trace.ts';
import { replayTrace } from '../../trace/replay.ts';
import { traceToJson, type TraceFile } from '../../trace/trace-file.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatOf, textOption, type Run } from '../given.ts';
import { findSpec, type FoundSpec } from '../spec/find.ts';
import { textOptions } from '../terminal.ts';

/** `faultline replay`. */
export const run: Run = async (given) => {
  const { json, mermaid } = formatOf(given);
  const path = given.argument;
  const file = await about(path, () => traceFromJson(readText(path)));
  const { protocol, spec } = await specOf(file, textOption(given, 'spec'));
  const trace = await about(path, () => replayTrace(protocol, file));
  const property = file.property ?? undefined;
  const text = json
    ? `${JSON.stringify(traceToJson(trace, { spec, ...shownBy(file) }), undefined, 2)}\n`
    : mermaid
      ? mermaidSequence(trace, property)
      : traceText(trace, { ...textOptions(given), property });
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return file.verdict === 'violated' ? exitCodes.violated : exitCodes.holds;
};

/** Says of which file an error is that knows nothing of files. */
async function about<Value>(path: string, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FaultlineError) || !error.code.startsWith('FL5')) throw error;
    const { code, problem, fix } = error;
    throw new FaultlineError(code, `${path}: ${problem}`, fix, { cause: error });
  }
}

async function specOf(file: TraceFile, named: string | undefined): Promise<FoundSpec> {
  try {
    return await findSpec(named ?? file.spec);
  } catch (error) {
    const isMissing = error instanceof FaultlineError && error.code === 'FL602';
    if (!isMissing || named !== undefined) throw error;
    throw new FaultlineError(
      'FL602',
      `The trace was found with the spec "${file.spec}", which is not there any more.`,
      'go to the folder where it was found, or say where the spec is now: --spec <spec>.',
      { cause: error },
    );
  }
}

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
