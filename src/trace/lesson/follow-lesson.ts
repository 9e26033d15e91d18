import { FaultlineError } from '../../errors.ts';
import { modelOf } from '../../protocol/model.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { Stepper } from '../simulation/stepper.ts';
import type { DoStage, Lesson, Moment } from './lesson.ts';

/** What became of a stage when its solution was taken. */
export interface FollowedStage {
  /** Whether the goal was reached before anything was done. */
  readonly isReachedAtOnce: boolean;
  /** Whether the solution reaches the goal. */
  readonly isReached: boolean;
  /** How many steps lead to its end from the initial state. */
  readonly length: number;
}

/**
 * Takes a lesson as its stored solutions say, for tests.
 *
 * @returns One entry for each stage in which something is done.
 * @throws FaultlineError `FL505` when a step of the lesson is not enabled.
 */
export function followLesson(protocol: Protocol, lesson: Lesson): readonly FollowedStage[] {
  const { size, start = [], stages } = lesson;
  let way = walk(new Way(protocol, size, undefined), start);
  return stages.flatMap((stage) => {
    if (stage.kind === 'ask') return [];
    if (startsAgain(stage))
      way = walk(new Way(protocol, size, stage.mutate ?? way.mutation), start);
    const isReachedAtOnce = stage.goal(way.moment());
    walk(way, stage.solution);
    return [{ isReachedAtOnce, isReached: stage.goal(way.moment()), length: way.steps.length }];
  });
}

/** Whether a stage is taken from the beginning, and not from where the stage before it ended. */
export function startsAgain({ mutate, afresh }: DoStage): boolean {
  return mutate !== undefined || afresh === true;
}

/**
 * What has been done, for the goals of lessons.
 *
 * @param path - The slots of the states, from an initial one on.
 * @param steps - The labels of the steps between them.
 */
export function momentOf(
  stepper: Stepper,
  path: readonly Int32Array[],
  steps: readonly string[],
): Moment {
  const violated = stepper
    .judge(path)
    .filter(({ property, is }) => is === false && property.kind !== 'reachable')
    .map(({ name }) => name);
  return { view: stepper.view(path.at(-1) as Int32Array), steps, violated };
}

class Way {
  readonly mutation: string | undefined;
  readonly stepper: Stepper;
  path: readonly Int32Array[];
  steps: readonly string[] = [];

  constructor(protocol: Protocol, size: string, mutation: string | undefined) {
    this.mutation = mutation;
    this.stepper = new Stepper(modelOf(protocol, { size, mutation }));
    this.path = this.stepper.starts.slice(0, 1);
  }

  moment(): Moment {
    return momentOf(this.stepper, this.path, this.steps);
  }
}

function walk(way: Way, labels: readonly string[]): Way {
  for (const label of labels) {
    const enabled = way.stepper.enabled(way.path.at(-1) as Int32Array);
    const taken = enabled.find((one) => one.label === label);
    if (taken === undefined) {
      throw new FaultlineError(
        'FL505',
        `The lesson cannot go on with "${label}".`,
        `enabled there is: ${enabled.map((one) => one.label).join(', ')}.`,
      );
    }
    way.path = [...way.path, taken.slots];
    way.steps = [...way.steps, label];
  }
  return way;
}
