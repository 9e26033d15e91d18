import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices, listsOf } from './lists.ts';

/** `pc`: what it votes, and then how far it is. */
type Program = 'yes' | 'no' | 'sent' | 'abort' | 'commit' | 'crashed';

interface Participant {
  readonly program: Program;
  /** `someFail`: whether its failure detector suspects somebody, which never changes. */
  readonly suspects: boolean;
  readonly receivedYes: number;
  readonly receivedNo: number;
}

/** Every variable of nbacg_guer01.tla. Participants are indices: they count from 0. */
interface State {
  readonly participants: readonly Participant[];
  /** `nSntYes` and `nSntNo`: the messages of the correct. */
  readonly sent: { readonly yes: number; readonly no: number };
  /** `nSntYesF` and `nSntNoF`: how many messages of the crashed may be received. */
  readonly sentByFaulty: { readonly yes: number; readonly no: number };
}

const actions = [
  ...(['crash', 'receiveYes', 'receiveNo', 'receiveNothing', 'sendYes', 'sendNo'] as const),
  ...(['abortNoYes', 'abortSent', 'commit', 'stay'] as const),
] as const;

/**
 * All participants in one chart: messages are counted, not sent.
 *
 * Source: nbacg_guer01.tla; the events have the names of the actions there.
 */
const system = setup({
  types: {
    input: {} as { readonly participants: readonly Participant[] },
    context: {} as State,
    events: {} as { readonly type: (typeof actions)[number]; readonly i: number },
  },
}).createMachine({
  id: 'nbac',
  context: ({ input }) => ({
    participants: input.participants,
    sent: { yes: 0, no: 0 },
    sentByFaulty: { yes: 0, no: 0 },
  }),
  on: {
    crash: {
      guard: ({ context, event: { i } }) => participantOf(context, i).program !== 'crashed',
      actions: assign(({ context, event: { i } }) => {
        const { program } = participantOf(context, i);
        const { yes, no } = context.sentByFaulty;
        return {
          ...withParticipant(context, i, { program: 'crashed' }),
          sentByFaulty: {
            yes: program === 'yes' ? yes + 1 : yes,
            no: program === 'no' ? no + 1 : no,
          },
        };
      }),
    },
    receiveYes: {
      guard: ({ context, event: { i } }) => {
        const { program, receivedYes } = participantOf(context, i);
        return program === 'sent' && receivedYes < allYes(context);
      },
      actions: assign(({ context, event: { i } }) => {
        const { receivedYes } = participantOf(context, i);
        return withParticipant(context, i, { receivedYes: receivedYes + 1 });
      }),
    },
    receiveNo: {
      guard: ({ context, event: { i } }) => {
        const { program, receivedNo } = participantOf(context, i);
        return program === 'sent' && receivedNo < allNo(context);
      },
      actions: assign(({ context, event: { i } }) => {
        const { receivedNo } = participantOf(context, i);
        return withParticipant(context, i, { receivedNo: receivedNo + 1 });
      }),
    },
    receiveNothing: {
      guard: ({ context, event: { i } }) => {
        const { program, receivedYes, receivedNo } = participantOf(context, i);
        const hasAll = receivedYes === allYes(context) && receivedNo === allNo(context);
        return program === 'sent' && hasAll;
      },
      actions: assign({}),
    },
    sendYes: {
      guard: ({ context, event: { i } }) => mayVote(context, i, 'yes'),
      actions: assign(({ context, event: { i } }) => ({
        ...withParticipant(context, i, { program: 'sent' }),
        sent: { ...context.sent, yes: context.sent.yes + 1 },
      })),
    },
    sendNo: {
      guard: ({ context, event: { i } }) => mayVote(context, i, 'no'),
      actions: assign(({ context, event: { i } }) => ({
        ...withParticipant(context, i, { program: 'sent' }),
        sent: { ...context.sent, no: context.sent.no + 1 },
      })),
    },
    abortNoYes: {
      guard: ({ context, event: { i } }) => {
        const { program, suspects } = participantOf(context, i);
        return suspects && (program === 'yes' || program === 'no');
      },
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { program: 'abort' }),
      ),
    },
    abortSent: {
      guard: ({ context, event: { i } }) => {
        const { program, receivedNo } = participantOf(context, i);
        return program === 'sent' && receivedNo > 0;
      },
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { program: 'abort' }),
      ),
    },
    commit: {
      guard: ({ context, event: { i } }) => {
        const { program, receivedYes, receivedNo } = participantOf(context, i);
        const allVotedYes = receivedYes >= context.participants.length && receivedNo === 0;
        return program === 'sent' && allVotedYes;
      },
      actions: assign(({ context, event: { i } }) =>
        withParticipant(context, i, { program: 'commit' }),
      ),
    },
    // It is there so that nothing is a deadlock.
    stay: { actions: assign({}) },
  },
});

/**
 * Non-blocking atomic commitment by failure detectors that suspect nobody without a crash.
 *
 * Left out: TypeOK; CommitValidityLtl, which the source does not ask of TLC; TerminationLtl, which is
 * about liveness.
 */
export const failureDetectorCommit = defineProtocol({
  id: 'published-nbacg',
  title: 'Atomic commitment with failure detectors (nbacg_guer01.tla)',
  source: 'Tran, Konnov & Widder, nbacg_guer01.tla; Guerraoui 2001',
  parameters: { participants: integer({ min: 1, max: 3, default: 3 }) },
  roles: ({ participants }) => ({
    nbac: role(system, {
      inputs: listsOf(participants, beginnings()).map((list) => ({ participants: list })),
      stimuli: indices(participants).flatMap((i) => actions.map((type) => ({ type, i }))),
    }),
  }),
  properties: ({ invariant, reachable }) => ({
    agreement: invariant(
      'no participant commits while another aborts',
      (view) => {
        const programs = view.process('nbac').context.participants.map(({ program }) => program);
        return !(programs.includes('commit') && programs.includes('abort'));
      },
      { source: 'nbacg_guer01.tla, AgrrLtl' },
    ),
    canCommit: reachable('everybody commits', (view) =>
      view.process('nbac').context.participants.every(({ program }) => program === 'commit'),
    ),
    canAbort: reachable('everybody aborts', (view) =>
      view.process('nbac').context.participants.every(({ program }) => program === 'abort'),
    ),
  }),
});

/** The ways in which a participant may begin. */
function beginnings(): readonly Participant[] {
  return (['yes', 'no'] as const).flatMap((program) =>
    [false, true].map((suspects) => ({ program, suspects, receivedYes: 0, receivedNo: 0 })),
  );
}

function mayVote(state: State, index: number, vote: 'yes' | 'no'): boolean {
  const { program, suspects } = participantOf(state, index);
  return program === vote && !suspects;
}

function allYes({ sent, sentByFaulty }: State): number {
  return sent.yes + sentByFaulty.yes;
}

function allNo({ sent, sentByFaulty }: State): number {
  return sent.no + sentByFaulty.no;
}

function participantOf({ participants }: State, index: number): Participant {
  return participants[index] as Participant;
}

function withParticipant(state: State, index: number, news: Partial<Participant>): State {
  const participant = { ...participantOf(state, index), ...news };
  return { ...state, participants: state.participants.with(index, participant) };
}
