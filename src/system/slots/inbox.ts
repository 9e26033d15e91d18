import { Interner } from './interner.ts';

/**
 * The messages that wait for one process, numbered: sorted lists of message numbers.
 * The empty inbox is 0.
 */
export class Inboxes {
  readonly #inboxes = new Interner<string, readonly number[]>();
  readonly #isSet: boolean;
  /** For each inbox, what the addition and the removal of each message makes of it. */
  readonly #added: Map<number, number>[] = [];
  readonly #removed: Map<number, number>[] = [];

  /** @param isSet - Whether a message that is there already is not added a second time. */
  constructor(isSet: boolean) {
    this.#isSet = isSet;
    this.#intern([]);
  }

  /** The messages of an inbox, sorted, each as often as it waits. */
  messages(inbox: number): readonly number[] {
    return this.#inboxes.valueOf(inbox);
  }

  /** The inbox with one message more. */
  add(inbox: number, message: number): number {
    return remembered((this.#added[inbox] ??= new Map()), message, () => {
      const before = this.messages(inbox);
      if (this.#isSet && before.includes(message)) return inbox;
      return this.#intern([...before, message].sort((left, right) => left - right));
    });
  }

  /** The inbox with this message once less. */
  remove(inbox: number, message: number): number {
    return remembered((this.#removed[inbox] ??= new Map()), message, () => {
      const before = this.messages(inbox);
      const at = before.indexOf(message);
      return this.#intern([...before.slice(0, at), ...before.slice(at + 1)]);
    });
  }

  #intern(messages: readonly number[]): number {
    return this.#inboxes.intern(messages.join(','), () => messages);
  }
}

function remembered(known: Map<number, number>, message: number, make: () => number): number {
  const before = known.get(message);
  if (before !== undefined) return before;
  const made = make();
  known.set(message, made);
  return made;
}
