import { Interner } from './interner.ts';
import type { Post } from './post.ts';

/** What an inbox knows of its items. */
type Items = Pick<Post, 'messageOf' | 'ticksLeft' | 'tickLater'>;

/**
 * The messages that wait for one process, numbered: sorted lists of items, see {@link Post}.
 * The empty inbox is 0.
 */
export class Inboxes {
  readonly #inboxes = new Interner<string, readonly number[]>();
  readonly #isSet: boolean;
  readonly #post: Items;
  /** For each inbox, what the addition and the removal of each item makes of it. */
  readonly #added: Map<number, number>[] = [];
  readonly #removed: Map<number, number>[] = [];

  /** @param isSet - Whether a message that is there already is not added a second time. */
  constructor(isSet: boolean, post: Items) {
    this.#isSet = isSet;
    this.#post = post;
    this.#intern([]);
  }

  /** The items of an inbox, sorted, each as often as it waits. */
  items(inbox: number): readonly number[] {
    return this.#inboxes.valueOf(inbox);
  }

  /** The inbox with one item more. */
  add(inbox: number, item: number): number {
    return remembered((this.#added[inbox] ??= new Map()), item, () => {
      const before = this.items(inbox);
      if (this.#isSet && this.#holds(before, this.#post.messageOf(item))) return inbox;
      return this.#intern([...before, item]);
    });
  }

  /** The inbox with this item once less. */
  remove(inbox: number, item: number): number {
    return remembered((this.#removed[inbox] ??= new Map()), item, () => {
      const before = this.items(inbox);
      const at = before.indexOf(item);
      return this.#intern([...before.slice(0, at), ...before.slice(at + 1)]);
    });
  }

  /** The inbox with those of its messages only that are kept. */
  keep(inbox: number, isKept: (message: number) => boolean): number {
    return this.#intern(this.items(inbox).filter((item) => isKept(this.#post.messageOf(item))));
  }

  /**
   * The inbox a tick later, or -1 while a message is due.
   *
   * @param mayWait - Whether a message that is due may go on waiting.
   */
  tickLater(inbox: number, mayWait: (message: number) => boolean): number {
    const post = this.#post;
    const items = this.items(inbox);
    const isOverdue = (item: number) =>
      post.ticksLeft(item) === 0 && !mayWait(post.messageOf(item));
    if (items.some(isOverdue)) return -1;
    return this.#intern(items.map((item) => post.tickLater(item)));
  }

  #holds(items: readonly number[], message: number): boolean {
    return items.some((item) => this.#post.messageOf(item) === message);
  }

  #intern(items: readonly number[]): number {
    const sorted = items.toSorted((left, right) => left - right);
    return this.#inboxes.intern(sorted.join(','), () => sorted);
  }
}

function remembered(known: Map<number, number>, item: number, make: () => number): number {
  const before = known.get(item);
  if (before !== undefined) return before;
  const made = make();
  known.set(item, made);
  return made;
}
