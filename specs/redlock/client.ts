import { broadcast, send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { CompareAndDelete, Nil, Ok, Set, Token } from '../redis-lock/messages.ts';

/** An answer of a node. */
type Answer = { readonly from: ProcessId; readonly token: Token };

/**
 * A client of Redlock: asks one node after another, and has the lock when most have given it in time.
 *
 * Source: Redis 2024, "Distributed Locks with Redis", section "The Redlock Algorithm".
 * Left out: extending the lock; an answer that comes when the client has gone on to the next node.
 */
export const client = setup({
  types: {
    input: {} as {
      readonly id: ProcessId;
      readonly nodes: readonly ProcessId[];
      /** How often the client tries to get the lock. */
      readonly attempts: number;
    },
    context: {} as {
      readonly nodes: readonly ProcessId[];
      readonly attempts: number;
      /** That of the attempt that is under way, or was the last. */
      readonly token: Token;
      /** The index of the node that is asked. */
      readonly asked: number;
      /** How many nodes have given the lock. */
      readonly granted: number;
    },
    events: {} as { type: 'acquire' } | { type: 'release' } | Received<Ok | Nil>,
    emitted: {} as Sent<Set | CompareAndDelete>,
    tags: {} as 'holding',
  },
  guards: {
    mayTry: ({ context }) => context.token.attempt < context.attempts,
    isOneTooFew: ({ context }) => context.granted + 1 >= majorityOf(context.nodes),
    hasMore: ({ context }) => context.asked + 1 < context.nodes.length,
    isAwaited: ({ context }, { from, token }: Answer) =>
      from === context.nodes[context.asked] && token.attempt === context.token.attempt,
  },
  actions: {
    takeToken: assign({
      token: ({ context: { token } }) => ({ ...token, attempt: token.attempt + 1 }),
    }),
    goOn: assign({ asked: ({ context }) => context.asked + 1 }),
    count: assign({ granted: ({ context }) => context.granted + 1 }),
    forget: assign({ asked: 0, granted: 0 }),
    ask: send(
      ({ context: { nodes, asked } }) => nodes[asked] ?? '',
      ({ context: { token } }) => ({ type: 'set', token }),
    ),
    giveBack: broadcast(
      ({ context }) => context.nodes,
      ({ context: { token } }) => ({ type: 'compareAndDelete', token }),
    ),
  },
  delays: { nodeTimeout: 10, validity: 20 },
}).createMachine({
  id: 'client',
  context: ({ input: { id, nodes, attempts } }) => ({
    nodes,
    attempts,
    token: { client: id, attempt: 0 },
    asked: 0,
    granted: 0,
  }),
  initial: 'idle',
  states: {
    idle: {
      on: { acquire: { guard: 'mayTry', target: 'trying', actions: ['takeToken', 'ask'] } },
    },
    // The time in which the lock may be used counts from the first request.
    trying: {
      initial: 'asking',
      exit: ['giveBack', 'forget'],
      after: { validity: 'idle' },
      states: {
        asking: {
          on: {
            ok: {
              guard: { type: 'isAwaited', params: ({ event }) => event },
              target: 'granted',
            },
            nil: {
              guard: { type: 'isAwaited', params: ({ event }) => event },
              target: 'next',
            },
          },
          after: { nodeTimeout: 'next' },
        },
        granted: {
          always: [
            { guard: 'isOneTooFew', target: 'holding', actions: 'count' },
            { target: 'next', actions: 'count' },
          ],
        },
        next: {
          always: [
            { guard: 'hasMore', target: 'asking', actions: ['goOn', 'ask'] },
            { target: '#client.idle' },
          ],
        },
        holding: { tags: 'holding', on: { release: '#client.idle' } },
      },
    },
  },
});

function majorityOf(nodes: readonly ProcessId[]): number {
  return Math.floor(nodes.length / 2) + 1;
}
