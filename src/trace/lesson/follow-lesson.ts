import { FaultlineError } from '../../errors.ts';
import { modelOf } from '../../protocol/model.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { sameSlots } from '../trace.ts';
import { Stepper } from '../simulation/stepper.ts';
import type { DoStage, Lesson, Moment, Stage } from './lesson.ts';

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
  // What a model has been seen to do need not be worked out again for another stage.
  const steppers = new Map<string, Stepper>();
  return lesson.stages.flatMap((stage, index) => {
    const { size, mutation, labels } = stageStart(lesson, index);
    const key = `${size} ${mutation}`;
    const stepper = steppers.get(key) ?? new Stepper(modelOf(protocol, { size, mutation }));
    steppers.set(key, stepper);
    const way = walk(new Way(stepper), labels);
    if (stage.kind === 'ask') return [];
    const isReachedAtOnce = isGoalReached(stage, way.moment());
    walk(way, stage.solution);
    const isReached = isGoalReached(stage, way.moment());
    return [{ isReachedAtOnce, isReached, length: way.steps.length }];
  });
}

/** Where a stage begins. */
export interface StageStart {
  readonly size: string;
  readonly mutation: string | undefined;
  /** The labels of the steps that lead there from the initial state. */
  readonly labels: readonly string[];
  /** How many of these steps come before those that are repeated for ever; undefined when nothing is. */
  readonly cycleStart: number | undefined;
}

/**
 * Where a stage begins when those before it were taken as their solutions say.
 *
 * @param stage - Counted from 0; as many as there are stages for the end of the lesson.
 */
export function stageStart(lesson: Lesson, stage: number): StageStart {
  const start = lesson.start ?? [];
  let { size } = lesson;
  let mutation: string | undefined;
  let labels = start;
  let cycleStart: number | undefined;
  for (const [index, one] of lesson.stages.slice(0, stage + 1).entries()) {
    size = one.size ?? size;
    if (one.mutate !== undefined) mutation = one.mutate ?? undefined;
    if (startsAgain(one)) labels = one.start ?? start;
    cycleStart = one.kind === 'ask' ? one.cycleStart : undefined;
    if (index < stage && one.kind === 'do') labels = [...labels, ...one.solution];
  }
  return { size, mutation, labels, cycleStart };
}

/** Whether a stage is taken from the beginning, and not from where the stage before it ended. */
export function startsAgain(stage: Stage): boolean {
  const { size, mutate, afresh = false, start } = stage;
  return afresh || [size, mutate, start].some((given) => given !== undefined);
}

/** Whether a stage is done. */
export function isGoalReached({ goal, stepsMax = Infinity }: DoStage, moment: Moment): boolean {
  return moment.steps.length <= stepsMax && goal(moment);
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
  const here = path.at(-1) as Int32Array;
  return {
    view: stepper.view(here),
    steps,
    violated: violatedAfter(stepper, path),
    // Most goals do not ask.
    get wereViolated() {
      const found = path.flatMap((_, index) => violatedAfter(stepper, path.slice(0, index + 1)));
      return [...new Set(found)];
    },
    isAgain: path.slice(0, -1).some((slots) => sameSlots(slots, here)),
  };
}

function violatedAfter(stepper: Stepper, path: readonly Int32Array[]): readonly string[] {
  return stepper
    .judge(path)
    .filter(({ property, is }) => is === false && property.kind !== 'reachable')
    .map(({ name }) => name);
}

class Way {
  readonly stepper: Stepper;
  path: readonly Int32Array[];
  steps: readonly string[] = [];

  constructor(stepper: Stepper) {
    this.stepper = stepper;
    this.path = stepper.starts.slice(0, 1);
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
