import { broadcast, reply, send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Ack, No, Vote, Yes } from '../atomic-commit/messages.ts';
import type { CanCommit, Command, Phase, StateReport, StateRequest } from './messages.ts';

const phases = ['initial', 'waiting', 'preCommitted', 'committed', 'aborted'] as const;

const { createMachine, createStateConfig } = setup({
  types: {
    input: {} as {
      readonly coordinator: ProcessId;
      /** The participants that coordinate before it does. */
      readonly before: readonly ProcessId[];
      readonly after: readonly ProcessId[];
    },
    context: {} as {
      readonly coordinator: ProcessId;
      /** Who may still coordinate before it does. The first is the one it follows. */
      readonly leaders: readonly ProcessId[];
      readonly after: readonly ProcessId[];
      /** Who has asked how far it is, and waits for the answer; `null` when nobody does. */
      readonly asker: ProcessId | null;
      /** Whose answer is not in, when it coordinates. */
      readonly missing: readonly ProcessId[];
      /** How far those are that have answered, and itself, in the order of `phases`: a set. */
      readonly seen: readonly Phase[];
      /** The log. */
      readonly phase: Phase;
      readonly vote: Vote;
    },
    events: {} as
      | Received<CanCommit | Command | StateReport | Ack>
      | { type: 'chooseYes' }
      | { type: 'chooseNo' },
    emitted: {} as Sent<Yes | No | Ack | StateReport | Command>,
    tags: {} as 'decided',
  },
  guards: {
    isAsked: ({ context }) => context.asker !== null,
    isAskedByLeader: ({ context }) => context.asker === context.leaders[0],
    isFirst: ({ context }) => context.leaders.length === 0,
    isPreCommitted: ({ context }) => context.phase === 'preCommitted',
    allAnswered: ({ context }) => context.missing.length === 0,
    hasSeen: ({ context }, phase: Phase) => context.seen.includes(phase),
  },
  actions: {
    log: assign({ phase: (_, phase: Phase) => phase }),
    logYes: assign({ vote: 'yes', phase: 'waiting' }),
    logNo: assign({ vote: 'no', phase: 'aborted' }),
    voteYes: send(({ context }) => context.coordinator, { type: 'yes' }),
    voteNo: send(({ context }) => context.coordinator, { type: 'no' }),
    acknowledge: reply({ type: 'ack' }),
    // Of two that ask, the first has crashed since.
    noteAsker: assign({
      asker: ({ context }, { from }: Received<StateRequest>) =>
        context.leaders.findLast((id) => id === from || id === context.asker) ?? from,
    }),
    reportState: send(
      ({ context }) => context.asker ?? context.coordinator,
      ({ context }) => ({ type: 'stateReport', phase: context.phase }),
    ),
    forgetAsker: assign({ asker: null }),
    giveUpLeader: assign({ leaders: ({ context }) => context.leaders.slice(1) }),
    expectAll: assign({ missing: ({ context }) => context.after }),
    noteAnswer: assign({
      missing: ({ context }, { from }: Received<StateReport | Ack>) =>
        context.missing.filter((id) => id !== from),
    }),
    giveUpFirst: assign({ missing: ({ context }) => context.missing.slice(1) }),
    noteState: assign({
      seen: ({ context }, seen: Phase) =>
        phases.filter((phase) => phase === seen || context.seen.includes(phase)),
    }),
    askForStates: broadcast(({ context }) => context.after, { type: 'stateRequest' }),
    sendPreCommit: broadcast(({ context }) => context.after, { type: 'preCommit' }),
    sendCommit: broadcast(({ context }) => context.after, { type: 'commit' }),
    sendAbort: broadcast(({ context }) => context.after, { type: 'abort' }),
  },
  delays: { canCommitTimeout: 1000, leaderTimeout: 1000, answerTimeout: 1000 },
});

/** Before its vote a participant may abort on its own; a backup that asks gives it a reason to. */
const initial = createStateConfig({
  initial: 'idle',
  on: {
    abort: 'aborted',
    stateRequest: {
      target: 'aborted',
      actions: { type: 'noteAsker', params: ({ event }) => event },
    },
  },
  states: {
    idle: {
      on: { canCommit: 'voting' },
      after: { canCommitTimeout: '#participant.aborted.leaderless' },
    },
    // It checks whether it can commit, and nobody knows how that comes out.
    voting: {
      on: {
        chooseYes: { target: '#participant.following.waiting', actions: ['logYes', 'voteYes'] },
        chooseNo: { target: '#participant.aborted', actions: ['logNo', 'voteNo'] },
      },
    },
  },
});

