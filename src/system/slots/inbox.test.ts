import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Inboxes } from './inbox.ts';
import { Post } from './post.ts';

const untimed = new Post([]);

function filled(inboxes: Inboxes, messages: readonly number[]): number {
  return messages.reduce((inbox, message) => inboxes.add(inbox, message), 0);
}

describe('Inboxes', () => {
  it('keep a multiset: the order of coming makes no difference, the number does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (messages) => {
        const inboxes = new Inboxes(false, untimed);
        const sorted = [...messages].sort((left, right) => left - right);
        const inbox = filled(inboxes, messages);
        expect(inboxes.items(inbox)).toEqual(sorted);
        expect(filled(inboxes, sorted)).toBe(inbox);
        const emptied = messages.reduce((rest, message) => inboxes.remove(rest, message), inbox);
        expect(emptied).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it('take out a message once', () => {
    const inboxes = new Inboxes(false, untimed);
    expect(inboxes.items(inboxes.remove(filled(inboxes, [4, 4, 2]), 4))).toEqual([2, 4]);
  });

  it('keep a set when they are told to', () => {
    const inboxes = new Inboxes(true, untimed);
    const inbox = filled(inboxes, [3, 10, 3, 3]);
    expect(inboxes.items(inbox)).toEqual([3, 10]);
    expect(inboxes.add(inbox, 10)).toBe(inbox);
    expect(inboxes.items(inboxes.remove(inbox, 3))).toEqual([10]);
  });

  it('take a message for one that is there whatever its time, and for another when both are kept', () => {
    const post = new Post([], 3);
    const [late, soon] = [post.itemOf(5), post.tickLater(post.itemOf(5))];
    const kept = new Inboxes(false, post);
    expect(kept.items(filled(kept, [late, soon]))).toEqual([soon, late]);
    const set = new Inboxes(true, post);
    expect(set.items(filled(set, [soon, late]))).toEqual([soon]);
  });

  it('let time pass until a message is due that may not wait', () => {
    const post = new Post([], 1);
    const inboxes = new Inboxes(false, post);
    const inbox = filled(inboxes, [post.itemOf(2), post.itemOf(7)]);
    const never = () => false;
    const later = inboxes.tickLater(inbox, never);
    expect(
      inboxes.items(later).map((item) => [post.messageOf(item), post.ticksLeft(item)]),
    ).toEqual([
      [2, 0],
      [7, 0],
    ]);
    expect(inboxes.tickLater(later, never)).toBe(-1);
    expect(inboxes.tickLater(later, (message) => message === 2)).toBe(-1);
    expect(inboxes.tickLater(later, () => true)).toBe(later);
  });

  it('keep what they are told to keep', () => {
    const inboxes = new Inboxes(false, untimed);
    const inbox = filled(inboxes, [1, 2, 2, 3]);
    expect(inboxes.items(inboxes.keep(inbox, (message) => message !== 2))).toEqual([1, 3]);
  });
});
