import { FaultlineError } from '../errors.ts';

/** What the exit code of `faultline` means. The help and the reference say the same. */
export const exitCodes = {
  /** Every property is as the protocol declares it, in bounds or without; or walks found nothing else. */
  holds: 0,
  /** A property is violated. */
  violated: 1,
  /** The command line, the spec or a file is wrong, or Faultline itself. */
  refused: 2,
  /** A limit was reached before everything was decided. */
  unknown: 3,
  /** Ctrl-C: what was established so far has been printed. */
  interrupted: 130,
  /** Whoever read the output has gone: the code that a shell gives to a program ended by SIGPIPE. */
  closedPipe: 141,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * From now on, ends the program when its output cannot be written: without a word when nobody reads it
 * any more, with an error when, for example, the disk is full.
 */
export function endOnLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') process.exit(exitCodes.closedPipe);
      if (stream === process.stdout) {
        const problem = `The output cannot be written: ${message}.`;
        const error = new FaultlineError('FL604', problem, 'make room, or send it elsewhere.');
        process.stderr.write(`${error.message}\n`);
      }
      process.exit(exitCodes.refused);
    });
  }
}
