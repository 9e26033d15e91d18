import { choice, defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import {
  initialState,
  participantOf,
  replaced,
  withCoordinator,
  withParticipant,
  type Participant,
  type Sent,
  type State,
  type Vote,
} from './acp-nb-state.ts';
import { indices, listsOf } from './lists.ts';

/** Actions of the coordinator concerning participant `i`. */
const coordinatorActions = ['request', 'getVote', 'detectFault', 'coordBroadcast'] as const;
/** Actions of participant `i`; those that do not look at `j` are enabled for each `j` all the same. */
const participantActions = [
  ...(['parDie', 'sendVote', 'abortOnVote', 'abortOnTimeoutRequest', 'forward'] as const),
  ...(['preDecideOnForward', 'abortOnTimeout', 'preDecide', 'decideNB'] as const),
] as const;

/** Actions of participant `i` when the broadcast is simple. */
const simpleActions = [
  'parDie',
  'sendVote',
  'abortOnVote',
  'abortOnTimeoutRequest',
  'decide',
] as const;

type Action =
  | { readonly type: 'coordDie' | 'decideCommit' }
  /** Participant `i` is one that has voted no. */
  | { readonly type: 'decideAbort'; readonly i: number }
  | { readonly type: (typeof coordinatorActions)[number]; readonly i: number }
  | { readonly type: (typeof participantActions)[number]; readonly i: number; readonly j: number }
  | { readonly type: (typeof simpleActions)[number]; readonly i: number };

/**
 * Coordinator and participants in one chart: failures are detected by looking at the others.
 *
 * Source: ACP_SB.tla and ACP_NB.tla; the events have the names of the actions there.
 */
const system = setup({
  types: {
    input: {} as { readonly votes: readonly Vote[] },
    context: {} as State,
    events: {} as Action,
  },
}).createMachine({
  id: 'acp',
  context: ({ input }) => initialState(input.votes),
  on: {
    request: {
      guard: ({ context: { coordinator }, event: { i } }) =>
        coordinator.alive && coordinator.request[i] === false,
      actions: assign(({ context, event: { i } }) =>
        withCoordinator(context, { request: replaced(context.coordinator.request, i, true) }),
      ),
    },
    getVote: {
      guard: ({ context, event: { i } }) =>
        isWaitingFor(context, i) && participantOf(context, i).voteSent,
      actions: assign(({ context, event: { i } }) => {
        const { vote } = participantOf(context, i);
        return withCoordinator(context, { vote: replaced(context.coordinator.vote, i, vote) });
      }),
    },
    detectFault: {
      guard: ({ context, event: { i } }) => {
        const { alive, voteSent } = participantOf(context, i);
        return isWaitingFor(context, i) && !alive && !voteSent;
      },
      actions: assign(({ context }) => withCoordinator(context, { decision: 'abort' })),
    },
    decideCommit: {
      guard: ({ context: { coordinator } }) =>
        coordinator.alive &&
        coordinator.decision === 'undecided' &&
        coordinator.vote.every((vote) => vote === 'yes'),
      actions: assign(({ context }) => withCoordinator(context, { decision: 'commit' })),
    },
    decideAbort: {
      guard: ({ context: { coordinator }, event: { i } }) =>
        coordinator.alive &&
        coordinator.decision === 'undecided' &&
        !coordinator.vote.includes('waiting') &&
        coordinator.vote[i] === 'no',
      actions: assign(({ context }) => withCoordinator(context, { decision: 'abort' })),
    },
    coordBroadcast: {
      guard: ({ context: { coordinator }, event: { i } }) =>
        coordinator.alive &&
        coordinator.decision !== 'undecided' &&
        coordinator.broadcast[i] === 'notsent',
      actions: assign(({ context, event: { i } }) => {
        const { broadcast, decision } = context.coordinator;
        return withCoordinator(context, { broadcast: replaced(broadcast, i, decision as Sent) });
      }),
    },
    coordDie: {
      guard: ({ context }) => context.coordinator.alive,
      actions: assign(({ context }) => withCoordinator(context, { alive: false, faulty: true })),
    },
    parDie: {
      guard: ({ context, event: { i } }) => participantOf(context, i).alive,
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { alive: false, faulty: true }),
      ),
    },
    sendVote: {
      guard: ({ context, event: { i } }) =>
        participantOf(context, i).alive && context.coordinator.request[i] === true,
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { voteSent: true }),
      ),
    },
    abortOnVote: {
      guard: ({ context, event: { i } }) => {
        const { voteSent, vote } = participantOf(context, i);
        return isUndecided(context, i) && voteSent && vote === 'no';
      },
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { decision: 'abort' }),
      ),
    },
    abortOnTimeoutRequest: {
      guard: ({ context, event: { i } }) =>
        isUndecided(context, i) &&
        !context.coordinator.alive &&
        context.coordinator.request[i] === false,
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { decision: 'abort' }),
      ),
    },
    forward: {
      guard: ({ context, event: { i, j } }) => {
        const { alive, forward } = participantOf(context, i);
        return i !== j && alive && forward[i] !== 'notsent' && forward[j] === 'notsent';
      },
      actions: assign(({ context, event: { i, j } }) => told(context, i, j, toldTo(context, i, i))),
    },
    preDecideOnForward: {
      guard: ({ context, event: { i, j } }) =>
        i !== j && isUntold(context, i) && toldTo(context, j, i) !== 'notsent',
      actions: assign(({ context, event: { i, j } }) => told(context, i, i, toldTo(context, j, i))),
    },
    preDecide: {
      guard: ({ context, event: { i } }) =>
        isUntold(context, i) && context.coordinator.broadcast[i] !== 'notsent',
      actions: assign(({ context, event: { i } }) =>
        told(context, i, i, context.coordinator.broadcast[i] ?? 'notsent'),
      ),
    },
    decideNB: {
      guard: ({ context, event: { i } }) => {
        const { alive, forward } = participantOf(context, i);
        return alive && !forward.includes('notsent');
      },
      actions: assign(({ context, event: { i } }) => {
        const { forward, decision } = participantOf(context, i);
        const told = forward[i] ?? 'notsent';
        return withParticipant(context, i, { decision: told === 'notsent' ? decision : told });
      }),
    },
    decide: {
      guard: ({ context, event: { i } }) =>
        isUndecided(context, i) && context.coordinator.broadcast[i] !== 'notsent',
      actions: assign(({ context, event: { i } }) => {
        const told = context.coordinator.broadcast[i] ?? 'notsent';
        return withParticipant(context, i, { decision: told === 'notsent' ? 'undecided' : told });
      }),
    },
    abortOnTimeout: {
      guard: ({ context, event: { i } }) => isUndecided(context, i) && nobodyCanTell(context),
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { decision: 'abort' }),
      ),
    },
  },
});

