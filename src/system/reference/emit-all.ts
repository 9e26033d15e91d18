import type { Model } from '../../protocol/model.ts';
import { separates } from '../../protocol/partitions.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { LocalStep } from '../../statechart/local-step.ts';
import { publicStep } from '../../statechart/public-step.ts';
import type { EventData } from '../action.ts';
import { requireSilent } from '../slots/monitor-table.ts';
import type { ReferenceProcess, ReferenceState } from './reference-state.ts';

/** A step that a process takes, before anything of it has happened. */
export interface Emitted {
  readonly state: ReferenceState;
  readonly process: ReferenceProcess;
  readonly step: LocalStep;
}

/** The state after a whole step: the process has moved on, its timers run, its messages are on their way. */
export function emitAll(model: Model, { state, process, step }: Emitted): ReferenceState {
  const isTimed = model.time.timeouts === 'timed';
  const { tick = 1 } = model.time;
  const ticks = isTimed
    ? Object.fromEntries(
        step.next.timers.map(({ id, delay }) => [
          id,
          step.started.includes(id) ? delay / tick : (process.ticks[id] as number),
        ]),
      )
    : {};
  const next = { ...process, state: step.next, wake: undefined, paused: false, ticks };
  const moved = { ...state, processes: replaced(state.processes, process, next) };
  return step.emissions.reduce(
    (before, { event }) => emitOne(model, before, process.declaration.id, event),
    moved,
  );
}

/** The state after one thing emitted: a message is on its way, or the monitors have heard it. */
export function emitOne(
  model: Model,
  state: ReferenceState,
  from: string,
  event: EventData,
): ReferenceState {
  if (!('to' in event)) {
    const monitors = model.monitors.map(({ id, chart }, index) => {
      const before = state.monitors[index] as ReferenceState['monitors'][number];
      const observation: EventData = { ...event, from };
      return requireSilent(id, publicStep(chart, before, observation));
    });
    return { ...state, monitors };
  }
  // Who sends is not for the message to say.
  const { to, from: _from, ...message } = event as EventData & { readonly to: string };
  const key = letterKey(from, to, message);
  const isThere = state.letters.some((letter) => letter.key === key);
  if (model.network.order === 'set' && isThere) return state;
  const drops = model.faults.partition?.messages === 'dropped';
  if (drops && isCut(state, from, to)) return state;
  const { delayMax: due = Infinity } = model.time;
  return { ...state, letters: [...state.letters, { from, to, message, key, due }] };
}

/** Whether the partition in force keeps messages of one process from another. */
export function isCut({ partition }: ReferenceState, from: string, to: string): boolean {
  return partition !== undefined && separates(partition, from, to);
}

/** Tells the messages between two processes apart. */
export function letterKey(from: string, to: string, message: EventData): string {
  return canonical([from, to, message], `the message "${message.type}"`);
}

/** A list in which one item is another. */
export function replaced<Item>(items: readonly Item[], old: Item, made: Item): readonly Item[] {
  return items.map((item) => (item === old ? made : item));
}
