import type { Model } from '../../protocol/model.ts';
import type { FaultCounts } from '../../protocol/view.ts';
import type { Action } from '../../system/action.ts';
import { budgetOf, limitOf, type CountedUse } from '../../system/slots/fault-record.ts';
import type { StateRecord } from '../../system/state-record.ts';
import { itfValue } from '../../trace/itf/itf-value.ts';
import {
  networkVariables,
  type ItfAbout,
  type ItfState,
  type ItfTrace,
} from '../../trace/itf/itf-trace.ts';
import { traceToJson, type AboutTrace } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import { jsonLines } from '../lines/json-lines.ts';

/**
 * A trace in the Informal Trace Format, which the trace viewers of Apalache and Quint read: a plain
 * object, ready for `JSON.stringify`.
 *
 * Each process is a variable with a record of what it is; `messages` are in flight, and `faults` says
how often those have happened that have a budget; `due`, `monitors` and `partition` are there in
 * models that have them. The `#meta` of a state has the step that led there.
 * A trace that goes on for ever has `loop`: the state after the last one is the one with this index.
 *
 * @param about - Where the spec is found again, and the property that the trace is about.
 *
 * Source: Konnov, "ADR-015: Informal Trace Format in JSON", Apalache, 2021.
 */
export function traceItf(trace: Trace, about: AboutTrace): ItfTrace {
  const { start: _start, steps: _steps, ...file } = traceToJson(trace, about);
  const { start, steps, cycle, model } = trace;
  const actions = steps.map(({ action }) => action);
  const states = [start, ...steps.map(({ state }) => state)].map((state, index): ItfState => ({
    '#meta': metaOf(trace, index),
    ...variablesOf(model, state, countsOf(model, actions.slice(0, index))),
  }));
  return {
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      source: about.spec,
      description: about.property?.says ?? 'leads to an error in the spec',
      faultline: file satisfies ItfAbout,
    },
    vars: Object.keys(states[0] as object).filter((name) => name !== '#meta'),
    states,
    // The last state of a cycle is the first one again: what is repeated begins with the next.
    ...(cycle !== undefined && { loop: Math.min(cycle.start + 1, steps.length) }),
  };
}

/** A trace in the Informal Trace Format as text, for a file `….itf.json`, with a line for each state. */
export function traceItfText(trace: Trace, about: AboutTrace): string {
  return jsonLines(traceItf(trace, about));
}

function metaOf({ steps }: Trace, index: number): Readonly<Record<string, unknown>> {
  const step = steps[index - 1];
  return step === undefined ? { index } : { index, label: step.label, action: step.action };
}

function variablesOf(
  model: Model,
  { processes, messages, due, monitors, partition = '' }: StateRecord,
  faults: FaultCounts,
): ItfState {
  const names = networkVariables(processes.map(({ id }) => id));
  return {
    ...Object.fromEntries(processes.map(({ id, ...rest }) => [id, itfValue(rest)])),
    [names.messages]: itfValue(messages),
    [names.faults]: itfValue(faults),
    ...(due !== undefined && { [names.due]: itfValue(due) }),
    ...(monitors !== undefined && { [names.monitors]: itfValue(monitors) }),
    ...(model.faults.partition !== undefined && { [names.partition]: partition }),
  };
}

/** Which budget an action uses up; undefined for what is no fault. */
function useOf(action: Action): CountedUse | undefined {
  switch (action.kind) {
    case 'drop':
    case 'duplicate':
    case 'reorder':
    case 'crash':
    case 'pause':
    case 'partition':
    case 'drift':
      return action.kind;
    case 'restart':
      return action.amnesia === true ? 'amnesia' : undefined;
    default:
      return undefined;
  }
}

/** How often each fault has happened, as far as a budget limits it: what a property sees. */
function countsOf(model: Model, actions: readonly Action[]): FaultCounts {
  const timesOf = (use: CountedUse): number => {
    const budget = budgetOf(model, use);
    const isCounted = limitOf(budget) < Infinity || budget?.maxEach !== undefined;
    return isCounted ? actions.filter((action) => useOf(action) === use).length : 0;
  };
  return {
    drops: timesOf('drop'),
    duplicates: timesOf('duplicate'),
    reorders: timesOf('reorder'),
    crashes: timesOf('crash'),
    amnesias: timesOf('amnesia'),
    pauses: timesOf('pause'),
    partitions: timesOf('partition'),
    drifts: timesOf('drift'),
  };
}
