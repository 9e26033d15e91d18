import { broadcast, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Abort, Ack, Commit, No, Yes } from '../atomic-commit/messages.ts';
import type { CanCommit, Phase, PreCommit } from './messages.ts';

/**
 * The coordinator: asks for votes; when all are yes it tells everybody so, and commits once they know.
 *
 * Source: Skeen 1981; Bernstein, Hadzilacos & Goodman 1987, §7.5: the coordinator's algorithm.
 * Differs: it has no vote of its own; in the book it votes too.
 * Left out: recovery. A crash is for good.
 */
export const coordinator = setup({
  types: {
    input: {} as { readonly participants: readonly ProcessId[] },
    context: {} as {
      readonly participants: readonly ProcessId[];
      /** Whose answer is not in, in the order of `participants`. */
      readonly missing: readonly ProcessId[];
      /** The log. */
      readonly phase: Phase;
    },
    events: {} as { type: 'begin' } | Received<Yes | No | Ack>,
    emitted: {} as Sent<CanCommit | PreCommit | Commit | Abort>,
    tags: {} as 'decided',
  },
  guards: {
    allAnswered: ({ context }) => context.missing.length === 0,
  },
  actions: {
    log: assign({ phase: (_, phase: Phase) => phase }),
    expectAll: assign({ missing: ({ context }) => context.participants }),
    noteAnswer: assign({
      missing: ({ context }, { from }: Received<Yes | Ack>) =>
        context.missing.filter((id) => id !== from),
    }),
    giveUpFirst: assign({ missing: ({ context }) => context.missing.slice(1) }),
    giveUpAll: assign({ missing: [] }),
    askForVotes: broadcast(({ context }) => context.participants, { type: 'canCommit' }),
    sendPreCommit: broadcast(({ context }) => context.participants, { type: 'preCommit' }),
    sendCommit: broadcast(({ context }) => context.participants, { type: 'commit' }),
    sendAbort: broadcast(({ context }) => context.participants, { type: 'abort' }),
  },
  delays: { voteTimeout: 1000, ackTimeout: 1000 },
}).createMachine({
  id: 'coordinator',
  context: ({ input }) => ({ participants: input.participants, missing: [], phase: 'initial' }),
  initial: 'initial',
  states: {
    // The transaction has been carried out, and its client asks for the commit.
    initial: { on: { begin: { target: 'waiting', actions: 'askForVotes' } } },
    // One veto, or one vote that will not come, is enough to abort.
    waiting: {
      entry: [{ type: 'log', params: 'waiting' }, 'expectAll'],
      on: {
        yes: { actions: { type: 'noteAnswer', params: ({ event }) => event } },
        no: 'aborted',
      },
      always: { guard: 'allAnswered', target: 'preCommitted' },
      after: { voteTimeout: 'aborted' },
    },
    // The decision is made, and nobody commits before everybody who is up knows of it. The timer is that
    // of the first participant whose answer is missing.
    preCommitted: {
      entry: [{ type: 'log', params: 'preCommitted' }, 'expectAll', 'sendPreCommit'],
      initial: 'counting',
      states: {
        counting: {
          on: { ack: { actions: { type: 'noteAnswer', params: ({ event }) => event } } },
          always: { guard: 'allAnswered', target: '#coordinator.committed' },
          after: { ackTimeout: { target: 'counting', reenter: true, actions: 'giveUpFirst' } },
        },
      },
    },
    // In these two states the decision is in the log before anybody is told.
    committed: { tags: 'decided', entry: [{ type: 'log', params: 'committed' }, 'sendCommit'] },
    aborted: {
      tags: 'decided',
      entry: [{ type: 'log', params: 'aborted' }, 'giveUpAll', 'sendAbort'],
    },
  },
});
