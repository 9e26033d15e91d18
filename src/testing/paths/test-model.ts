import type { ProcessStep } from './local-steps.ts';

/** Tests one step: makes it happen in what is tested, and looks at what comes of it. */
export interface StepTests {
  readonly happen: (step: ProcessStep) => void | Promise<void>;
  readonly look: (step: ProcessStep) => void | Promise<void>;
}

/** A path that can be tested. */
export interface PathTest {
  /** The steps, in the order in which they are taken. */
  readonly steps: readonly ProcessStep[];
  /**
   * Takes the steps, and looks at the state after each.
   *
   * @throws The error of the step that fails; its message has the whole path, as `@xstate/test` shows it.
   */
  test(tests: StepTests): Promise<void>;
}

/** `TestModel` of `@xstate/test`, or of `xstate/graph`, whose types are not those of each other. */
export type TestModelClass = new (
  logic: never,
  options: never,
) => {
  getPaths(generate: never): readonly object[];
};

/** As much of it as is used. */
type UsedTestModel = new (
  logic: object,
  options: object,
) => {
  getPaths(generate: () => readonly StatePath[]): readonly GivenTestPath[];
};

/** A path as XState's tools have it: each step is an event, and the state after it. */
interface StatePath {
  readonly state: ProcessStep;
  readonly steps: readonly PathStep[];
  readonly weight: number;
}

interface PathStep {
  readonly event: { readonly type: string };
  readonly state: ProcessStep;
}

interface GivenTestPath {
  readonly steps: readonly PathStep[];
  test(tests: {
    readonly states: Readonly<Record<string, (state: ProcessStep) => void | Promise<void>>>;
    readonly events: Readonly<Record<string, (step: PathStep) => void | Promise<void>>>;
  }): Promise<unknown>;
}

/**
 * Lets `TestModel` of `@xstate/test` run paths that Faultline has found. Nothing of what it would find by
 * itself is used: its own paths know of one chart only, and of no timers.
 *
 * @param paths - Each a list of steps from the beginning of a process on.
 * @returns One test for each path, but for those with which another one begins.
 */
export function pathTests(
  paths: readonly (readonly ProcessStep[])[],
  TestModel: TestModelClass,
): readonly PathTest[] {
  const statePaths = paths.map((steps): StatePath => ({
    state: steps.at(-1)!,
    steps: steps.map((step) => ({ event: { type: step.label }, state: step })),
    weight: steps.length,
  }));
  const types = new Set(paths.flat().map(({ label }) => label));
  const model = new (TestModel as unknown as UsedTestModel)(logic, {
    events: [],
    stateMatcher: (_: ProcessStep, key: string) => key === '*',
    serializeState: ({ state }: ProcessStep) => stateText(state),
    serializeEvent: ({ type }: { readonly type: string }) => type,
  });
  return model
    .getPaths(() => statePaths)
    .map((path) => ({
      steps: path.steps.map(({ state }) => state),
      test: async ({ happen, look }) => {
        const events = [...types].map((type) => [type, ({ state }: PathStep) => happen(state)]);
        await path.test({
          states: { '*': look },
          events: Object.fromEntries(events) as Record<string, (step: PathStep) => void>,
        });
      },
    }));
}

/** `TestModel` asks its logic for nothing when the paths are given. */
const logic = {};

function stateText(state: ProcessStep['state']): string {
  return state === undefined ? 'down' : JSON.stringify(state);
}
