import type { ProcessId } from '../../protocol/messages.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { coverSteps } from './cover-steps.ts';
import { happenTo, liveActor, type Implementation } from './implementation.ts';
import { localSteps, type Chart, type ProcessSteps, type StepsOptions } from './local-steps.ts';
import { pathTests, type PathTest, type TestModelClass } from './test-model.ts';

/** A process whose implementation is tested. */
export interface TestedProcess {
  readonly id: ProcessId;
  readonly role: string;
  /** The chart that was explored. */
  readonly chart: Chart;
}

/** The paths on which a process is tested. */
export interface ProcessPaths extends TestedProcess {
  /** Different steps of the process in all reachable states; the paths take each of them. */
  readonly steps: number;
  readonly paths: readonly PathTest[];
}

/** What is tested, and on which steps. */
export interface ConformanceOptions extends StepsOptions {
  /** The role that is implemented; all of them by default. */
  readonly role?: string | undefined;
  /** Makes what is tested; by default the chart itself as a live actor. */
  readonly implementation?: ((process: TestedProcess) => Implementation) | undefined;
  /** About how many steps a path has at most; 50 by default. */
  readonly stepsMax?: number | undefined;
  /** Runs the paths: `TestModel` of `@xstate/test` by default; that of `xstate/graph` does the same. */
  readonly TestModel?: TestModelClass | undefined;
}

/** What was tested of a process. */
export interface Conformance {
  readonly process: ProcessId;
  readonly role: string;
  /** Different steps: each was taken on one of the paths at least. */
  readonly steps: number;
  readonly paths: number;
}

/**
 * Tests implementations against the charts of a protocol: every step that a process takes in any reachable
 * state is taken in the implementation too, on few paths, and what it does is compared.
 *
 * The paths are run by `TestModel` of `@xstate/test`, which has to be installed.
 *
 * @param protocol - Made by `defineProtocol`.
 * @param options - What is tested; size, parameters, faults. A tiny size has most steps of a chart.
 * @returns What was tested, by process.
 * @throws The error of the step at which an implementation differs, with the path that leads to it;
 * FaultlineError and SpecError as `checkSync` does.
 *
 * @example
 * it('runs as it was explored', async () => {
 *   await expectConforms(twoPhaseCommit, { size: 'tiny' });
 * });
 */
export async function expectConforms(
  protocol: Protocol,
  { implementation = ({ chart }) => liveActor(chart), ...options }: ConformanceOptions = {},
): Promise<readonly Conformance[]> {
  const tested: Conformance[] = [];
  for (const { paths, ...process } of await processPaths(protocol, options)) {
    const subject = implementation(process);
    for (const path of paths) {
      await path.test({
        happen: (step) => happenTo(subject, step),
        look: (step) => subject.look(step),
      });
    }
    await subject.crash();
    const { id, role, steps } = process;
    tested.push({ process: id, role, steps, paths: paths.length });
  }
  return tested;
}

/**
 * Finds few paths on which every process takes each of its steps, for tests that run them in their own way.
 *
 * @returns By process, in the order of the protocol.
 * @throws FaultlineError and SpecError as `checkSync` does.
 *
 * Cost: the search, each of its states expanded once more, and what `coverSteps` takes.
 */
export async function processPaths(
  protocol: Protocol,
  options: Omit<ConformanceOptions, 'implementation'> = {},
): Promise<readonly ProcessPaths[]> {
  const { role, stepsMax = 50, TestModel = await installedTestModel(), ...choices } = options;
  return localSteps(protocol, choices)
    .filter((process) => role === undefined || process.role === role)
    .map((process) => pathsOf(process, stepsMax, TestModel));
}

function pathsOf(
  { process: id, role, chart, arrows }: ProcessSteps,
  stepsMax: number,
  TestModel: TestModelClass,
): ProcessPaths {
  const paths = coverSteps(arrows, 0, stepsMax).map((path) =>
    path.map((index) => arrows[index]!.step),
  );
  return { id, role, chart, steps: arrows.length, paths: pathTests(paths, TestModel) };
}

/** Optional for users: it is loaded when it is needed. */
async function installedTestModel(): Promise<TestModelClass> {
  return (await import('@xstate/test')).TestModel;
}
