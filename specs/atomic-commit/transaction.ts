import { and, or, setup, stateIn } from 'xstate';

/** What a transaction can come to. */
export type Outcome = 'commit' | 'abort';

/** Both of them. */
export const outcomes = ['commit', 'abort'] as const;

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

/**
 * A transaction as a whole: its outcome, and beside it who has decided.
 *
 * Source: Babaoglu & Toueg 1993, AC1 and AC4, as a chart.
 */
export const transaction = (participants: readonly string[]) =>
  createMachine({
    id: 'transaction',
    context: {},
    type: 'parallel',
    states: {
      outcome: outcomeRegion,
      ...Object.fromEntries(participants.map((id) => [id, participantRegion(id)])),
    },
  });
