import { defineProtocol, integer, role } from '#faultline';
import { assign, setup } from 'xstate';

/** How far a step of a saga has come. */
type StepState = 'pending' | 'done' | 'compensated';

interface Saga {
  /** `step`: the three steps, first to last. */
  readonly steps: readonly StepState[];
  /** `saga_progress`: the index of the step that is next; of the last one when all are done. */
  readonly progress: number;
}

/**
 * A saga of three steps, which happen at once: nobody is asked to make them.
 *
 * Source: saga.specl; the events have the names of the actions there, the states those of `saga_pc`.
 */
const sagaOfThreeSteps = setup({
  types: {
    context: {} as Saga,
    events: {} as {
      readonly type: 'start' | 'forwardStep' | 'commit' | 'fail' | 'compensate' | 'abort';
    },
  },
  guards: {
    nextIsPending: ({ context: { steps, progress } }) => steps[progress] === 'pending',
    allDone: ({ context: { steps } }) => steps.every((step) => step === 'done'),
    hasProgress: ({ context: { progress } }) => progress > 0,
    someDone: ({ context: { steps } }) => steps.includes('done'),
    noneDone: ({ context: { steps } }) => !steps.includes('done'),
  },
  actions: {
    doNext: assign(({ context: { steps, progress } }) => ({
      steps: steps.with(progress, 'done'),
      progress: Math.min(progress + 1, steps.length - 1),
    })),
    undoLast: assign(({ context: { steps } }) => {
      return { steps: steps.with(steps.lastIndexOf('done'), 'compensated') };
    }),
  },
}).createMachine({
  id: 'saga',
  context: { steps: ['pending', 'pending', 'pending'], progress: 0 },
  initial: 'idle',
  states: {
    idle: { on: { start: 'forward' } },
    forward: {
      on: {
        forwardStep: { guard: 'nextIsPending', actions: 'doNext' },
        commit: { guard: 'allDone', target: 'committed' },
        fail: { guard: 'hasProgress', target: 'compensating' },
      },
    },
    compensating: {
      on: {
        compensate: { guard: 'someDone', actions: 'undoLast' },
        abort: { guard: 'noneDone', target: 'aborted' },
      },
    },
    committed: {},
    aborted: {},
  },
});

/** Sagas that have nothing to do with one another: each has 18 states. */
export const independentSagas = defineProtocol({
  id: 'published-sagas',
  title: 'Independent sagas (saga.specl)',
  source: 'Specl, examples/other/saga.specl; Garcia-Molina & Salem 1987',
  parameters: { sagas: integer({ min: 1, max: 3, default: 3 }) },
  roles: ({ sagas }) => ({
    saga: role(sagaOfThreeSteps, {
      count: sagas,
      stimuli: (['start', 'forwardStep', 'commit', 'fail', 'compensate', 'abort'] as const).map(
        (type) => ({ type }),
      ),
    }),
  }),
  properties: ({ invariant, reachable }) => ({
    committedComplete: invariant(
      'a saga that has committed has done all its steps',
      (view) =>
        view
          .all('saga')
          .every((saga) => !saga.matches('committed') || saga.context.steps.every(isDone)),
      { source: 'saga.specl, CommittedComplete' },
    ),
    abortedClean: invariant(
      'a saga that has aborted has no step left that is not undone',
      (view) =>
        view
          .all('saga')
          .every((saga) => !saga.matches('aborted') || !saga.context.steps.some(isDone)),
      { source: 'saga.specl, AbortedClean' },
    ),
    canDiffer: reachable(
      'one saga commits and another aborts',
      (view) =>
        view.all('saga').some((saga) => saga.matches('committed')) &&
        view.all('saga').some((saga) => saga.matches('aborted')),
    ),
  }),
});

function isDone(step: StepState): boolean {
  return step === 'done';
}