/**
 * Atomic commitment. It is non-blocking when a decision is forwarded to everybody before it is made one's
 * own, and blocking when the coordinator's broadcast is simple.
 *
 * Left out: TypeInvNB, which the compiler checks; AC3_2 and AC5, which are about liveness.
 */
export const atomicCommitment = defineProtocol({
  id: 'published-acp-nb',
  title: 'Atomic commitment (ACP_NB.tla, ACP_SB.tla)',
  source: 'Charpentier, ACP_NB.tla and ACP_SB.tla; Babaoglu & Toueg 1993',
  parameters: {
    participants: integer({ min: 1, max: 3, default: 2 }),
    broadcast: choice(['forwarded', 'simple']),
  },
  roles: ({ participants, broadcast }) => ({
    acp: role(system, {
      inputs: listsOf<Vote>(participants, ['yes', 'no']).map((votes) => ({ votes })),
      stimuli: actionsOf(indices(participants), broadcast),
    }),
  }),
  properties: ({ invariant, stepInvariant, reachable }) => ({
    agreement: invariant(
      'no participant commits while another aborts',
      (view) => {
        const decisions = view.process('acp').context.participants.map(({ decision }) => decision);
        return !(decisions.includes('commit') && decisions.includes('abort'));
      },
      { source: 'ACP_SB.tla, AC1' },
    ),
    commitValidity: invariant(
      'if a participant commits, all have voted yes',
      (view) => {
        const { participants } = view.process('acp').context;
        const commits = participants.some(({ decision }) => decision === 'commit');
        return !commits || participants.every(({ vote }) => vote === 'yes');
      },
      { source: 'ACP_SB.tla, AC2' },
    ),
    abortValidity: invariant(
      'if a participant aborts, somebody has voted no or is faulty',
      (view) => {
        const { participants, coordinator } = view.process('acp').context;
        const aborts = participants.some(({ decision }) => decision === 'abort');
        const hasReason = ({ vote, faulty }: Participant) => vote === 'no' || faulty;
        return !aborts || participants.some(hasReason) || coordinator.faulty;
      },
      { source: 'ACP_SB.tla, AC3_1' },
    ),
    stability: stepInvariant(
      'a decision never changes',
      (before, after) =>
        before.process('acp').context.participants.every(({ decision }, index) => {
          const later = participantOf(after.process('acp').context, index).decision;
          return decision === 'undecided' || later === decision;
        }),
      { source: 'ACP_NB_TLC.tla, AC4_alt' },
    ),
    canCommit: reachable('everybody commits', (view) =>
      view.process('acp').context.participants.every(({ decision }) => decision === 'commit'),
    ),
    canAbort: reachable('everybody aborts', (view) =>
      view.process('acp').context.participants.every(({ decision }) => decision === 'abort'),
    ),
  }),
});

