import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FaultlineError } from '../../errors.ts';

/**
 * Says in one error why a spec cannot be used, and in which line of its file.
 *
 * @param path - The file as the user named it.
 * @param error - What it threw; an error of Faultline's own is given back as it is.
 * @param when - `loaded`: when the file was imported; `set up`: when the protocol made its roles.
 */
export function loadError(
  path: string,
  error: unknown,
  when: 'loaded' | 'set up' = 'loaded',
): FaultlineError {
  if (error instanceof FaultlineError) return error;
  const { message, stack = '' } =
    error instanceof Error ? error : { message: `it throws ${String(error)}`, stack: '' };
  if (/[\\/]node_modules[\\/]xstate[\\/]/.test(firstFrame(stack))) {
    return new FaultlineError(
      'FL211',
      `XState does not accept a chart of "${path}"${placeIn(stack)}: ${oneLine(message)}`,
      'mend the chart: a target is the name of a sibling state, ".child", or "#id".',
      { cause: error },
    );
  }
  const syntax = syntaxPlace(message, stack);
  return new FaultlineError(
    'FL603',
    `The spec file "${path}" could not be ${when}${syntax?.place ?? placeIn(stack)}: ${syntax?.says ?? oneLine(message)}`,
    syntax !== undefined || error instanceof SyntaxError || message.includes('Cannot find')
      ? 'mend the file; `npx tsc --noEmit` or an editor shows such mistakes as they are made.'
      : `mend what it does when it is ${when}.`,
    { cause: error },
  );
}

/** esbuild writes `/path/file.ts:3:5: ERROR: …`; Node puts `file:///path/file.js:3` before its stack. */
function syntaxPlace(
  message: string,
  stack: string,
): { readonly place: string; readonly says: string } | undefined {
  const esbuild = /^(.+):(\d+):(\d+): ERROR: (.+)$/m.exec(message);
  if (esbuild !== null) {
    const [, file = '', line, column, says = ''] = esbuild;
    return { place: ` (${near(file)}:${line}:${column})`, says };
  }
  const node = /^(file:\S+?|\/\S+?):(\d+)\n/.exec(stack);
  if (node === null) return undefined;
  return { place: ` (${near(node[1] ?? '')}:${node[2]})`, says: oneLine(message) };
}

function firstFrame(stack: string): string {
  return framesOf(stack)[0] ?? '';
}

/** The first frame that is neither Node's nor a package's. */
function placeIn(stack: string): string {
  const places = framesOf(stack)
    .filter((frame) => !/node:|[\\/]node_modules[\\/]/.test(frame))
    .map((frame) => /(?:\(|at (?:async )?)([^()]+):(\d+):(\d+)\)?$/.exec(frame));
  const found = places.find((place) => place !== null);
  return found ? ` (${near(found[1] ?? '')}:${found[2]}:${found[3]})` : '';
}

function framesOf(stack: string): readonly string[] {
  return stack.split('\n').filter((line) => /^\s+at /.test(line));
}

/** A file as seen from the present folder. */
function near(file: string): string {
  const path = file.startsWith('file:') ? fileURLToPath(file.replace(/\?.*$/, '')) : file;
  const seen = relative(process.cwd(), path);
  return seen.startsWith('..') ? path : seen;
}

function oneLine(message: string): string {
  return message.trim().replace(/\s*\n\s*/g, ' ');
}
