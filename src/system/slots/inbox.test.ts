import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Inboxes } from './inbox.ts';

function filled(inboxes: Inboxes, messages: readonly number[]): number {
  return messages.reduce((inbox, message) => inboxes.add(inbox, message), 0);
}

describe('Inboxes', () => {
  it('keep a multiset: the order of coming makes no difference, the number does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (messages) => {
        const inboxes = new Inboxes(false);
        const sorted = [...messages].sort((left, right) => left - right);
        const inbox = filled(inboxes, messages);
        expect(inboxes.messages(inbox)).toEqual(sorted);
        expect(filled(inboxes, sorted)).toBe(inbox);
        const emptied = messages.reduce((rest, message) => inboxes.remove(rest, message), inbox);
        expect(emptied).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it('take out a message once', () => {
    const inboxes = new Inboxes(false);
    expect(inboxes.messages(inboxes.remove(filled(inboxes, [4, 4, 2]), 4))).toEqual([2, 4]);
  });

  it('keep a set when they are told to', () => {
    const inboxes = new Inboxes(true);
    const inbox = filled(inboxes, [3, 10, 3, 3]);
    expect(inboxes.messages(inbox)).toEqual([3, 10]);
    expect(inboxes.add(inbox, 10)).toBe(inbox);
    expect(inboxes.messages(inboxes.remove(inbox, 3))).toEqual([10]);
  });
});
