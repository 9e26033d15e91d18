import type { ProcessId } from '#faultline';

/** A vector clock: how many events of each process are known. */
export type VectorClock = Readonly<Record<ProcessId, number>>;

/** Which event: the process it happens in, and its number there, from 1. */
export interface EventName {
  readonly process: ProcessId;
  readonly number: number;
}

/** One process to another: anything; what matters is the time stamp. */
export type Message = {
  readonly type: 'message';
  readonly clock: VectorClock;
  /** Ghost: the event that sends it. No process reads it. */
  readonly sentBy: EventName;
};
