import type { ProcessId, Received } from '#faultline';
import { assign, setup } from 'xstate';
import type { Happened } from './messages.ts';

/**
 * The clock condition, as one who sees every event: a → b ⇒ C(a) < C(b).
 *
 * "Happened before" is chains of two links, and each has a condition: C1, an event is later than the one before
 * it in the same process; C2, the receipt of a message is later than its sending.
 *
 * Source: Lamport 1978, C1 and C2.
 */
export const clockCondition = setup({
  types: {
    context: {} as {
      /** The time of the latest event of each process that has had one. */
      readonly latest: Readonly<Record<ProcessId, number>>;
    },
    events: {} as Received<Happened>,
  },
  guards: {
    isLater: ({ context, event: { from, at, sentAt } }) =>
      at > Math.max(context.latest[from] ?? 0, sentAt ?? 0),
  },
}).createMachine({
  id: 'clockCondition',
  context: { latest: {} },
  initial: 'kept',
  states: {
    kept: {
      on: {
        happened: [
          {
            guard: 'isLater',
            actions: assign({
              latest: ({ context, event: { from, at } }) => ({ ...context.latest, [from]: at }),
            }),
          },
          { target: 'broken' },
        ],
      },
    },
    broken: { tags: 'violation' },
  },
});
