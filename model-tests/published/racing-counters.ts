import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices } from './lists.ts';

/** A shared number, and for each of two processes what it has read and how often it has still to add. */
interface Race {
  readonly n: number;
  readonly read: readonly (number | null)[];
  readonly left: readonly number[];
}

interface Event {
  readonly type: 'read' | 'write';
  readonly by: number;
}

const race = setup({
  types: {
    input: {} as { readonly times: number },
    context: {} as Race,
    events: {} as Event,
  },
  guards: {
    canRead: ({ context: { read, left }, event: { by } }) => read[by] === null && left[by] !== 0,
    hasRead: ({ context: { read }, event: { by } }) => read[by] !== null,
  },
}).createMachine({
  id: 'race',
  context: ({ input: { times } }) => ({ n: 0, read: [null, null], left: [times, times] }),
  on: {
    read: {
      guard: 'canRead',
      actions: assign({ read: ({ context, event }) => context.read.with(event.by, context.n) }),
    },
    write: {
      guard: 'hasRead',
      actions: assign(({ context: { read, left }, event: { by } }) => ({
        n: read[by]! + 1,
        read: read.with(by, null),
        left: left.with(by, left[by]! - 1),
      })),
    },
  },
});

/** Two processes, each of which reads a number and writes one more, so many times. */
export const racingCounters = defineProtocol({
  id: 'published-racing-counters',
  title: 'Two processes that count',
  source: 'Ben-Ari 2008',
  parameters: { times: integer({ min: 1, max: 10, default: 10, says: 'how often each adds one' }) },
  roles: ({ times }) => ({
    race: role(race, {
      input: { times },
      stimuli: indices(2).flatMap((by) =>
        (['read', 'write'] as const).map((type) => ({ type, by })),
      ),
    }),
  }),
  properties: ({ reachable }) => ({
    endsWithAll: reachable('nothing is lost', (view) => {
      const { n, left } = view.process('race').context;
      return left.every((count) => count === 0) && n === 2 * view.parameters.times;
    }),
    endsWithTwo: reachable('in the end the number is 2', (view) => {
      const { n, left } = view.process('race').context;
      return left.every((count) => count === 0) && n === 2;
    }),
    endsWithOne: reachable('in the end the number is 1', (view) => {
      const { n, left } = view.process('race').context;
      return left.every((count) => count === 0) && n === 1;
    }),
  }),
});
