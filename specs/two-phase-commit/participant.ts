import { broadcast, reply, send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Abort, Ack, Commit, Decision, No, Vote, Yes } from '../atomic-commit/messages.ts';
import type { DecisionRequest, Prepare } from './messages.ts';

/** What a participant keeps in its log: it survives a crash. */
export interface Log {
  readonly vote: Vote;
  readonly decision: Decision;
}

/**
 * A participant: votes, and after a yes waits for the decision, asking for it when it does not come.
 *
 * Source: Bernstein, Hadzilacos & Goodman 1987, §7.4: the participant's algorithm and the
 * cooperative termination protocol.
 */
export const participant = setup({
  types: {
    input: {} as {
      readonly coordinator: ProcessId;
      /** Whom it asks for the decision besides the coordinator. */
      readonly peers: readonly ProcessId[];
      /** What the log holds when the participant restarts. */
      readonly recovered?: Log;
    },
    context: {} as Log & {
      readonly coordinator: ProcessId;
      readonly peers: readonly ProcessId[];
    },
    events: {} as
      | Received<Prepare | Commit | Abort | DecisionRequest>
      | { type: 'chooseYes' }
      | { type: 'chooseNo' },
    emitted: {} as Sent<Yes | No | Commit | Abort | DecisionRequest | Ack>,
    tags: {} as 'decided' | 'uncertain',
  },
  guards: {
    hasLoggedCommit: ({ context }) => context.decision === 'commit',
    hasLoggedAbort: ({ context }) => context.decision === 'abort',
    hasLoggedYes: ({ context }) => context.vote === 'yes',
  },
  actions: {
    logYes: assign({ vote: 'yes' }),
    logNo: assign({ vote: 'no' }),
    logCommit: assign({ decision: 'commit' }),
    logAbort: assign({ decision: 'abort' }),
    voteYes: send(({ context }) => context.coordinator, { type: 'yes' }),
    voteNo: send(({ context }) => context.coordinator, { type: 'no' }),
    askForDecision: broadcast(({ context }) => [context.coordinator, ...context.peers], {
      type: 'decisionRequest',
    }),
    answerCommit: reply({ type: 'commit' }),
    answerAbort: reply({ type: 'abort' }),
    acknowledge: send(({ context }) => context.coordinator, { type: 'ack' }),
  },
  delays: { prepareTimeout: 1000, decisionTimeout: 1000 },
}).createMachine({
  id: 'participant',
  context: ({ input: { coordinator, peers, recovered } }) => ({
    coordinator,
    peers,
    vote: recovered?.vote ?? null,
    decision: recovered === undefined ? null : decisionAfterCrash(recovered),
  }),
  initial: 'starting',
  states: {
    // A participant that restarts goes where its log says.
    starting: {
      always: [
        { guard: 'hasLoggedCommit', target: 'committed' },
        { guard: 'hasLoggedAbort', target: 'aborted' },
        { guard: 'hasLoggedYes', target: 'prepared' },
        { target: 'working' },
      ],
    },
    // Before its vote a participant may abort on its own; a peer that asks gives it a reason to.
    working: {
      initial: 'waiting',
      on: {
        abort: { target: 'aborted', actions: 'acknowledge' },
        decisionRequest: { target: 'aborted', actions: 'answerAbort' },
      },
      states: {
        waiting: {
          on: { prepare: 'voting' },
          after: { prepareTimeout: '#participant.aborted' },
        },
        // It checks whether it can commit, and nobody knows how that comes out.
        voting: {
          on: {
            chooseYes: { target: '#participant.prepared', actions: ['logYes', 'voteYes'] },
            chooseNo: { target: '#participant.aborted', actions: ['logNo', 'voteNo'] },
          },
        },
      },
    },
    // The uncertainty period: having voted yes, it may neither commit nor abort on its own. Nor can
    // it help a peer that asks, so there is nothing here for a decisionRequest.
    prepared: {
      tags: 'uncertain',
      on: {
        commit: { target: 'committed', actions: 'acknowledge' },
        abort: { target: 'aborted', actions: 'acknowledge' },
      },
      // Entering again sets the timer again: it asks until somebody answers.
      after: { decisionTimeout: { target: 'prepared', reenter: true, actions: 'askForDecision' } },
    },
    // A decision that comes once more comes from a coordinator that has not heard the answer.
    committed: {
      tags: 'decided',
      entry: 'logCommit',
      on: {
        commit: { actions: 'acknowledge' },
        decisionRequest: { actions: 'answerCommit' },
      },
    },
    aborted: {
      tags: 'decided',
      entry: 'logAbort',
      on: {
        abort: { actions: 'acknowledge' },
        decisionRequest: { actions: 'answerAbort' },
      },
    },
  },
});

/** Without a logged vote nobody can have counted on this participant: it aborts. */
function decisionAfterCrash({ vote, decision }: Log): Decision {
  return decision ?? (vote === 'yes' ? null : 'abort');
}
