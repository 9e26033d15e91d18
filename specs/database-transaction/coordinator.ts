import { alterChart } from '#faultline';
import { emit } from 'xstate';
import { coordinator as twoPhaseCoordinator } from '../two-phase-commit/coordinator.ts';

/** What a monitor hears of a coordinator: the client has been told that the transaction is committed. */
export interface Committed {
  readonly type: 'committed';
}

/** Shards do not acknowledge a decision: the record of a transaction stays. */
const rememberedForEver = { on: { ack: undefined }, always: undefined };

/**
 * The leader of the group that coordinates a transaction: the coordinator of two-phase commit, whose log is
 * replicated. A decision is in the log when most of the group have it, and that takes a while.
 *
 * Whoever asks before there is a decision is told to abort, and not before that is the decision.
 *
 * Source: Gray & Lamport 2006, §4; Corbett et al. 2012, §4.2.1.
 */
export const coordinator = alterChart(twoPhaseCoordinator, {
  states: {
    // No record yet, or none any more that a leader knows of: a shard that asks holds a lock in vain.
    init: { on: { decisionRequest: 'aborting' } },
    waiting: {
      on: { no: 'aborting', decisionRequest: 'aborting' },
      always: { guard: 'allVotedYes', target: 'committing' },
      after: { voteTimeout: 'aborting' },
    },
    // The entry is on its way to the group. A leader that is lost here leaves no decision.
    committing: { after: { logging: 'committed' } },
    aborting: { after: { logging: 'aborted' } },
    committed: {
      entry: [
        'logCommit',
        'sendCommit',
        emit<never, never, undefined, never, Committed>({ type: 'committed' }),
      ],
      ...rememberedForEver,
    },
    aborted: rememberedForEver,
    done: undefined,
  },
});
