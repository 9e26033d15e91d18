import type { ProcessId } from '../protocol/messages.ts';

/** What a message or an event carries. */
export interface EventData {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One atomic choice that may change the state. */
export type Action =
  | {
      readonly kind: 'deliver' | 'drop' | 'duplicate';
      /** The receiver. */
      readonly process: ProcessId;
      readonly from: ProcessId;
      readonly message: EventData;
      /**
       * Which of several equal messages in a fifo channel is lost or doubled: its place in the queue,
       * counted from 1. Left out for the first of them.
       */
      readonly place?: number;
    }
  | {
      readonly kind: 'timeout';
      readonly process: ProcessId;
      /** The timer's name in the chart. */
      readonly timer: string;
    }
  | { readonly kind: 'stimulus'; readonly process: ProcessId; readonly event: EventData }
  | { readonly kind: 'crash' | 'restart'; readonly process: ProcessId };

/** The word for what kind of action it is. */
export type ActionKind = Action['kind'];

/**
 * The stable one-line label of an action: `deliver voteYes participant2 → coordinator`.
 */
export function labelOf(action: Action): string {
  switch (action.kind) {
    case 'deliver':
    case 'drop':
    case 'duplicate':
      return `${action.kind} ${eventText(action.message)} ${action.from} → ${action.process}${placeText(action.place)}`;
    case 'timeout':
      return `timeout ${action.timer} at ${action.process}`;
    case 'stimulus':
      return `stimulus ${eventText(action.event)} at ${action.process}`;
    case 'crash':
    case 'restart':
      return `${action.kind} ${action.process}`;
  }
}

function placeText(place: number | undefined): string {
  return place === undefined ? '' : `, number ${place} in the queue`;
}

/**
 * An event as text, its fields in brackets: `promise(ballot=1, value=null)`. The addresses `from`
 * and `to` are left out.
 */
export function eventText(event: EventData): string {
  const fields = Object.entries(event)
    .filter(([key]) => key !== 'type' && key !== 'from' && key !== 'to')
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return fields.length === 0 ? event.type : `${event.type}(${fields.join(', ')})`;
}
