import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { emit, setup } from 'xstate';
import type { Read, Value } from './messages.ts';

/** What a monitor hears of a reader: it begins to read, and what it has read. */
export type Reading =
  { readonly type: 'reading' } | { readonly type: 'seen'; readonly versions: readonly ProcessId[] };

/** A client that reads at one shard, once, and asks until it has an answer. */
export const reader = setup({
  types: {
    input: {} as { readonly shard: ProcessId },
    context: {} as { readonly shard: ProcessId },
    events: {} as { type: 'begin' } | Received<Value>,
    emitted: {} as Sent<Read> | Reading,
  },
  actions: {
    observeReading: emit({ type: 'reading' }),
    ask: send(({ context }) => context.shard, { type: 'read' }),
    observeSeen: emit((_, { versions }: Value) => ({ type: 'seen', versions })),
  },
  delays: { retryTimeout: 1000 },
}).createMachine({
  id: 'reader',
  context: ({ input }) => ({ shard: input.shard }),
  initial: 'idle',
  states: {
    idle: { on: { begin: { target: 'waiting', actions: ['observeReading', 'ask'] } } },
    waiting: {
      on: {
        value: {
          target: 'done',
          actions: { type: 'observeSeen', params: ({ event }) => event },
        },
      },
      after: { retryTimeout: { target: 'waiting', reenter: true, actions: 'ask' } },
    },
    done: {},
  },
});
