import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';
import { indices, listsOf } from './lists.ts';

type Vote = 'yes' | 'no';
/** What somebody has voted, or null for nothing yet. */
type Votes = readonly (Vote | null)[];

interface Participant {
  /** `pc`: what it votes, and then how far it is. */
  readonly program: Vote | 'sent' | 'abort' | 'commit' | 'crashed';
  /** `rcvd`: the votes it has received, by the index of the voter. */
  readonly received: Votes;
  /** `fd`: whether its failure detector says that somebody has crashed. */
  readonly suspects: boolean;
}

/** Every variable of nbacc_ray97.tla. Participants are indices: they count from 0. */
interface State {
  readonly participants: readonly Participant[];
  /** `sent`, by the index of the voter: nobody votes twice, so a set of votes is such a list. */
  readonly sent: Votes;
}

/** Whatever a process does, it first receives what it likes and hears of its failure detector. */
interface Heard {
  /** Who does the step. */
  readonly i: number;
  /** `r`: all that it has received after the step. */
  readonly received: Votes;
  readonly suspects: boolean;
}

type Step = Heard &
  (
    | { readonly type: 'uponYes' | 'uponNo' | 'uponCrash' | 'stay' | 'abortBySuspicion' | 'commit' }
    /** Because of a vote that was received before the step. */
    | { readonly type: 'abortByVote'; readonly voter: number }
  );

/**
 * All participants in one chart: a step says what has been received by its end.
 *
 * Source: nbacc_ray97.tla, action Step.
 */
const system = setup({
  types: {
    input: {} as { readonly participants: readonly Participant[] },
    context: {} as State,
    events: {} as Step,
  },
  guards: { canReceive: ({ context, event }) => canReceive(context, event) },
}).createMachine({
  id: 'nbac',
  context: ({ input: { participants } }) => ({
    participants,
    sent: participants.map(() => null),
  }),
  on: {
    uponYes: {
      guard: ({ context, event }) => canReceive(context, event) && isAt(context, event, 'yes'),
      actions: assign(({ context, event }) => voted(context, event, 'yes')),
    },
    uponNo: {
      guard: ({ context, event }) => canReceive(context, event) && isAt(context, event, 'no'),
      actions: assign(({ context, event }) => voted(context, event, 'no')),
    },
    uponCrash: {
      guard: ({ context, event }) => canReceive(context, event) && !isAt(context, event, 'crashed'),
      actions: assign(({ context, event }) => moved(context, event, 'crashed')),
    },
    stay: {
      guard: 'canReceive',
      actions: assign(({ context, event }) =>
        moved(context, event, participantOf(context, event.i).program),
      ),
    },
    abortBySuspicion: {
      guard: ({ context, event }) => canReceive(context, event) && isAt(context, event, 'sent'),
      actions: assign(({ context, event }) => moved(context, event, 'abort')),
    },
    abortByVote: {
      guard: ({ context, event }) =>
        canReceive(context, event) &&
        isAt(context, event, 'sent') &&
        participantOf(context, event.i).received[event.voter] === 'no',
      actions: assign(({ context, event }) => moved(context, event, 'abort')),
    },
    commit: {
      guard: ({ context, event }) => canReceive(context, event) && isAt(context, event, 'sent'),
      actions: assign(({ context, event }) => moved(context, event, 'commit')),
    },
  },
});

/**
 * Non-blocking atomic commitment by failure detectors that may say anything at any time.
 *
 * Left out: TypeOK; Validity, which the source does not ask of TLC.
 */
export const unreliableDetectorCommit = defineProtocol({
  id: 'published-nbacc',
  title: 'Atomic commitment with unreliable failure detectors (nbacc_ray97.tla)',
  source: 'Konnov, Tran & Widder, nbacc_ray97.tla; Raynal 1997',
  parameters: { participants: integer({ min: 1, max: 2, default: 2 }) },
  roles: ({ participants }) => ({
    nbac: role(system, {
      inputs: listsOf(participants, beginnings(participants)).map((list) => {
        return { participants: list };
      }),
      stimuli: indices(participants).flatMap((i) => stepsOf(i, participants)),
    }),
  }),
  properties: ({ reachable }) => ({
    canCommit: reachable('everybody commits', (view) =>
      view.process('nbac').context.participants.every(({ program }) => program === 'commit'),
    ),
    canDisagree: reachable('one commits and another aborts', (view) => {
      const programs = view.process('nbac').context.participants.map(({ program }) => program);
      return programs.includes('commit') && programs.includes('abort');
    }),
  }),
});

/** One stimulus for each way in which TLC can find Step enabled for one participant. */
function stepsOf(i: number, participants: number): readonly Step[] {
  return listsOf<Vote | null>(participants, [null, 'yes', 'no']).flatMap((received) =>
    [false, true].flatMap((suspects): Step[] => {
      const heard: Heard = { i, received, suspects };
      const anyway = (['uponYes', 'uponNo', 'uponCrash', 'stay'] as const).map((type) => {
        return { type, ...heard };
      });
      const byVote = indices(participants).map((voter) => {
        return { type: 'abortByVote' as const, voter, ...heard };
      });
      const allYes = received.every((vote) => vote === 'yes');
      return [
        ...anyway,
        ...byVote,
        ...(suspects ? [{ type: 'abortBySuspicion' as const, ...heard }] : []),
        ...(!suspects && allYes ? [{ type: 'commit' as const, ...heard }] : []),
      ];
    }),
  );
}

/** The ways in which a participant may begin. */
function beginnings(participants: number): readonly Participant[] {
  const received = indices(participants).map(() => null);
  return (['yes', 'no'] as const).flatMap((program) =>
    [false, true].map((suspects) => ({ program, received, suspects })),
  );
}

/** Receive: nothing that was not sent is received, and nothing that was received is forgotten. */
function canReceive({ participants, sent }: State, { i, received }: Heard): boolean {
  const before = participants[i]?.received ?? [];
  return received.every(
    (vote, voter) =>
      (vote === null || vote === sent[voter]) && (before[voter] === null || vote === before[voter]),
  );
}

function isAt(state: State, { i }: Heard, program: Participant['program']): boolean {
  return participantOf(state, i).program === program;
}

function moved(
  state: State,
  { i, received, suspects }: Heard,
  program: Participant['program'],
): State {
  return { ...state, participants: state.participants.with(i, { program, received, suspects }) };
}

function voted(state: State, heard: Heard, vote: Vote): State {
  return { ...moved(state, heard, 'sent'), sent: state.sent.with(heard.i, vote) };
}

function participantOf({ participants }: State, index: number): Participant {
  return participants[index] as Participant;
}
