import { FaultlineError } from '../../errors.ts';
import { canonical } from '../../statechart/canonical.ts';
import type { SentMessage } from '../../statechart/local-state.ts';
import type { EventData } from '../action.ts';
import { Interner } from './interner.ts';

/** A message on its way, by process indices. */
export interface Letter {
  /** What the receiving chart is given: the message and `from`. */
  readonly event: EventData;
  /** Index of the sender. */
  readonly from: number;
  /** Index of the receiver. */
  readonly to: number;
  /** The event as canonical text. */
  readonly text: string;
}

/**
 * Numbers the messages that are ever sent, each with its sender and its receiver.
 *
 * What waits in an inbox or a channel is an item: a message and, where a message takes a limited time, in
 * how many ticks it is due. Items of the same message are numbered one after the other, what is due first
 * first; without limit an item is the number of its message.
 */
export class Post {
  readonly #letters = new Interner<string, Letter>();
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #ids: readonly string[];
  readonly #delayMax: number | undefined;

  /**
   * @param ids - The names of the processes, in the order of their indices.
   * @param delayMax - In how many ticks a message is due when it is sent, where it ever is.
   */
  constructor(ids: readonly string[], delayMax?: number) {
    this.#ids = ids;
    this.#indexOf = new Map(ids.map((id, index) => [id, index]));
    this.#delayMax = delayMax;
  }

  /** The letter with this number. */
  letter(message: number): Letter {
    return this.#letters.valueOf(message);
  }

  /** The item of a message that has just been sent. */
  itemOf(message: number): number {
    const delayMax = this.#delayMax;
    return delayMax === undefined ? message : message * (delayMax + 1) + delayMax;
  }

  /** The message of an item. */
  messageOf(item: number): number {
    return this.#delayMax === undefined ? item : Math.floor(item / (this.#delayMax + 1));
  }

  /** In how many ticks an item is due; undefined when it never is. */
  ticksLeft(item: number): number | undefined {
    return this.#delayMax === undefined ? undefined : item % (this.#delayMax + 1);
  }

  /** The item a tick later: one that is due remains so. */
  tickLater(item: number): number {
    return (this.ticksLeft(item) ?? 0) === 0 ? item : item - 1;
  }

  /**
   * The number of a message that process `from` sends.
   *
   * @throws FaultlineError `FL201` when the receiver does not exist.
   */
  number(from: number, sent: SentMessage): number {
    const to = this.#indexOf.get(sent.to);
    const sender = this.#ids[from] as string;
    if (to === undefined) {
      throw new FaultlineError(
        'FL201',
        `${sender} sends "${sent.type}" to "${sent.to}", which does not exist.`,
        `send to one of ${this.#ids.join(', ')}.`,
      );
    }
    const { to: _to, ...body } = sent;
    const event = { ...body, from: sender };
    const text = canonical(event, `the message "${sent.type}"`);
    return this.#letters.intern(`${to} ${text}`, () => ({ event, from, to, text }));
  }
}
