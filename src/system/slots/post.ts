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

/** Numbers the messages that are ever sent, each with its sender and its receiver. */
export class Post {
  readonly #letters = new Interner<string, Letter>();
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #ids: readonly string[];

  /** @param ids - The names of the processes, in the order of their indices. */
  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.#indexOf = new Map(ids.map((id, index) => [id, index]));
  }

  /** The letter with this number. */
  letter(message: number): Letter {
    return this.#letters.valueOf(message);
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
