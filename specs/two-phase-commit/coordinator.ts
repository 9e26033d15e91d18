import { broadcast, reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Abort, Ack, Commit, Decision, No, Yes } from '../atomic-commit/messages.ts';
import type { DecisionRequest, Prepare } from './messages.ts';

/**
 * The coordinator: asks for votes, commits when all of them are yes, and otherwise aborts.
 *
 * Source: Bernstein, Hadzilacos & Goodman 1987, §7.4: the coordinator's algorithm.
 * Differs: it has no vote of its own; in the book it votes too.
 */
export const coordinator = setup({
  types: {
    input: {} as {
      readonly participants: readonly ProcessId[];
      /** What it decides when it restarts without a decision; `null`: nothing, it may begin again. */
      readonly decisionAfterCrash: Decision;
      /** What the log holds when the coordinator restarts. */
      readonly recovered?: { readonly decision: Decision };
    },
    context: {} as {
      readonly participants: readonly ProcessId[];
      /** Who has voted yes, in the order of `participants`: it is a set. Empty after the decision. */
      readonly yes: readonly ProcessId[];
      /** Who has acknowledged the decision, in the order of `participants`. */
      readonly acknowledged: readonly ProcessId[];
      /** The log: it survives a crash. */
      readonly decision: Decision;
    },
    events: {} as { type: 'begin' } | Received<Yes | No | DecisionRequest | Ack>,
    emitted: {} as Sent<Prepare | Commit | Abort>,
    tags: {} as 'decided',
  },
  guards: {
    hasLoggedCommit: ({ context }) => context.decision === 'commit',
    hasLoggedAbort: ({ context }) => context.decision === 'abort',
    allVotedYes: ({ context }) => context.yes.length === context.participants.length,
    allAcknowledged: ({ context }) => context.acknowledged.length === context.participants.length,
  },
  actions: {
    askForVotes: broadcast(({ context }) => context.participants, { type: 'prepare' }),
    noteYes: assign({
      yes: ({ context }, { from }: Received<Yes>) =>
        context.participants.filter((id) => id === from || context.yes.includes(id)),
    }),
    noteAck: assign({
      acknowledged: ({ context }, { from }: Received<Ack>) =>
        context.participants.filter((id) => id === from || context.acknowledged.includes(id)),
    }),
    logCommit: assign({ decision: 'commit', yes: [] }),
    logAbort: assign({ decision: 'abort', yes: [] }),
    sendCommit: broadcast(({ context }) => context.participants, { type: 'commit' }),
    sendAbort: broadcast(({ context }) => context.participants, { type: 'abort' }),
    answerCommit: reply({ type: 'commit' }),
    answerAbort: reply({ type: 'abort' }),
  },
  // To write to the log takes no time here; a protocol that is made of this one may know better.
  delays: { voteTimeout: 1000, logging: 10 },
}).createMachine({
  id: 'coordinator',
  context: ({ input: { participants, decisionAfterCrash, recovered } }) => ({
    participants,
    yes: [],
    acknowledged: [],
    // Whoever restarts without a decision cannot have told anybody one.
    decision: recovered === undefined ? null : (recovered.decision ?? decisionAfterCrash),
  }),
  initial: 'starting',
  states: {
    // A coordinator that restarts with a decision tells everybody again: somebody may not have heard.
    starting: {
      always: [
        { guard: 'hasLoggedCommit', target: 'committed' },
        { guard: 'hasLoggedAbort', target: 'aborted' },
        { target: 'init' },
      ],
    },
    // The transaction has been carried out, and its client asks for the commit.
    init: { on: { begin: { target: 'waiting', actions: 'askForVotes' } } },
    // One veto, or one vote that does not come in time, is enough to abort.
    waiting: {
      on: {
        yes: { actions: { type: 'noteYes', params: ({ event }) => event } },
        no: 'aborted',
      },
      always: { guard: 'allVotedYes', target: 'committed' },
      after: { voteTimeout: 'aborted' },
    },
    // In these two states the decision is in the log before anybody is told.
    committed: {
      tags: 'decided',
      entry: ['logCommit', 'sendCommit'],
      on: {
        decisionRequest: { actions: 'answerCommit' },
        ack: { actions: { type: 'noteAck', params: ({ event }) => event } },
      },
      always: { guard: 'allAcknowledged', target: 'done' },
    },
    aborted: {
      tags: 'decided',
      entry: ['logAbort', 'sendAbort'],
      on: {
        decisionRequest: { actions: 'answerAbort' },
        ack: { actions: { type: 'noteAck', params: ({ event }) => event } },
      },
      always: { guard: 'allAcknowledged', target: 'done' },
    },
    // Everybody has the decision in a log of its own: nobody depends on this one any more.
    done: { tags: 'decided' },
  },
});
