import { FaultlineError } from '../errors.ts';
import { SpecError } from '../index.ts';
import { traceText } from '../report/text.ts';
import type { TextOptions } from '../report/text-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { fold } from './fold.ts';
import { textOptions } from './terminal.ts';

/** Prints why nothing was established, to stderr, and gives the exit code. */
export function reportFailure(error: unknown): ExitCode {
  const options = textOptions(undefined, process.stderr);
  process.stderr.write(`${failureText(error, options)}\n`);
  return exitCodes.refused;
}

/** Why nothing was established: an error in a spec with the steps that lead to it. */
export function failureText(error: unknown, options: TextOptions): string {
  if (!(error instanceof FaultlineError) || error.code === 'FL901') {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const report = 'please report this, with the command and the spec:';
    return `[FL901] Faultline itself went wrong.\n  Fix: ${report}\n\n${stack}`;
  }
  const says = errorText(error, options.columns);
  if (!(error instanceof SpecError)) return says;
  if (error.trace.steps.length === 0) return `${says}\n\nThis happens in the initial state.`;
  return `${says}\n\nThe steps that lead there:\n\n${traceText(error.trace, options).trimEnd()}`;
}

function errorText({ code, problem, fix }: FaultlineError, columns: number): string {
  const lines = [
    ...fold(`[${code}] ${problem}`.split(/\s+/), columns),
    ...fold(`Fix: ${fix}`.split(/\s+/), columns - 2).map((line) => `  ${line}`),
  ];
  return lines.join('\n');
}
