import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Channel } from './channel.ts';
import { Post } from './post.ts';

describe('Channel', () => {
  it('is empty at 0, and one queue has one number however it came about', () => {
    const channel = new Channel(new Post([]));
    expect(channel.items(0)).toEqual([]);
    const queue = channel.push(channel.push(0, 7), 9);
    expect(channel.items(queue)).toEqual([7, 9]);
    expect(channel.pop(channel.push(queue, 7))).toBe(channel.push(channel.push(0, 9), 7));
    expect(channel.pop(channel.pop(queue))).toBe(0);
  });

  it('loses and doubles the message at a place', () => {
    const channel = new Channel(new Post([]));
    const queue = [1, 2, 1].reduce((before, message) => channel.push(before, message), 0);
    const left = (made: number) => channel.items(made).join('');
    expect([0, 1, 2].map((at) => left(channel.without(queue, at)))).toEqual(['21', '11', '12']);
    expect([0, 1, 2].map((at) => left(channel.doubled(queue, at)))).toEqual([
      '1121',
      '1221',
      '1211',
    ]);
    expect(channel.without(channel.doubled(queue, 1), 1)).toBe(queue);
  });

  it('is a list that is taken from at its head', () => {
    const commands = fc.array(fc.option(fc.nat({ max: 3 }), { nil: 'pop' as const }));
    fc.assert(
      fc.property(commands, (steps) => {
        const channel = new Channel(new Post([]));
        let [queue, list]: [number, readonly number[]] = [0, []];
        for (const step of steps) {
          if (step === 'pop' && list.length === 0) continue;
          queue = step === 'pop' ? channel.pop(queue) : channel.push(queue, step);
          list = step === 'pop' ? list.slice(1) : [...list, step];
          expect(channel.items(queue)).toEqual(list);
        }
      }),
      { seed: 1 },
    );
  });

  it('lets a message overtake all before it', () => {
    const channel = new Channel(new Post([]));
    const queue = [1, 2, 3].reduce((before, message) => channel.push(before, message), 0);
    expect([1, 2].map((at) => channel.items(channel.overtaken(queue, at)))).toEqual([
      [2, 1, 3],
      [3, 1, 2],
    ]);
  });

  it('keeps or loses what is in it when it is cut', () => {
    const channel = new Channel(new Post([]));
    const queue = channel.push(0, 4);
    const held = channel.cut(queue, true, true);
    expect([channel.isCut(held), channel.items(held)]).toEqual([true, [4]]);
    expect(channel.cut(held, false, true)).toBe(queue);
    const dropped = channel.cut(queue, true, false);
    expect(channel.items(dropped)).toEqual([]);
    expect(channel.cut(dropped, false, true)).toBe(0);
  });

  it('lets time pass until a message is due that can be delivered', () => {
    const post = new Post([], 1);
    const channel = new Channel(post);
    const due = channel.tickLater(channel.push(0, post.itemOf(4)));
    expect(channel.items(due).map((item) => post.ticksLeft(item))).toEqual([0]);
    expect(channel.tickLater(due)).toBe(-1);
    for (const waiting of [channel.cut(due, true, true), channel.deaf(due, true)]) {
      expect(channel.tickLater(waiting)).toBe(waiting);
    }
  });
});
