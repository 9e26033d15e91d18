import { createMachine, type AnyStateMachine } from 'xstate';
import { FaultlineError } from '../errors.ts';

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
 * @throws FaultlineError `FL211` when XState does not accept the result, such as an unknown target.
 *
 * @example
 * alterChart(participant, { states: { prepared: { after: { decisionTimeout: 'aborted' } } } })
 */
export function alterChart<Chart extends AnyStateMachine>(chart: Chart, patch: ChartPatch): Chart {
  const config = merge(chart.config, patch) as Parameters<typeof createMachine>[0];
  try {
    return createMachine(config, chart.implementations as never) as unknown as Chart;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new FaultlineError(
      'FL211',
      `XState does not accept chart "${chart.id}" as altered: ${message.replace(/\s*\n\s*/g, ' ')}`,
      'mend the patch: a target is the name of a sibling state, ".child", or "#id".',
      { cause: error },
    );
  }
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