/**
 * It does what it is told. It answers a backup when it has given up all those before that one itself: from
 * then on nothing can come that would make the answer untrue.
 */
const following = createStateConfig({
  initial: 'waiting',
  on: {
    commit: 'committed',
    abort: 'aborted',
    stateRequest: { actions: { type: 'noteAsker', params: ({ event }) => event } },
  },
  always: { guard: 'isAskedByLeader', actions: ['reportState', 'forgetAsker'] },
  states: {
    // It has voted yes and knows nothing of the others: commit and abort are both possible.
    waiting: {
      on: {
        preCommit: {
          target: 'preCommitted',
          actions: [{ type: 'log', params: 'preCommitted' }, 'acknowledge'],
        },
      },
      after: { leaderTimeout: 'leaderless' },
    },
    // It knows that all have voted yes.
    preCommitted: {
      on: { preCommit: { actions: 'acknowledge' } },
      after: { leaderTimeout: 'leaderless' },
    },
    leaderless: {
      entry: 'giveUpLeader',
      always: [
        { guard: 'isFirst', target: '#participant.leading' },
        { guard: 'isPreCommitted', target: 'preCommitted' },
        { target: 'waiting' },
      ],
    },
  },
});

/** The backup coordinator. The timers are those of the first participant whose answer is missing. */
const leading = createStateConfig({
  initial: 'asking',
  states: {
    asking: {
      entry: [
        'expectAll',
        { type: 'noteState', params: ({ context }) => context.phase },
        'askForStates',
      ],
      always: 'collecting',
    },
    collecting: {
      on: {
        stateReport: {
          actions: [
            { type: 'noteAnswer', params: ({ event }) => event },
            { type: 'noteState', params: ({ event }) => event.phase },
          ],
        },
      },
      always: { guard: 'allAnswered', target: 'terminating' },
      after: { answerTimeout: { target: 'collecting', reenter: true, actions: 'giveUpFirst' } },
    },
    // The rules TR1, TR2, TR4 and TR3 of the termination protocol, in this order.
    terminating: {
      always: [
        { guard: { type: 'hasSeen', params: 'aborted' }, target: '#participant.aborted.leading' },
        {
          guard: { type: 'hasSeen', params: 'committed' },
          target: '#participant.committed.leading',
        },
        { guard: { type: 'hasSeen', params: 'preCommitted' }, target: 'preCommitting' },
        { target: '#participant.aborted.leading' },
      ],
    },
    preCommitting: {
      entry: [{ type: 'log', params: 'preCommitted' }, 'expectAll', 'sendPreCommit'],
      always: 'counting',
    },
    counting: {
      on: { ack: { actions: { type: 'noteAnswer', params: ({ event }) => event } } },
      always: { guard: 'allAnswered', target: '#participant.committed.leading' },
      after: { answerTimeout: { target: 'counting', reenter: true, actions: 'giveUpFirst' } },
    },
  },
});

/**
 * The end, with the decision in the log before anybody is told. Somebody may wait for one who has decided
 * already: when its turn comes to lead, it tells.
 */
const decided = (phase: 'committed' | 'aborted', tell: 'sendCommit' | 'sendAbort') =>
  createStateConfig({
    tags: 'decided',
    entry: { type: 'log', params: phase },
    initial: 'following',
    on: { stateRequest: { actions: { type: 'noteAsker', params: ({ event }) => event } } },
    always: { guard: 'isAsked', actions: ['reportState', 'forgetAsker'] },
    states: {
      following: { after: { leaderTimeout: 'leaderless' } },
      leaderless: {
        entry: 'giveUpLeader',
        always: [{ guard: 'isFirst', target: 'leading' }, { target: 'following' }],
      },
      leading: { entry: tell },
    },
  });

/**
 * A participant: votes, and goes along with whoever coordinates. When all before it are down it
 * coordinates itself: it finds out how far the others have come, and ends the transaction with them.
 *
 * Source: Skeen 1981; Bernstein, Hadzilacos & Goodman 1987, §7.5: the participant's
 * algorithm, and the termination protocol with its rules TR1 to TR4.
 * Differs: the backup coordinator is the first participant that is up; the sources leave the election open.
 * Left out: recovery. A crash is for good.
 */
export const participant = createMachine({
  id: 'participant',
  context: ({ input: { coordinator, before, after } }) => ({
    coordinator,
    leaders: [coordinator, ...before],
    after,
    asker: null,
    missing: [],
    seen: [],
    phase: 'initial',
    vote: null,
  }),
  initial: 'initial',
  states: {
    initial,
    following,
    leading,
    committed: decided('committed', 'sendCommit'),
    aborted: decided('aborted', 'sendAbort'),
  },
});
