import { reply, send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Abort, Commit, No, Yes } from '../atomic-commit/messages.ts';
import type { DecisionRequest, Prepare } from '../two-phase-commit/messages.ts';
import type { Branch, Read, Value } from './messages.ts';

/** What a shard keeps in its log, which most of its group have. */
export interface Replicated {
  /** By coordinator: each transaction that it knows of. */
  readonly branches: Readonly<Record<ProcessId, Branch>>;
  /** Who has written the data, the newest last. */
  readonly versions: readonly ProcessId[];
}

/** What the leader of a shard starts with. */
export interface ShardInput {
  /** The coordinators of the transactions that write here; the others only read. */
  readonly writers: readonly ProcessId[];
  /** What the log holds when the group has a new leader. */
  readonly recovered?: Replicated;
}

/** What the leader of a shard knows. */
export interface Shard extends Replicated {
  readonly writers: readonly ProcessId[];
  /** Whose vote is on its way to the group. */
  readonly proposed: ProcessId | null;
  /** What the leader before has known. No leader has it, unless it is one that should not answer. */
  readonly formerly?: readonly ProcessId[];
}

/**
 * The leader of the group that keeps a shard: a participant of two-phase commit in several transactions,
 * which a lock keeps apart. A transaction takes the lock with its prepare and has it until the decision.
 *
 * Its log is a participant's for each transaction, and it is replicated: a vote counts when most of the
 * group have it. A leader that is lost before leaves no trace of the vote, or one that it has not told of.
 *
 * Source: Gray & Lamport 2006, §4; Corbett et al. 2012, §4.2.1; Gray 1978 (two-phase locking).
 * Left out: more than one lock. Shards know nothing of one another, nor do keys of one shard.
 */
export const shard = setup({
  types: {
    input: {} as ShardInput,
    context: {} as Shard,
    events: {} as Received<Prepare | Commit | Abort | Read>,
    emitted: {} as Sent<Yes | No | DecisionRequest | Value>,
    tags: {} as 'uncertain',
  },
  guards: {
    isLocked: ({ context }) => holderOf(context) !== undefined,
    isUnknown: ({ context, event }) => !(event.from in context.branches),
    // While the lock is on its way to the group, it is taken all the same.
    isRival: ({ context, event }) =>
      !(event.from in context.branches) && context.proposed !== event.from,
    isPrepared: ({ context, event }) => isPrepared(context.branches[event.from]),
    isOnlyRead: ({ context }) =>
      context.proposed !== null && !context.writers.includes(context.proposed),
    isProposed: ({ context, event }) => context.proposed === event.from,
  },
  actions: {
    propose: assign({ proposed: ({ event }) => event.from }),
    giveUpProposal: assign({ proposed: null }),
    // The lock, and the version that is read under it: in one entry of the log.
    logYes: assign({
      branches: ({ context: { branches, proposed, versions } }) =>
        proposed === null
          ? branches
          : {
              ...branches,
              [proposed]: { vote: 'yes', decision: null, read: versions.at(-1) ?? null },
            },
    }),
    logNo: assign({
      branches: ({ context: { branches }, event }) => ({
        ...branches,
        [event.from]: { vote: 'no', decision: 'abort', read: null },
      }),
    }),
    // The decision, and what the transaction writes: in one entry too.
    logCommit: assign({
      branches: ({ context, event }) => decided(context, event.from, 'commit'),
      versions: ({ context: { versions, writers }, event }) =>
        writers.includes(event.from) ? [...versions, event.from] : versions,
    }),
    logAbort: assign({
      branches: ({ context, event }) => decided(context, event.from, 'abort'),
    }),
    voteYes: send(({ context }) => context.proposed ?? '', { type: 'yes' }),
    answerYes: reply({ type: 'yes' }),
    answerNo: reply({ type: 'no' }),
    askForDecision: send(({ context }) => holderOf(context) ?? '', { type: 'decisionRequest' }),
    answerRead: reply(({ context }) => ({ type: 'value', versions: context.versions })),
  },
  delays: { logging: 10, decisionTimeout: 1000 },
}).createMachine({
  id: 'shard',
  context: ({ input }) => startOf(input),
  initial: 'starting',
  // Whoever comes while another transaction has the lock is refused: nobody waits for a lock, and so
  // there is no deadlock. A new leader of a coordinator asks again, and gets the same answer.
  on: {
    prepare: [
      { guard: 'isPrepared', actions: 'answerYes' },
      { guard: 'isRival', actions: ['logNo', 'answerNo'] },
    ],
    commit: { guard: 'isPrepared', target: '.free', actions: 'logCommit' },
    abort: [
      { guard: 'isPrepared', target: '.free', actions: 'logAbort' },
      { guard: 'isProposed', target: '.free', actions: ['giveUpProposal', 'logAbort'] },
      // It has not heard of the transaction, and must not take the lock for it when it does.
      { guard: 'isUnknown', actions: 'logAbort' },
    ],
  },
  states: {
    // A new leader goes where the log says.
    starting: { always: [{ guard: 'isLocked', target: 'prepared' }, { target: 'free' }] },
    free: {
      on: {
        prepare: { guard: 'isUnknown', target: 'replicating', actions: 'propose' },
        read: { actions: 'answerRead' },
      },
    },
    replicating: {
      after: {
        logging: { target: 'prepared', actions: ['logYes', 'voteYes', 'giveUpProposal'] },
      },
    },
    // What is read now may be old: the transaction may be committed, and the decision on its way.
    prepared: {
      tags: 'uncertain',
      after: { decisionTimeout: { target: 'prepared', reenter: true, actions: 'askForDecision' } },
    },
  },
});

/** What a leader knows when it comes to office. */
export function startOf({ writers, recovered }: ShardInput): Shard {
  return {
    writers,
    branches: recovered?.branches ?? {},
    versions: recovered?.versions ?? [],
    proposed: null,
  };
}

/** The transaction that has the lock. */
function holderOf({ branches }: Replicated): ProcessId | undefined {
  return Object.keys(branches).find((id) => isPrepared(branches[id]));
}

function isPrepared(branch: Branch | undefined): boolean {
  return branch?.vote === 'yes' && branch.decision === null;
}

function decided({ branches }: Replicated, id: ProcessId, decision: 'commit' | 'abort') {
  const { vote, read } = branches[id] ?? unknown;
  return { ...branches, [id]: { vote, read, decision } };
}

const unknown: Branch = { vote: null, decision: null, read: null };
