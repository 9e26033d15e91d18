import type { Envelope } from '../protocol/messages.ts';
import type { System } from './system.ts';
import { viewOf } from './view.ts';

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
}

/** A state of the whole system as plain data. */
export interface StateRecord {
  readonly processes: readonly ProcessRecord[];
  /** Messages in flight, by receiver; in a fifo network each queue from its head. */
  readonly messages: readonly Envelope[];
}

/** Reads a state of a compiled system back as plain data. */
export function stateRecord(system: System, slots: Int32Array): StateRecord {
  const { wiring } = system;
  const view = viewOf({ wiring, slots, side: 0, ask: () => undefined });
  const processes = wiring.processes.map((process, slot): ProcessRecord => {
    const { id, role } = process.declaration;
    const { alive, state } = process.local(wiring.pair(slot, slots[slot] as number).local);
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
      timers: alive ? state.timers.map((timer) => process.vocabulary.timerName(timer)) : [],
    };
  });
  return { processes, messages: view.messages as readonly Envelope[] };
}
