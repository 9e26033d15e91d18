import { defineProtocol, integer, processIds, role } from '#faultline';
import { and, or, setup, stateIn } from 'xstate';

/** What a transaction can come to. */
type Outcome = 'commit' | 'abort';

const outcomes = ['commit', 'abort'] as const;

const { createMachine, createStateConfig } = setup({
  types: {
    context: {} as Record<never, never>,
    events: {} as
      | { type: 'choose'; readonly outcome: Outcome }
      | { type: 'decide'; readonly outcome: Outcome; readonly participant: string },
  },
  guards: {
    is: ({ event }, outcome: Outcome) => event.outcome === outcome,
    isFor: ({ event }, participant: string) =>
      event.type === 'decide' && event.participant === participant,
  },
});

/** The outcome is open, until somebody chooses it or is the first to decide. */
const outcomeRegion = createStateConfig({
  initial: 'open',
  states: {
    open: {
      on: {
        choose: outcomes.map((target) => ({ target, guard: { type: 'is', params: target } })),
        decide: outcomes.map((target) => ({ target, guard: { type: 'is', params: target } })),
      },
    },
    commit: {},
    abort: {},
  },
});

const fitsOutcome = or([
  stateIn({ outcome: 'open' }),
  ...outcomes.map((outcome) => and([{ type: 'is', params: outcome }, stateIn({ outcome })])),
]);

/** A participant has not decided, and then has: the same as everybody else. */
const participantRegion = (participant: string) =>
  createStateConfig({
    initial: 'undecided',
    states: {
      undecided: {
        on: {
          decide: {
            target: 'decided',
            guard: and([{ type: 'isFor', params: participant }, fitsOutcome]),
          },
        },
      },
      decided: {},
    },
  });

const transaction = (participants: readonly string[]) =>
  createMachine({
    id: 'transaction',
    context: {},
    type: 'parallel',
    states: {
      outcome: outcomeRegion,
      ...Object.fromEntries(participants.map((id) => [id, participantRegion(id)])),
    },
  });

/**
 * Atomic commit without messages, logs or failures: one outcome for all, chosen once and never changed.
 *
 * Source: Babaoglu & Toueg 1993, AC1 and AC4, as a protocol.
 * Left out: why it is commit or abort; `commitValidity` and `abortValidity` say that.
 */
export const atomicCommit = defineProtocol({
  id: 'atomic-commit',
  title: 'Atomic commit',
  source: 'Babaoglu & Toueg 1993, AC1 and AC4',
  parameters: { participants: integer({ min: 1, max: 9, default: 3 }) },
  roles: ({ participants }) => {
    const ids = processIds('participant', participants);
    return {
      transaction: role(transaction(ids), {
        stimuli: outcomes.flatMap((outcome) => [
          { type: 'choose' as const, outcome },
          ...ids.map((participant) => ({ type: 'decide' as const, outcome, participant })),
        ]),
      }),
    };
  },
});
