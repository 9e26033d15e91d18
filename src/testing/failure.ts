import type { Protocol } from '../protocol/protocol.ts';
import { checkText } from '../report/check-text.ts';
import { plainPalette } from '../report/text-options.ts';
import type { CheckOptions } from '../trace/check-options.ts';
import { checkSync, type CheckResult } from '../trace/check.ts';

/** A check, and how long it took. */
export interface Checked {
  readonly result: CheckResult;
  readonly seconds: number;
}

/** Checks a protocol and measures the time. */
export function checkTimed(protocol: Protocol, options: CheckOptions): Checked {
  const started = performance.now();
  const result = checkSync(protocol, options);
  return { result, seconds: (performance.now() - started) / 1000 };
}

/**
 * The error by which a test fails.
 *
 * @param problem - What is wrong, in one sentence.
 * @param caller - The function that was called in the test: the stack begins at its caller.
 */
export function failure(
  problem: string,
  { result, seconds }: Checked,
  caller: (...given: never[]) => unknown,
): Error {
  const report = checkText(result, {
    columns: 80,
    unicode: true,
    palette: plainPalette,
    seconds,
  });
  const error = new Error(`${problem}\n\n${report}\n`);
  Error.captureStackTrace(error, caller);
  return error;
}
