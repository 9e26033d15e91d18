import { createMachine, type AnyStateMachine } from 'xstate';

/** A change to a chart's configuration: merged into it, key by key; `undefined` removes a key. */
export interface ChartPatch {
  readonly [key: string]: unknown;
}

/**
 * A copy of a chart with part of its configuration changed: how a mutation breaks a protocol.
 *
 * To change only what an effect, guard or delay does, XState's own `chart.provide(…)` is enough.
 *
 * @param patch - Merged into the configuration record by record; any other value replaces what was there.
 *
 * @example
 * alterChart(participant, { states: { prepared: { after: { decisionTimeout: 'aborted' } } } })
 */
export function alterChart<Chart extends AnyStateMachine>(chart: Chart, patch: ChartPatch): Chart {
  const config = merge(chart.config, patch) as Parameters<typeof createMachine>[0];
  return createMachine(config, chart.implementations as never) as unknown as Chart;
}

function merge(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) Reflect.deleteProperty(merged, key);
    else merged[key] = merge(base[key], value);
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
