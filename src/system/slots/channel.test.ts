import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Channel } from './channel.ts';

describe('Channel', () => {
  it('is empty at 0, and one queue has one number however it came about', () => {
    const channel = new Channel();
    expect(channel.messages(0)).toEqual([]);
    const queue = channel.push(channel.push(0, 7), 9);
    expect(channel.messages(queue)).toEqual([7, 9]);
    expect(channel.pop(channel.push(queue, 7))).toBe(channel.push(channel.push(0, 9), 7));
    expect(channel.pop(channel.pop(queue))).toBe(0);
  });

  it('loses and doubles the message at a place', () => {
    const channel = new Channel();
    const queue = [1, 2, 1].reduce((before, message) => channel.push(before, message), 0);
    const left = (made: number) => channel.messages(made).join('');
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
        const channel = new Channel();
        let [queue, list]: [number, readonly number[]] = [0, []];
        for (const step of steps) {
          if (step === 'pop' && list.length === 0) continue;
          queue = step === 'pop' ? channel.pop(queue) : channel.push(queue, step);
          list = step === 'pop' ? list.slice(1) : [...list, step];
          expect(channel.messages(queue)).toEqual(list);
        }
      }),
      { seed: 1 },
    );
  });
});
