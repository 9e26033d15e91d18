import type { Partition } from '../protocol/partitions.ts';
import type { Action, CutStep, EventData } from './action.ts';
import type { Post } from './slots/post.ts';

/** What happens to a message on its way. */
export type MessageActionKind = 'deliver' | 'drop' | 'duplicate' | 'reorder';

/**
 * Numbers the actions that are found, so that the tables hold integers. Each has one number.
 */
export class ActionTable {
  readonly #actions: Action[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #post: Post;
  readonly #ids: readonly string[];

  /** @param ids - The names of the processes, in the order of their indices. */
  constructor(post: Post, ids: readonly string[]) {
    this.#post = post;
    this.#ids = ids;
  }

  /** The action with this number. */
  action(id: number): Action {
    return this.#actions[id] as Action;
  }

  /**
   * What happens to a message.
   *
   * @param place - Which of several equal ones, see `Action`.
   */
  message(kind: MessageActionKind, message: number, place?: number): number {
    return this.#number(`${kind} ${message} ${place}`, () => {
      const { event, from, to } = this.#post.letter(message);
      const subject = { from: this.#id(from), message: withoutFrom(event) };
      return { kind, process: this.#id(to), ...subject, ...(place !== undefined && { place }) };
    });
  }

  /** A timer of a process fires; `at` numbers the timers of the process. */
  timeout(process: number, timer: string, at: number): number {
    return this.#number(`timeout ${at} ${process}`, () => {
      return { kind: 'timeout', process: this.#id(process), timer };
    });
  }

  /** A process gets the stimulus that is number `at` of its role. */
  stimulus(process: number, event: EventData, at: number): number {
    return this.#number(`stimulus ${at} ${process}`, () => {
      return { kind: 'stimulus', process: this.#id(process), event };
    });
  }

  /** A process crashes, comes back, stands still or goes on. */
  life(kind: 'crash' | 'restart' | 'pause' | 'resume', process: number): number {
    return this.#number(`${kind} ${process}`, () => ({ kind, process: this.#id(process) }));
  }

  /** A process comes back without what was durable. */
  amnesia(process: number): number {
    return this.#number(`amnesia ${process}`, () => {
      return { kind: 'restart', process: this.#id(process), amnesia: true };
    });
  }

  /** A process crashes in the middle of a step; `step` is the number of the action of the step. */
  cut(process: number, step: number, { sent, writes }: Omit<CutStep, 'action'>): number {
    return this.#number(`cut ${process} ${step} ${sent.join()} ${writes}`, () => {
      const during = { action: this.action(step) as CutStep['action'], sent, writes };
      return { kind: 'crash', process: this.#id(process), during };
    });
  }

  /** A clock goes wrong by a tick. */
  drift(process: number, ticks: 1 | -1): number {
    return this.#number(`drift ${process} ${ticks}`, () => {
      return { kind: 'drift', process: this.#id(process), ticks };
    });
  }

  /** The network falls apart; `at` numbers the partitions. */
  partition(partition: Partition, at: number): number {
    return this.#number(`partition ${at}`, () => ({ kind: 'partition', ...partition }));
  }

  /** The network comes together again, or time passes. */
  world(kind: 'heal' | 'tick'): number {
    return this.#number(kind, () => ({ kind }));
  }

  #number(key: string, make: () => Action): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#actions.push(make()) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  #id(process: number): string {
    return this.#ids[process] as string;
  }
}

function withoutFrom({ from, ...message }: EventData): EventData {
  return message;
}
