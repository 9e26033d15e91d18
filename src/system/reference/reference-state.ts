import type { Model, ProcessDeclaration } from '../../protocol/model.ts';
import type { Partition } from '../../protocol/partitions.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { LocalState, Timer } from '../../statechart/local-state.ts';
import type { LocalStep } from '../../statechart/local-step.ts';
import { vocabularyOf, type Vocabulary } from '../../statechart/outline.ts';
import { partitionText, type EventData } from '../action.ts';
import type { StateRecord } from '../state-record.ts';

/** What a chart remembers. */
export type Context = Readonly<Record<string, unknown>>;

/** One process in a state of the naive interpreter. */
export interface ReferenceProcess {
  readonly declaration: ProcessDeclaration;
  /** Of a crashed process, the state it would wake up in, but for what is durable. */
  readonly state: LocalState;
  /** What a restart does, while the process is down. */
  readonly wake: { readonly recovered: Context; readonly step: LocalStep } | undefined;
  readonly paused: boolean;
  /** In how many ticks each running timer fires, by its id; empty where timeouts are not timed. */
  readonly ticks: Readonly<Record<string, number>>;
  /** By how many ticks its clock is ahead of time. */
  readonly ahead: number;
}

/** A message in flight. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly message: EventData;
  /** Tells messages apart. */
  readonly key: string;
  /** In how many ticks it is due; Infinity where there is no limit. */
  readonly due: number;
}

/** A state of the naive interpreter: plain objects, never changed in place. */
export interface ReferenceState {
  readonly processes: readonly ReferenceProcess[];
  /** What is in flight, in the order of sending. */
  readonly letters: readonly Letter[];
  /** How often each fault has happened, as far as a budget limits it. */
  readonly used: Readonly<Record<string, number>>;
  readonly partition: Partition | undefined;
  readonly monitors: readonly LocalState[];
}

/** A text that two states have in common exactly when they are the same. */
export function referenceKey(model: Model, state: ReferenceState): string {
  const { processes, letters, used, partition, monitors } = state;
  const isFifo = model.network.order === 'fifo';
  const inFlight = letters.map(({ from, to, key, due }) => ({
    channel: `${from} ${to}`,
    key: due === Infinity ? key : `${key} ${due}`,
  }));
  // Sorting is stable: the letters of a channel keep their order.
  const sorted = inFlight.sort(
    (left, right) =>
      compare(left.channel, right.channel) || (isFifo ? 0 : compare(left.key, right.key)),
  );
  const locals = processes.map(({ state: { key }, wake, paused, ticks, ahead }) => [
    wake ? { down: wake.recovered } : key,
    paused,
    wake ? {} : ticks,
    ahead,
  ]);
  const world = [{ ...used }, partition === undefined ? null : partitionText(partition)];
  const watching = monitors.map(({ key }) => key);
  return canonical([locals, sorted.map(({ key }) => key), world, watching], 'a state');
}

/** The names of timers of each chart. */
export class TimerNames {
  readonly #words: ReadonlyMap<unknown, Vocabulary>;

  constructor({ processes }: Model) {
    this.#words = new Map(processes.map(({ chart }) => [chart, vocabularyOf(chart)]));
  }

  /** The name of a timer in the chart of a process. */
  nameOf({ declaration }: ReferenceProcess, timer: Timer): string {
    return (this.#words.get(declaration.chart) as Vocabulary).timerName(timer);
  }
}

/** The state as plain data, in the form of `stateRecord`. */
export function referenceRecord(
  { monitors, time }: Model,
  names: TimerNames,
  state: ReferenceState,
): StateRecord {
  const { letters, partition } = state;
  return {
    processes: state.processes.map((process) => {
      const { declaration, wake, paused, ahead } = process;
      const { value, context } = valueOf(process.state);
      const alive = wake === undefined;
      const running = alive ? process.state.timers : [];
      return {
        id: declaration.id,
        role: declaration.role,
        alive,
        state: alive ? value : null,
        context,
        timers: running.map((timer) => names.nameOf(process, timer)),
        ...(time.timeouts === 'timed' && {
          ticks: Object.fromEntries(
            running.map((timer) => [names.nameOf(process, timer), process.ticks[timer.id] ?? 0]),
          ),
        }),
        ...(paused && { paused }),
        ...(ahead !== 0 && { ahead }),
      };
    }),
    messages: letters.map(({ from, to, message }) => ({ ...message, from, to })),
    ...(time.delayMax !== undefined && { due: letters.map(({ due }) => due) }),
    ...(monitors.length > 0 && {
      monitors: monitors.map(({ id }, index) => {
        const { value, context } = valueOf(state.monitors[index] as LocalState);
        return { id, state: value, context };
      }),
    }),
    ...(partition !== undefined && { partition: partitionText(partition) }),
  };
}

function valueOf({ snapshot }: LocalState): { readonly value: unknown; readonly context: Context } {
  return snapshot as never;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
