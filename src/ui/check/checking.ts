import type { Checked, CheckNews, CheckOrder, Counters } from './messages.ts';
import type { TraceFile } from '../../trace/trace-file.ts';

/** What is known of the check of a model. */
export type Checking =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly counters: Counters; readonly stop: () => void }
  | { readonly kind: 'stopped'; readonly counters: Counters }
  | { readonly kind: 'done'; readonly checked: Checked; readonly seconds: number }
  | {
      readonly kind: 'failed';
      readonly problem: string;
      readonly trace: TraceFile | undefined;
    };

const nothingYet: Counters = {
  ...{ distinct: 0, generated: 0, frontier: 0, depth: 0 },
  liveness: undefined,
};

/**
 * Starts a check in a worker of its own.
 *
 * @param tell - Called with all that is known, now and whenever it is more.
 */
export function startCheck(order: CheckOrder, tell: (checking: Checking) => void): void {
  const worker = new Worker(new URL('worker.js', document.baseURI), { type: 'module' });
  const startedAt = performance.now();
  let counters = nothingYet;
  const end = (checking: Checking) => {
    worker.terminate();
    tell(checking);
  };
  const stop = () => {
    end({ kind: 'stopped', counters });
  };
  worker.addEventListener('message', ({ data }: MessageEvent<CheckNews>) => {
    switch (data.kind) {
      case 'progress':
        counters = data.counters;
        tell({ kind: 'running', counters, stop });
        break;
      case 'result': {
        const seconds = (performance.now() - startedAt) / 1000;
        end({ kind: 'done', checked: data.checked, seconds });
        break;
      }
      case 'failed':
        end(data);
        break;
    }
  });
  worker.addEventListener('error', ({ message }) => {
    end({ kind: 'failed', problem: `The checker could not run: ${message}`, trace: undefined });
  });
  tell({ kind: 'running', counters, stop });
  worker.postMessage(order);
}
