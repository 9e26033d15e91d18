import { readFileSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import { traceFromJson } from '../../trace/read-trace.ts';
import type { TraceFile } from '../../trace/trace-file.ts';

/**
 * Reads a trace file.
 *
 * @throws FaultlineError `FL604` when it cannot be read, `FL501` and `FL502` for what is no trace.
 */
export function readTraceFile(path: string): Promise<TraceFile> {
  return aboutFile(path, () => traceFromJson(readText(path)));
}

/** Says of which file an error is that knows nothing of files. */
export async function aboutFile<Value>(
  path: string,
  read: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FaultlineError) || !error.code.startsWith('FL5')) throw error;
    const { code, problem, fix } = error;
    throw new FaultlineError(code, `${path}: ${problem}`, fix, { cause: error });
  }
}

/**
 * The text of a trace file.
 *
 * @throws FaultlineError `FL604` when it cannot be read.
 */
export function readText(path: string): string {
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
