import { checkSync, defineProtocol, role } from '#faultline';
import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { diningPhilosophers } from './dining-philosophers.ts';
import { peterson } from './peterson.ts';

type Event = { readonly type: 'take' | 'release'; readonly by: number };

/**
 * The five philosophers of Dijkstra 1971, each of whom takes one fork and then the other.
 *
 * @param takesRightFirst - Who takes the right fork before the left one.
 */
function philosophers(count: number, takesRightFirst: readonly number[]) {
  const forksOf = (by: number): readonly [number, number] => {
    const [left, right] = [by, (by + 1) % count];
    return takesRightFirst.includes(by) ? [right, left] : [left, right];
  };
  const table = setup({
    types: {
      context: {} as { readonly holders: readonly (number | null)[] },
      events: {} as Event,
    },
    guards: {
      canTake: ({ context: { holders }, event: { by } }) => {
        const next = forksOf(by).find((fork) => holders[fork] !== by);
        return next !== undefined && holders[next] === null;
      },
      hasBoth: ({ context: { holders }, event: { by } }) =>
        forksOf(by).every((fork) => holders[fork] === by),
    },
    actions: {
      take: assign(({ context: { holders }, event: { by } }) => {
        const next = forksOf(by).find((fork) => holders[fork] !== by) as number;
        return { holders: holders.with(next, by) };
      }),
      release: assign(({ context: { holders }, event: { by } }) => ({
        holders: holders.map((holder) => (holder === by ? null : holder)),
      })),
    },
  }).createMachine({
    id: 'table',
    context: { holders: Array.from({ length: count }, () => null) },
    on: {
      take: { guard: 'canTake', actions: 'take' },
      release: { guard: 'hasBoth', actions: 'release' },
    },
  });
  const stimuli = Array.from({ length: count }, (_, by) =>
    (['take', 'release'] as const).map((type) => ({ type, by })),
  ).flat();
  return defineProtocol({
    id: 'dining',
    title: 'Dining philosophers',
    roles: () => ({ table: role(table, { stimuli }) }),
    properties: ({ deadlockFree }) => ({ alive: deadlockFree('some philosopher can go on') }),
  });
}

describe('Deadlock', () => {
  // Dijkstra 1971, §6: all take their left forks at the same time, and starve.
  it('comes to philosophers who all take the left fork first, when each has one', () => {
    for (const count of [2, 3, 5]) {
      const [alive] = checkSync(philosophers(count, [])).properties;
      expect([alive?.verdict, alive?.trace?.steps.length]).toEqual(['violated', count]);
    }
  });

  // Dijkstra 1971: an order of the resources, in which all ask for them, prevents it.
  it('does not come when one of them takes the right fork first', () => {
    for (const count of [2, 3, 5]) {
      expect(checkSync(philosophers(count, [count - 1])).verdict).toBe('holds');
    }
  });

  it('comes to nobody in the algorithms of Chandy and Misra, and of Peterson', () => {
    for (const [protocol, parameters] of [
      [diningPhilosophers, { philosophers: 3 }],
      [peterson, {}],
    ] as const) {
      const { properties } = checkSync(protocol, { parameters });
      expect(properties.find(({ name }) => name === 'alive')?.verdict).toBe('holds');
    }
  });
});
