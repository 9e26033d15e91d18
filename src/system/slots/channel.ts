import { Interner } from './interner.ts';
import type { Post } from './post.ts';

/** What may be in a fifo channel. */
interface Content {
  /** The items in the queue, head first: see {@link Post}. */
  readonly items: readonly number[];
  /** Whether a partition cuts it. Noted only where that matters to what is in it. */
  readonly cut: boolean;
  /** Whether its receiver is down or paused. Noted only where that matters to what is in it. */
  readonly deaf: boolean;
}

/** One fifo channel: what may be in it, numbered. The empty channel is 0. */
export class Channel {
  readonly #contents = new Interner<string, Content>();
  readonly #post: Pick<Post, 'ticksLeft' | 'tickLater'>;

  constructor(post: Pick<Post, 'ticksLeft' | 'tickLater'>) {
    this.#post = post;
    this.#intern({ items: [], cut: false, deaf: false });
  }

  /** The items in the queue, head first. */
  items(value: number): readonly number[] {
    return this.#contents.valueOf(value).items;
  }

  /** Whether a partition that drops messages cuts it. */
  isCut(value: number): boolean {
    return this.#contents.valueOf(value).cut;
  }

  /** The channel with an item added at its end. */
  push(value: number, item: number): number {
    return this.#with(value, [...this.items(value), item]);
  }

  /** The channel without its head. */
  pop(value: number): number {
    return this.#with(value, this.items(value).slice(1));
  }

  /** The channel without the item at `index`, counted from 0. */
  without(value: number, index: number): number {
    return this.#with(
      value,
      this.items(value).filter((_, at) => at !== index),
    );
  }

  /** The channel with the item at `index` twice in a row. */
  doubled(value: number, index: number): number {
    return this.#with(
      value,
      this.items(value).flatMap((item, at) => (at === index ? [item, item] : [item])),
    );
  }

  /** The channel in which the item at `index` has overtaken all before it. */
  overtaken(value: number, index: number): number {
    const items = this.items(value);
    return this.#with(value, [items[index] as number, ...items.toSpliced(index, 1)]);
  }

  /** The channel when a partition begins or ends that cuts it. */
  cut(value: number, cut: boolean, keepsItems: boolean): number {
    const { items, deaf } = this.#contents.valueOf(value);
    return this.#intern({ items: keepsItems ? items : [], cut, deaf });
  }

  /** The channel when its receiver stops or begins to receive. */
  deaf(value: number, deaf: boolean): number {
    return this.#intern({ ...this.#contents.valueOf(value), deaf });
  }

  /** The channel a tick later, or -1 while an item is due that can be delivered. */
  tickLater(value: number): number {
    const { items, cut, deaf } = this.#contents.valueOf(value);
    const isDue = items.some((item) => this.#post.ticksLeft(item) === 0);
    if (isDue && !cut && !deaf) return -1;
    return this.#with(
      value,
      items.map((item) => this.#post.tickLater(item)),
    );
  }

  #with(value: number, items: readonly number[]): number {
    return this.#intern({ ...this.#contents.valueOf(value), items });
  }

  #intern(content: Content): number {
    const { items, cut, deaf } = content;
    const key = `${items.join(',')}${cut ? ' cut' : ''}${deaf ? ' deaf' : ''}`;
    return this.#contents.intern(key, () => content);
  }
}
