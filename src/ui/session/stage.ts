import type { Protocol } from '../../protocol/protocol.ts';
import { stageStart } from '../../trace/lesson/follow-lesson.ts';
import type { Lesson } from '../../trace/lesson/lesson.ts';
import { Stepper } from '../../trace/simulation/stepper.ts';
import { begin, followLabels } from './follow.ts';
import type { Play } from './open-link.ts';
import { withCycle } from './session.ts';
import { modelFor, settingsFor } from '../../trace/link/settings.ts';

/** What a learner has before him when a stage begins. */
export interface StagePlace {
  readonly protocol: Protocol;
  /** The name of the spec. */
  readonly spec: string;
  readonly lesson: Lesson;
  /** Counted from 0. */
  readonly stage: number;
}

/** Begins a stage as the stored solutions leave those before it. */
export function playOfStage({ protocol, spec, lesson, stage }: StagePlace): Play {
  const { size, mutation, labels, cycleStart } = stageStart(lesson, stage);
  const settings = { ...settingsFor(spec, size), mutation };
  const stepper = new Stepper(modelFor(protocol, settings));
  const { session } = followLabels(stepper, begin(stepper), labels);
  if (cycleStart === undefined) return { settings, stepper, session };
  return {
    ...{ settings, stepper },
    session: withCycle(session, { start: cycleStart, fairBecause: [] }),
  };
}
