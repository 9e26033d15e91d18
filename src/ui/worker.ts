import { FaultlineError } from '../errors.ts';
import { check, SpecError, type CheckResult } from '../trace/check.ts';
import { traceToJson } from '../trace/trace-file.ts';
import type { Checked, CheckNews, CheckOrder } from './check/messages.ts';
import { choicesOf } from '../trace/link/settings.ts';
import { loadSpec } from './state/specs.ts';

const progressEveryMs = 100;

self.addEventListener('message', ({ data }: MessageEvent<CheckOrder>) => {
  void answer(data);
});

/** Checks, and tells how it goes. Whoever has enough of it terminates the worker. */
async function answer(order: CheckOrder): Promise<void> {
  try {
    tell({ kind: 'result', checked: await checked(order) });
  } catch (error) {
    const trace =
      error instanceof SpecError
        ? traceToJson(error.trace, { spec: order.settings.spec })
        : undefined;
    tell({ kind: 'failed', problem: problemOf(error), trace });
  }
}

async function checked({
  module,
  protocol: id,
  settings,
  statesMax,
}: CheckOrder): Promise<Checked> {
  const { protocol } = await loadSpec(module, id);
  let toldAt = performance.now();
  const result = await check(protocol, {
    ...choicesOf(protocol, settings),
    statesMax,
    keepGoing: true,
    onProgress: ({ distinct, generated, frontier, depth, liveness }) => {
      if (performance.now() - toldAt < progressEveryMs) return;
      toldAt = performance.now();
      tell({ kind: 'progress', counters: { distinct, generated, frontier, depth, liveness } });
    },
  });
  return checkedOf(result, settings.spec);
}

function checkedOf(result: CheckResult, spec: string): Checked {
  const { verdict, ending, distinctStates, generatedStates, frontier, depth } = result;
  return {
    ...{ verdict, ending, frontier, depth },
    distinct: distinctStates,
    generated: generatedStates,
    properties: result.properties.map((property) => {
      const { name, kind, says, verdict: one, expected, trace } = property;
      return {
        ...{ name, kind, says, verdict: one, expected },
        trace: trace && traceToJson(trace, { spec, property }),
        fairBecause: trace?.cycle?.fairBecause ?? [],
      };
    }),
  };
}

function problemOf(error: unknown): string {
  if (error instanceof FaultlineError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

function tell(news: CheckNews): void {
  self.postMessage(news);
}
