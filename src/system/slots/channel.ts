import { Interner } from './interner.ts';

/** One fifo channel: what may be queued in it, numbered. The empty channel is 0. */
export class Channel {
  readonly #queues = new Interner<string, readonly number[]>();

  constructor() {
    this.#intern([]);
  }

  /** The message numbers in the queue, head first. */
  messages(queue: number): readonly number[] {
    return this.#queues.valueOf(queue);
  }

  /** The queue with a message added at its end. */
  push(queue: number, message: number): number {
    return this.#intern([...this.messages(queue), message]);
  }

  /** The queue without its head. */
  pop(queue: number): number {
    return this.#intern(this.messages(queue).slice(1));
  }

  /** The queue without the message at `index`, counted from 0. */
  without(queue: number, index: number): number {
    return this.#intern(this.messages(queue).filter((_, at) => at !== index));
  }

  /** The queue with the message at `index` twice in a row. */
  doubled(queue: number, index: number): number {
    return this.#intern(
      this.messages(queue).flatMap((message, at) =>
        at === index ? [message, message] : [message],
      ),
    );
  }

  #intern(messages: readonly number[]): number {
    return this.#queues.intern(messages.join(','), () => messages);
  }
}
