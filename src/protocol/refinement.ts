import type { Envelope, ProcessId } from './messages.ts';

/** One process of the abstract protocol, as a mapping describes it. */
export interface AbstractProcess {
  /** Its chart state, as XState's `matches` takes it; null while it is down. */
  readonly state: string | object | null;
  /** Keys of its context; those that are left out may have any value. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * A state of the abstract protocol, as a mapping describes it: as much of it as tells it apart from all
 * others that can be reached.
 */
export interface AbstractState {
  /** By process: its chart state alone, or with keys of its context. */
  readonly processes: Readonly<Record<ProcessId, string | AbstractProcess>>;
  /** The messages in flight, in any order; left out, there may be any. */
  readonly messages?: readonly Envelope[];
}

/** What a refinement needs to know of a protocol here: `defineProtocol` makes one. */
export interface AbstractProtocol {
  readonly kind: 'protocol';
  readonly id: string;
  readonly title: string;
}
