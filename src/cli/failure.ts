import { FaultlineError } from '../errors.ts';
import { SpecError } from '../index.ts';
import { traceText } from '../report/text.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { textOptions } from './terminal.ts';

/** Prints why nothing was established, to stderr, and gives the exit code. */
export function reportFailure(error: unknown): ExitCode {
  process.stderr.write(`${failureText(error)}\n`);
  return exitCodes.refused;
}

function failureText(error: unknown): string {
  if (error instanceof SpecError) {
    const { steps } = error.trace;
    if (steps.length === 0) return `${error.message}\n  This happens in the initial state.`;
    return `${error.message}\n\nThe steps that lead there:\n\n${traceText(error.trace, textOptions(undefined, process.stderr)).trimEnd()}`;
  }
  if (error instanceof FaultlineError && error.code !== 'FL901') return error.message;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new FaultlineError(
    'FL901',
    'Faultline itself went wrong.',
    `please report this, with the command and the spec:\n\n${stack}`,
  ).message;
}
