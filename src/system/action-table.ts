import type { Action, EventData } from './action.ts';
import type { Post } from './slots/post.ts';

const kinds = ['deliver', 'drop', 'duplicate', 'timeout', 'stimulus', 'crash', 'restart'] as const;

/**
 * Numbers the actions that are found, so that the tables hold integers. Each has one number.
 */
export class ActionTable {
  readonly #actions: Action[] = [];
  readonly #numbers = new Map<number, number>();
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
   * @param place - Which of several equal ones, see `Action`; below 2^16.
   */
  message(kind: 'deliver' | 'drop' | 'duplicate', message: number, place?: number): number {
    return this.#number(kind, message, place ?? 0, () => {
      const { event, from, to } = this.#post.letter(message);
      const subject = { from: this.#id(from), message: withoutFrom(event) };
      return { kind, process: this.#id(to), ...subject, ...(place !== undefined && { place }) };
    });
  }

  /** A timer of a process fires; `at` numbers the timers of the process. */
  timeout(process: number, timer: string, at: number): number {
    return this.#number('timeout', at, process, () => {
      return { kind: 'timeout', process: this.#id(process), timer };
    });
  }

  /** A process gets the stimulus that is number `at` of its role. */
  stimulus(process: number, event: EventData, at: number): number {
    return this.#number('stimulus', at, process, () => {
      return { kind: 'stimulus', process: this.#id(process), event };
    });
  }

  /** A process crashes, or comes back. */
  life(kind: 'crash' | 'restart', process: number): number {
    return this.#number(kind, 0, process, () => ({ kind, process: this.#id(process) }));
  }

  /** @param which - The process, or the place of a message. */
  #number(kind: Action['kind'], subject: number, which: number, make: () => Action): number {
    const key = (subject * 2 ** 16 + which) * kinds.length + kinds.indexOf(kind);
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
