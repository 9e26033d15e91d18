import type { Envelope } from '../protocol/messages.ts';
import { partitionText } from './action.ts';
import type { System } from './system.ts';
import { ticksUntil } from './slots/process-table.ts';
import { ticksLeft, viewOf } from './view.ts';

/** One process in a state record. */
export interface ProcessRecord {
  readonly id: string;
  readonly role: string;
  readonly alive: boolean;
  /** XState's state value; of a crashed process, null. */
  readonly state: unknown;
  /** Of a crashed process, what is durable, and the rest as it would wake up. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The names of the timers that run. */
  readonly timers: readonly string[];
  /** Of each timer that runs, in how many ticks it fires. Only where timeouts are timed. */
  readonly ticks?: Readonly<Record<string, number>>;
  /** Present while the process stands still. */
  readonly paused?: true;
  /** By how many ticks its clock is ahead of time, behind when negative; left out when it is right. */
  readonly ahead?: number;
}

/** The state of a monitor as plain data. */
export interface MonitorRecord {
  readonly id: string;
  /** XState's state value. */
  readonly state: unknown;
  readonly context: unknown;
}

/** A state of the whole system as plain data. */
export interface StateRecord {
  readonly processes: readonly ProcessRecord[];
  /** Messages in flight, by receiver; in a fifo network each queue from its head. */
  readonly messages: readonly Envelope[];
  /** In how many ticks each message is due. Only where messages take a limited time. */
  readonly due?: readonly number[];
  /** Left out where the model has none. */
  readonly monitors?: readonly MonitorRecord[];
  /** The partition in force, as text: see `partitionText`. Left out when all reach each other. */
  readonly partition?: string;
}

/** Reads a state of a compiled system back as plain data. */
export function stateRecord(system: System, slots: Int32Array): StateRecord {
  const { wiring } = system;
  const view = viewOf({ wiring, slots, side: 0, ask: () => undefined });
  const processes = wiring.processes.map((process, slot): ProcessRecord => {
    const { id, role } = process.declaration;
    const local = process.local(wiring.pair(slot, slots[slot] as number).local);
    const { alive, state, paused, clock } = local;
    const running = alive ? state.timers : [];
    const nameOf = (timer: (typeof running)[number]) => process.vocabulary.timerName(timer);
    const { value, context } = state.snapshot as {
      value: unknown;
      context: Record<string, unknown>;
    };
    return {
      id,
      role,
      alive,
      state: alive ? value : null,
      context,
      timers: running.map(nameOf),
      ...(wiring.isTimed && {
        ticks: Object.fromEntries(
          running.map((timer) => [nameOf(timer), ticksUntil(local, timer) as number]),
        ),
      }),
      ...(paused && { paused }),
      ...(clock.ahead !== 0 && { ahead: clock.ahead }),
    };
  });
  const due = ticksLeft(wiring, slots);
  const monitors = monitorRecords(system, slots);
  const partition =
    wiring.worldSlot < 0 ? 0 : wiring.faults.partition(slots[wiring.worldSlot] as number);
  const inForce = wiring.partitions[partition - 1];
  return {
    processes,
    messages: view.messages as readonly Envelope[],
    ...(wiring.model.time.delayMax !== undefined && { due }),
    ...(monitors.length > 0 && { monitors }),
    ...(inForce !== undefined && { partition: partitionText(inForce) }),
  };
}

function monitorRecords({ wiring }: System, slots: Int32Array): readonly MonitorRecord[] {
  return wiring.monitors.map((monitor, index) => {
    const { value, context } = monitor.state(slots[wiring.monitorSlot(index)] as number)
      .snapshot as { value: unknown; context: unknown };
    return { id: monitor.declaration.id, state: value, context };
  });
}
