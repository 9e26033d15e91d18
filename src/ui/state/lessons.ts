import { computed } from '@preact/signals';
import { isGoalReached, momentOf, startsAgain } from '../../trace/lesson/follow-lesson.ts';
import type { Lesson } from '../../trace/lesson/lesson.ts';
import { followLabels } from '../session/follow.ts';
import { wayTo } from '../session/session.ts';
import { playOfStage } from '../session/stage.ts';
import { lessonPlace, open, showPlay, writeAddress, type LessonPlace } from './lab.ts';
import { notices } from './page.ts';
import { rememberLesson } from './storage.ts';

/** Whether the goal of the stage is reached in the selected state. */
export const isReached = computed(() => {
  const shown = open.value;
  const place = lessonPlace.value;
  const stage = place?.lesson.stages[place.stage];
  if (shown === undefined || stage?.kind !== 'do') return false;
  const way = wayTo(shown.session, shown.session.selected);
  const path = way.map(({ slots }) => slots);
  const labels = way.flatMap(({ taken }) => taken?.label ?? []);
  try {
    return isGoalReached(stage, momentOf(shown.stepper, path, labels));
  } catch {
    return false;
  }
});

/** Begins a lesson, or one of its stages as its stored solution leaves those before it. */
export function beginStage(lesson: Lesson, stage: number): void {
  const shown = open.value;
  if (shown === undefined) return;
  const { protocol } = shown.loaded;
  lessonPlace.value = { lesson, stage };
  showPlay(playOfStage({ protocol, spec: shown.entry.name, lesson, stage }));
}

/** Goes on to the next stage: from where the learner is, unless it has to begin elsewhere. */
export function nextStage({ lesson, stage }: LessonPlace): void {
  const next = lesson.stages[stage + 1];
  if (next === undefined) rememberLesson(lesson.id);
  if (next !== undefined && startsAgain(next)) {
    beginStage(lesson, stage + 1);
    return;
  }
  lessonPlace.value = { lesson, stage: stage + 1 };
  notices.value = [];
  writeAddress('place');
}

/** Takes the steps of the stored solution of the stage. */
export function showSolution({ lesson, stage }: LessonPlace): void {
  const own = lesson.stages[stage];
  if (own?.kind !== 'do') return;
  beginStage(lesson, stage);
  const shown = open.value;
  if (shown === undefined) return;
  const { session } = followLabels(shown.stepper, shown.session, own.solution);
  showPlay({ ...shown, session });
}

/** Leaves the lesson; what was done stays. */
export function leaveLesson(): void {
  lessonPlace.value = undefined;
  writeAddress('place');
}
