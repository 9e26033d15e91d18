import { reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Acquire, Granted, Release, Taken } from './messages.ts';

/**
 * A lock with a fence, as its clients see it: whatever gives it, it is given to one at a time, it may expire, and
 * each time it is given under a greater number.
 *
 * Source: Gray & Cheriton 1989; Kleppmann 2016, "Making the lock safe with fencing".
 * Left out: how the lock is kept. Those of Redis, ZooKeeper and etcd are in specs of their own.
 */
export const lock = setup({
  types: {
    context: {} as {
      /** Who has the lock; `null` while it is free. */
      readonly holder: ProcessId | null;
      /** How often the lock has been given: the fence of the last time. */
      readonly fence: number;
    },
    events: {} as Received<Acquire | Release>,
    emitted: {} as Sent<Granted | Taken>,
  },
  guards: {
    isCurrent: ({ context }, fence: number) => fence === context.fence,
  },
  actions: {
    grant: assign(({ context }, holder: ProcessId) => ({ holder, fence: context.fence + 1 })),
    free: assign({ holder: null }),
    answerGranted: reply(({ context }) => ({ type: 'granted', fence: context.fence })),
    answerTaken: reply({ type: 'taken' }),
  },
  delays: { expiry: 30_000 },
}).createMachine({
  id: 'lock',
  context: { holder: null, fence: 0 },
  initial: 'free',
  states: {
    free: {
      on: {
        acquire: {
          target: 'held',
          actions: [{ type: 'grant', params: ({ event }) => event.from }, 'answerGranted'],
        },
      },
    },
    held: {
      on: {
        acquire: { actions: 'answerTaken' },
        release: {
          guard: { type: 'isCurrent', params: ({ event }) => event.fence },
          target: 'free',
          actions: 'free',
        },
      },
      after: { expiry: { target: 'free', actions: 'free' } },
    },
  },
});
