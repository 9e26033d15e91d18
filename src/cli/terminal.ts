import { createColors } from 'picocolors';
import type { TextOptions } from '../report/text-options.ts';
import { switchOption, type Given } from './given.ts';

/** A stream to write to, which may be a terminal. */
export type Output = Pick<NodeJS.WriteStream, 'write'> & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** How to lay out text for a stream: its width, its colours, whether it shows more than ASCII. */
export function textOptions(
  given: Given | undefined,
  stream: Output = process.stdout,
): TextOptions {
  const color = given === undefined ? undefined : switchOption(given, 'color');
  const ascii = given === undefined ? undefined : switchOption(given, 'ascii');
  const { green, red, yellow, dim, bold } = createColors(color ?? showsColors(stream));
  return {
    columns: Math.max(40, stream.isTTY === true ? (stream.columns ?? 80) : 80),
    unicode: ascii !== true && showsUnicode(),
    palette: { good: green, bad: red, warn: yellow, dim, strong: bold },
  };
}

/** Colours only on a terminal that has them, and where nobody said no: see https://no-color.org. */
function showsColors({ isTTY }: Output): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = process.env;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTTY === true && TERM !== 'dumb';
}

/** Everywhere but in a locale that asks for less and on the console of the Linux kernel. */
function showsUnicode(): boolean {
  const { LC_ALL, LC_CTYPE, LANG, TERM } = process.env;
  const locale = [LC_ALL, LC_CTYPE, LANG].find((one) => one !== undefined && one !== '');
  return TERM !== 'linux' && locale !== 'C' && locale !== 'POSIX';
}
