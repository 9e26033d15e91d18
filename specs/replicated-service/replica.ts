import { broadcast, reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, raise, setup } from 'xstate';
import type { Log, Observed } from '../raft/messages.ts';
import { fencing, isFresh } from '../redis-lock/fencing.ts';
import type {
  Append,
  Appended,
  BecomeLeader,
  Copy,
  Join,
  Joined,
  Refused,
  Request,
} from './messages.ts';

/** What survives a crash of a replica. */
export interface Stored {
  /** The greatest epoch that it has heard of: it takes nothing from leaders of older ones. 0 before the first. */
  readonly epoch: number;
  readonly copy: Copy;
}

const [refuseLate, heed] = fencing;

/**
 * A replica: keeps a copy of the log for the leader, and leads when it is told to. A leader first has most replicas join,
 * and goes on from the copy among theirs that comes from the latest leader.
 *
 * Source: Kleppmann 2016, "Making the lock safe with fencing", for each copy; Lamport 2001, §2.2, for what a new leader
 * goes on from.
 * Left out: sending part of a log; telling the followers what is committed; reading.
 */
export const replica = setup({
  types: {
    input: {} as {
      readonly id: ProcessId;
      readonly replicas: readonly ProcessId[];
      readonly recovered?: Stored;
    },
    context: {} as Stored & {
      readonly id: ProcessId;
      readonly replicas: readonly ProcessId[];
      /** Of a leader: who has answered to what it has sent last, itself included. */
      readonly answered: readonly ProcessId[];
      /** Of a leader: how much of the log most replicas have. */
      readonly committed: number;
    },
    events: {} as Received<BecomeLeader | Join | Joined | Append | Appended | Refused> | Request,
    emitted: {} as Sent<Join | Joined | Append | Appended | Refused> | Observed,
  },
  guards: {
    isLate: ({ context, event }) => 'epoch' in event && !isFresh(context.epoch, event.epoch),
    isAhead: ({ context, event }) => 'epoch' in event && event.epoch > context.epoch,
    isMine: ({ context }, epoch: number) => epoch === context.epoch,
    // What the leader of an epoch has sent first may come last.
    isNews: ({ context: { copy } }, { epoch, log }: Append) =>
      epoch > copy.epoch || log.length > copy.log.length,
    isComplete: ({ context }, { epoch, length }: Appended) =>
      epoch === context.epoch && length === context.copy.log.length,
    isJoined: ({ context }) => isMajority(context),
    canCommit: ({ context }) => context.committed < context.copy.log.length && isMajority(context),
  },
  actions: {
    keepFence: assign({
      epoch: ({ context, event }) => ('epoch' in event ? event.epoch : context.epoch),
    }),
    takeAgain: raise(({ event }) => event),
    refuse: reply(({ event }) => ({ type: 'refused', epoch: 'epoch' in event ? event.epoch : 0 })),
    askToJoin: broadcast(
      ({ context }) => othersOf(context),
      ({ context: { epoch } }) => ({ type: 'join', epoch }),
    ),
    answerJoined: reply(({ context: { epoch, copy } }) => ({ type: 'joined', epoch, copy })),
    beginCount: assign({ answered: ({ context }) => [context.id] }),
    countAnswer: assign({
      answered: ({ context: { replicas, answered } }, from: ProcessId) =>
        replicas.filter((id) => id === from || answered.includes(id)),
    }),
    keepNewer: assign({
      copy: ({ context }, copy: Copy) => (isNewer(copy, context.copy) ? copy : context.copy),
    }),
    sign: assign({ copy: ({ context: { epoch, copy } }) => ({ epoch, log: copy.log }) }),
    takeRequest: assign({
      copy: ({ context: { epoch, copy } }, { command }: Request) => ({
        epoch,
        log: [...copy.log, { term: epoch, command }],
      }),
    }),
    replicate: broadcast(
      ({ context }) => othersOf(context),
      ({ context: { epoch, copy } }) => ({ type: 'append', epoch, log: copy.log }),
    ),
    keepCopy: assign({ copy: (_, { epoch, log }: Append) => ({ epoch, log }) }),
    answerAppended: reply((_, { epoch, log }: Append) => ({
      type: 'appended',
      epoch,
      length: log.length,
    })),
    commit: assign({ committed: ({ context }) => context.copy.log.length }),
    observeElected: emit(({ context: { epoch, copy } }) => ({
      type: 'elected',
      term: epoch,
      log: copy.log,
    })),
    observeApplied: emit(({ context: { epoch, copy } }) => ({
      type: 'applied',
      term: epoch,
      entries: copy.log,
    })),
    leaveOffice: assign({ answered: [], committed: 0 }),
  },
}).createMachine({
  id: 'replica',
  context: ({ input: { id, replicas, recovered } }) => ({
    id,
    replicas,
    epoch: recovered?.epoch ?? 0,
    copy: recovered?.copy ?? { epoch: 0, log: [] },
    answered: [],
    committed: 0,
  }),
  initial: 'follower',
  on: {
    becomeLeader: { guard: 'isAhead', target: '.recovering', actions: 'keepFence' },
    // Whoever hears of a later epoch follows its leader, and leads no more.
    join: [refuseLate, { ...heed, target: '.follower' }, { actions: 'answerJoined' }],
    append: [
      refuseLate,
      { ...heed, target: '.follower' },
      {
        guard: { type: 'isNews', params: ({ event }) => event },
        actions: [
          { type: 'keepCopy', params: ({ event }) => event },
          { type: 'answerAppended', params: ({ event }) => event },
        ],
      },
      { actions: { type: 'answerAppended', params: ({ event }) => event } },
    ],
    refused: { guard: { type: 'isMine', params: ({ event }) => event.epoch }, target: '.follower' },
  },
  states: {
    follower: { entry: 'leaveOffice' },
    // Nothing is written before it is known what has been written.
    recovering: {
      entry: ['leaveOffice', 'beginCount', 'askToJoin'],
      on: {
        joined: {
          guard: { type: 'isMine', params: ({ event }) => event.epoch },
          actions: [
            { type: 'countAnswer', params: ({ event }) => event.from },
            { type: 'keepNewer', params: ({ event }) => event.copy },
          ],
        },
      },
      always: { guard: 'isJoined', target: 'leading', actions: ['sign', 'observeElected'] },
    },
    leading: {
      entry: ['beginCount', 'replicate'],
      on: {
        request: {
          actions: [
            { type: 'takeRequest', params: ({ event }) => event },
            'beginCount',
            'replicate',
          ],
        },
        appended: {
          guard: { type: 'isComplete', params: ({ event }) => event },
          actions: { type: 'countAnswer', params: ({ event }) => event.from },
        },
      },
      always: { guard: 'canCommit', actions: ['commit', 'observeApplied'] },
    },
  },
});

function othersOf({
  id,
  replicas,
}: {
  readonly id: ProcessId;
  readonly replicas: readonly ProcessId[];
}) {
  return replicas.filter((other) => other !== id);
}

function isMajority({
  replicas,
  answered,
}: {
  readonly replicas: readonly ProcessId[];
  readonly answered: readonly ProcessId[];
}): boolean {
  return 2 * answered.length > replicas.length;
}

/** Whether a copy comes from a later leader, or is more of the same one's. */
export function isNewer(copy: Copy, than: { readonly epoch: number; readonly log: Log }): boolean {
  return (
    copy.epoch > than.epoch || (copy.epoch === than.epoch && copy.log.length > than.log.length)
  );
}
