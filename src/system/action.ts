import type { ProcessId } from '../protocol/messages.ts';
import type { Partition } from '../protocol/partitions.ts';

/** What a message or an event carries. */
export interface EventData {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One atomic choice that may change the state. */
export type Action =
  | {
      readonly kind: 'deliver' | 'drop' | 'duplicate' | 'reorder';
      /** The receiver. */
      readonly process: ProcessId;
      readonly from: ProcessId;
      readonly message: EventData;
      /**
       * Which of several equal messages in a fifo channel is lost, doubled or overtakes the others: its
       * place in the queue, counted from 1. Left out for the first of them.
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
  | {
      readonly kind: 'crash';
      readonly process: ProcessId;
      /** The step in the middle of which it crashes; left out for a crash between two steps. */
      readonly during?: CutStep;
    }
  | {
      readonly kind: 'restart';
      readonly process: ProcessId;
      /** Whether it has lost what was durable too. */
      readonly amnesia?: true;
    }
  | { readonly kind: 'pause' | 'resume'; readonly process: ProcessId }
  | {
      readonly kind: 'drift';
      readonly process: ProcessId;
      /** The clock runs fast by one tick (1) or slow (-1). */
      readonly ticks: 1 | -1;
    }
  | ({ readonly kind: 'partition' } & Partition)
  | { readonly kind: 'heal' | 'tick' };

/** A step that a crash cuts off. */
export interface CutStep {
  /** What the process does, such as to receive a message. */
  readonly action: Action & { readonly kind: 'deliver' | 'timeout' | 'stimulus' | 'restart' };
  /** Which of the messages of the step have left, by their places in the order of sending, from 1. */
  readonly sent: readonly number[];
  /** How many times the durable context had changed in the step before the crash. */
  readonly writes: number;
}

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
    case 'reorder':
      return `${action.kind} ${eventText(action.message)} ${action.from} → ${action.process}${placeText(action.place)}`;
    case 'timeout':
      return `timeout ${action.timer} at ${action.process}`;
    case 'stimulus':
      return `stimulus ${eventText(action.event)} at ${action.process}`;
    case 'crash':
      return `crash ${action.process}${action.during ? duringText(action.during) : ''}`;
    case 'restart':
      return `restart ${action.process}${action.amnesia ? ' without what was durable' : ''}`;
    case 'pause':
    case 'resume':
      return `${action.kind} ${action.process}`;
    case 'drift':
      return `drift ${action.process} ${action.ticks > 0 ? '+1' : '-1'}`;
    case 'partition':
      return `partition ${partitionText(action)}`;
    case 'heal':
    case 'tick':
      return action.kind;
  }
}

/** Who is cut off from whom: `a b | c`, and `a ↛ b c` when only one way is cut. */
export function partitionText({ groups, oneWay }: Partition): string {
  return groups.map((group) => group.join(' ')).join(oneWay ? ' ↛ ' : ' | ');
}

function duringText({ action, sent, writes }: CutStep): string {
  const left = sent.length === 0 ? 'nothing sent' : `message ${sent.join(' and ')} sent`;
  const written = writes === 0 ? '' : `, ${writes} ${writes === 1 ? 'write' : 'writes'} made`;
  return ` during ${labelOf(action)}, ${left}${written}`;
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
