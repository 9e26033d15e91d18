import type { Envelope } from '../protocol/messages.ts';
import type { MonitorRecord, ProcessRecord, StateRecord } from '../system/state-record.ts';

/** One difference that a step makes. */
export type Change =
  /** A field of a process: its chart state, whether it is up, its clock, or a key of its context. */
  | {
      readonly kind: 'process';
      readonly process: string;
      readonly field:
        'state' | 'alive' | 'timers' | 'ticks' | 'paused' | 'ahead' | `context.${string}`;
      readonly before: unknown;
      readonly after: unknown;
    }
  /** A message that came into flight, or is no longer in flight. */
  | { readonly kind: 'sent' | 'gone'; readonly message: Envelope }
  /** A monitor has come to another state. */
  | {
      readonly kind: 'monitor';
      readonly monitor: string;
      readonly before: unknown;
      readonly after: unknown;
    };

/**
 * What is different in `after`: processes in order, then messages that have gone, those sent, and
 * monitors.
 */
export function changesBetween(before: StateRecord, after: StateRecord): readonly Change[] {
  const processes = after.processes.flatMap((process, index) =>
    processChanges(before.processes[index] as ProcessRecord, process),
  );
  const gone = without(before.messages, after.messages);
  const sent = without(after.messages, before.messages);
  return [
    ...processes,
    ...gone.map((message): Change => ({ kind: 'gone', message })),
    ...sent.map((message): Change => ({ kind: 'sent', message })),
    ...monitorChanges(before.monitors ?? [], after.monitors ?? []),
  ];
}

function monitorChanges(
  before: readonly MonitorRecord[],
  after: readonly MonitorRecord[],
): readonly Change[] {
  return after.flatMap(({ id, state }, index): Change[] => {
    const was = before[index]?.state;
    if (JSON.stringify(was) === JSON.stringify(state)) return [];
    return [{ kind: 'monitor', monitor: id, before: was, after: state }];
  });
}

function processChanges(before: ProcessRecord, after: ProcessRecord): Change[] {
  const process = after.id;
  const keys = [...new Set([...Object.keys(before.context), ...Object.keys(after.context)])];
  const fields = [
    { field: 'alive', before: before.alive, after: after.alive },
    { field: 'state', before: before.state, after: after.state },
    ...keys.map((key) => ({
      field: `context.${key}` as const,
      before: before.context[key],
      after: after.context[key],
    })),
    { field: 'timers', before: before.timers, after: after.timers },
    { field: 'ticks', before: before.ticks, after: after.ticks },
    { field: 'paused', before: before.paused, after: after.paused },
    { field: 'ahead', before: before.ahead, after: after.ahead },
  ] as const;
  return fields
    .filter((field) => JSON.stringify(field.before) !== JSON.stringify(field.after))
    .map((field): Change => ({ kind: 'process', process, ...field }));
}

/** The messages of `all` that are not in `taken`, each counted as often as it occurs. */
function without(all: readonly Envelope[], taken: readonly Envelope[]): readonly Envelope[] {
  const left = taken.map((message) => JSON.stringify(message));
  return all.filter((message) => {
    const at = left.indexOf(JSON.stringify(message));
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}
