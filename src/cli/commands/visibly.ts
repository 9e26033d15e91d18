import { setImmediate } from 'node:timers/promises';
import type { ProgressLine } from '../progress-line.ts';

/** What a run that takes its time is given. */
export interface Visible<Progress> {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly pause: () => Promise<void>;
}

/** Often enough that Ctrl-C seems to act at once. */
const pauseEveryMs = 50;

/** Does something with a line of progress, until its end or Ctrl-C. */
export async function visibly<Progress, Result>(
  line: ProgressLine<Progress>,
  act: (visible: Visible<Progress>) => Promise<Result>,
): Promise<Result> {
  let paused = performance.now();
  const stop = new AbortController();
  // Only once: the second Ctrl-C ends the program as if nobody listened.
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    return await act({
      signal: stop.signal,
      onProgress: line.update,
      pause: async () => {
        if (performance.now() - paused < pauseEveryMs) return;
        await setImmediate();
        paused = performance.now();
      },
    });
  } finally {
    process.removeListener('SIGINT', interrupt);
    line.erase();
  }
}
