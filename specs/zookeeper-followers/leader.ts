import { broadcast, reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import type { Commit, Committed, Flush, Flushed, Propose, Reject, Tree } from './messages.ts';

/** What every server has at first. */
export const empty: Tree = { zxid: 0, version: 0, first: 0, second: 0 };

/**
 * The leader: puts all writes in one order, and sends each to every server.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §4.1 to §4.4; Apache ZooKeeper 2022, "Programmer's Guide".
 * Left out: how servers agree, and what becomes of a leader that fails. A transaction is one step.
 */
export const leader = setup({
  types: {
    input: {} as { readonly servers: readonly ProcessId[] },
    context: {} as Tree & { readonly servers: readonly ProcessId[] },
    events: {} as Received<Propose | Flush>,
    emitted: {} as Sent<Commit | Reject | Flushed> | Committed,
  },
  guards: {
    isOfVersion: ({ context }, { version }: Propose) => version === context.version,
  },
  actions: {
    set: assign(({ context }, { data }: Propose) => ({
      zxid: context.zxid + 1,
      version: context.version + 1,
      first: data,
      second: data,
    })),
    observe: emit(({ context }) => ({ type: 'committed', zxid: context.zxid })),
    sendToAll: broadcast(
      ({ context }) => context.servers,
      (
        { context: { zxid, version, first, second } },
        { from, client, connection }: Received<Propose>,
      ) => ({
        ...{ type: 'commit', server: from, client, connection },
        ...{ zxid, version, first, second },
      }),
    ),
    reject: reply((_, { client, connection }: Propose) => ({ type: 'reject', client, connection })),
    answerFlush: reply((_, { client, connection }: Flush) => ({
      ...{ type: 'flushed', client, connection },
    })),
  },
}).createMachine({
  id: 'leader',
  context: ({ input }) => ({ ...input, ...empty }),
  initial: 'leading',
  states: {
    leading: {
      on: {
        propose: [
          {
            guard: { type: 'isOfVersion', params: ({ event }) => event },
            actions: [
              { type: 'set', params: ({ event }) => event },
              'observe',
              { type: 'sendToAll', params: ({ event }) => event },
            ],
          },
          { actions: { type: 'reject', params: ({ event }) => event } },
        ],
        flush: { actions: { type: 'answerFlush', params: ({ event }) => event } },
      },
    },
  },
});
