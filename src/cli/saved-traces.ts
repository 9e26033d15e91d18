import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FaultlineError } from '../errors.ts';
import type { CheckResult } from '../trace/check.ts';
import { traceToJson } from '../trace/trace-file.ts';
import type { Trace } from '../trace/trace.ts';
import type { PropertyResult } from '../trace/verdict.ts';

/**
 * Writes every counterexample and witness of a check to a file of its own.
 *
 * @param folder - Made when it is not there; `undefined` when nothing is to be written.
 * @throws FaultlineError `FL604` when a file cannot be written.
 */
export function saveTraces(result: CheckResult, spec: string, folder: string | undefined): void {
  if (folder === undefined) return;
  const shown = result.properties.filter(({ trace }) => trace !== undefined);
  writing(folder, () => mkdirSync(folder, { recursive: true }));
  for (const property of shown) {
    const path = join(folder, fileName(result, property));
    const trace = traceToJson(property.trace as Trace, { spec, property });
    writing(path, () => writeFileSync(path, `${JSON.stringify(trace, undefined, 2)}\n`));
  }
}

/** Writes a file, and says so in one error when that is not possible. */
export function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { message } = error as Error;
    const fix = 'name a place where you may write.';
    throw new FaultlineError('FL604', `"${path}" cannot be written: ${message}.`, fix, {
      cause: error,
    });
  }
}

/** The violation that matters most: one that nobody expected, if there is any. */
export function worstViolation({ properties, model }: CheckResult): PropertyResult | undefined {
  const violated = properties.filter(({ verdict }) => verdict === 'violated');
  const declared = model.protocol.expectationsFor(model.parameters);
  return violated.find(({ name }) => declared[name] === undefined) ?? violated[0];
}

/**
 * The commands by which a violation is shown again.
 *
 * @param words - The command line, without `faultline`.
 * @returns `undefined` when nothing is violated.
 */
export function replayHint(
  result: CheckResult,
  words: readonly string[],
  folder: string | undefined,
): string | undefined {
  const property = worstViolation(result);
  if (property?.trace === undefined) return undefined;
  const path = join(folder ?? 'traces', fileName(result, property));
  const replay = `Replay:  faultline replay ${quoted(path)}`;
  if (folder !== undefined) return replay;
  return `Save:    faultline ${words.map(quoted).join(' ')} --save traces\n${replay}`;
}

function fileName({ model }: CheckResult, { name }: PropertyResult): string {
  const { protocol, mutation } = model;
  return [protocol.id, mutation, name, 'json'].filter((part) => part !== undefined).join('.');
}

/** A word as a shell reads it back. */
function quoted(word: string): string {
  return /^[\w./:=@%+,#-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
