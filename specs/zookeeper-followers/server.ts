import { reply, send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import { empty } from './leader.ts';
import type {
  BadVersion,
  Commit,
  Connect,
  Connected,
  Data,
  Flush,
  Flushed,
  Propose,
  Read,
  Refused,
  Reject,
  Sync,
  Synced,
  Tree,
  Write,
  Written,
} from './messages.ts';

/**
 * A server that follows the leader: it reads by itself what has come so far, and leaves writes to the leader.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §4.4.
 * Left out: sessions, watches, and servers that fail.
 */
export const server = setup({
  types: {
    input: {} as { readonly self: ProcessId; readonly leader: ProcessId },
    context: {} as Tree & { readonly self: ProcessId; readonly leader: ProcessId },
    events: {} as Received<Read | Write | Sync | Connect | Commit | Reject | Flushed>,
    emitted: {} as Sent<
      Data | Written | BadVersion | Synced | Connected | Refused | Propose | Flush
    >,
  },
  guards: {
    hasSeen: ({ context }, { zxid }: Connect) => zxid <= context.zxid,
    isMine: ({ context }, { server: asked }: Commit) => asked === context.self,
  },
  actions: {
    apply: assign((_, { zxid, version, first, second }: Commit) => ({
      ...{ zxid, version, first, second },
    })),
    answerRead: reply(({ context: { zxid, version, first, second } }) => ({
      type: 'data',
      ...{ zxid, version, first, second },
    })),
    answerWritten: send(
      (_, { client }: Commit) => client,
      ({ context: { zxid } }, { connection }) => ({ type: 'written', zxid, connection }),
    ),
    answerBadVersion: send(
      (_, { client }: Reject) => client,
      ({ context: { zxid } }, { connection }) => ({ type: 'badVersion', zxid, connection }),
    ),
    answerSync: send(
      (_, { client }: Flushed) => client,
      ({ context: { zxid } }, { connection }) => ({ type: 'synced', zxid, connection }),
    ),
    propose: send(
      ({ context }) => context.leader,
      (_, { from, version, data, connection }: Received<Write>) => ({
        ...{ type: 'propose', client: from, version, data, connection },
      }),
    ),
    flush: send(
      ({ context }) => context.leader,
      (_, { from, connection }: Received<Sync>) => ({ type: 'flush', client: from, connection }),
    ),
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({ ...input, ...empty }),
  initial: 'following',
  states: {
    following: {
      on: {
        read: { actions: 'answerRead' },
        write: { actions: { type: 'propose', params: ({ event }) => event } },
        // What the leader has sent before it answers has come when the answer comes.
        sync: { actions: { type: 'flush', params: ({ event }) => event } },
        flushed: { actions: { type: 'answerSync', params: ({ event }) => event } },
        commit: [
          {
            guard: { type: 'isMine', params: ({ event }) => event },
            actions: [
              { type: 'apply', params: ({ event }) => event },
              { type: 'answerWritten', params: ({ event }) => event },
            ],
          },
          { actions: { type: 'apply', params: ({ event }) => event } },
        ],
        reject: { actions: { type: 'answerBadVersion', params: ({ event }) => event } },
        connect: [
          {
            guard: { type: 'hasSeen', params: ({ event }) => event },
            actions: reply({ type: 'connected' }),
          },
          { actions: reply({ type: 'refused' }) },
        ],
      },
    },
  },
});