/** One stimulus for each way in which TLC can find an action enabled. */
function actionsOf(
  participants: readonly number[],
  broadcast: 'forwarded' | 'simple',
): readonly Action[] {
  return [
    { type: 'coordDie' },
    { type: 'decideCommit' },
    ...participants.flatMap((i): Action[] => [
      { type: 'decideAbort', i },
      ...coordinatorActions.map((type) => ({ type, i })),
      ...(broadcast === 'simple'
        ? simpleActions.map((type) => ({ type, i }))
        : participants.flatMap((j) => participantActions.map((type) => ({ type, i, j })))),
    ]),
  ];
}

function isWaitingFor({ coordinator }: State, i: number): boolean {
  return (
    coordinator.alive &&
    coordinator.decision === 'undecided' &&
    !coordinator.request.includes(false) &&
    coordinator.vote[i] === 'waiting'
  );
}

function isUndecided(state: State, i: number): boolean {
  const { alive, decision } = participantOf(state, i);
  return alive && decision === 'undecided';
}

/** Whether a participant is up and knows of no decision. */
function isUntold(state: State, i: number): boolean {
  return participantOf(state, i).alive && toldTo(state, i, i) === 'notsent';
}

/** What participant `i` has forwarded to participant `j`. */
function toldTo(state: State, i: number, j: number): Sent {
  return participantOf(state, i).forward[j] ?? 'notsent';
}

function told(state: State, i: number, j: number, decision: Sent): State {
  const { forward } = participantOf(state, i);
  return withParticipant(state, i, { forward: replaced(forward, j, decision) });
}

/** Whether the dead have told the living nothing; the coordinator must be among the dead. */
function nobodyCanTell({ participants, coordinator }: State): boolean {
  const isUp = (index: number) => participants[index]?.alive === true;
  const nothing = (sent: readonly Sent[]) =>
    sent.every((decision, index) => !isUp(index) || decision === 'notsent');
  return (
    !coordinator.alive &&
    nothing(coordinator.broadcast) &&
    participants.every(({ alive, forward }) => alive || nothing(forward))
  );
}
