import type { AnyStateMachine, EventObject } from 'xstate';
import type { LocalState } from './local-state.ts';

/** Where a local step is taken, for errors. */
export interface Place {
  readonly chart: AnyStateMachine;
  /** The local state before the step; undefined when the process starts. */
  readonly from: LocalState | undefined;
  readonly event: EventObject;
}

/** The beginning of a sentence: `Chart "server", in state "idle" on event "request",`. */
export function placeText({ chart, from, event }: Place): string {
  if (from === undefined) return `Chart "${chart.id}", starting,`;
  const state = JSON.stringify(from.snapshot.value).replaceAll('"', '');
  return `Chart "${chart.id}", in state "${state}" on event "${event.type}",`;
}
