import { grouped, memoryText } from '../report/lines/numbers.ts';
import { onOneLine } from '../report/lines/width.ts';
import type { CheckProgress } from '../trace/check-options.ts';
import type { Output } from './terminal.ts';

const redrawMs = 200;

/** The line on a terminal that says how far a check is. */
export interface ProgressLine<Shown> {
  /** Draws the line anew, unless it has just been drawn. */
  readonly update: (progress: Shown) => void;
  /** Takes the line away. */
  readonly erase: () => void;
}

/**
 * A progress line on a terminal; on anything else, nothing.
 *
 * @param textOf - Puts what is known after so many seconds on one line.
 */
export function progressLine<Shown>(
  stream: Output,
  textOf: (progress: Shown, seconds: number) => string,
): ProgressLine<Shown> {
  if (stream.isTTY !== true) return { update: () => undefined, erase: () => undefined };
  const started = performance.now();
  let drawn = started;
  let isThere = false;
  return {
    update: (progress) => {
      const now = performance.now();
      if (now - drawn < redrawMs) return;
      drawn = now;
      isThere = true;
      const line = textOf(progress, (now - started) / 1000);
      stream.write(`\r${line.slice(0, (stream.columns ?? 80) - 1)}\u001B[K`);
    },
    erase: () => {
      if (isThere) stream.write('\r\u001B[K');
      isThere = false;
    },
  };
}

/** One line of progress, without colours. */
export function progressText(progress: CheckProgress, seconds: number): string {
  const { distinct, generated, frontier, depth, bytes, liveness } = progress;
  if (liveness !== undefined) {
    const parts = [`liveness: ${onOneLine(liveness)}`, `${grouped(distinct)} distinct`];
    return [...parts, `${grouped(generated)} generated`, memoryText(bytes)].join('  ');
  }
  return [
    `${grouped(distinct)} distinct`,
    `${grouped(generated)} generated`,
    `${grouped(frontier)} frontier`,
    `depth ${grouped(depth)}`,
    `${grouped(distinct / seconds)} states/s`,
    memoryText(bytes),
  ].join('  ');
}
