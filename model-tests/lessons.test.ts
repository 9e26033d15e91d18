import { existsSync, readdirSync } from 'node:fs';
import { followLesson, type Lesson } from '#faultline';
import { describe, expect, it } from 'vitest';
import { everySpec } from './support/every-spec.ts';

const folder = new URL('../specs/', import.meta.url);
const stepsMax = 25;

/** Every lesson of every spec, with the protocol that it is about. */
const lessons = (
  await Promise.all(
    everySpec.map(async (protocol) => {
      const own = new URL(`${protocol.id}/lessons/`, folder);
      const files = existsSync(own) ? readdirSync(own).filter((file) => file.endsWith('.ts')) : [];
      const modules = await Promise.all(
        files.map((file): Promise<unknown> => import(new URL(file, own).href)),
      );
      return modules
        .flatMap((exports) => Object.values(exports as Readonly<Record<string, unknown>>))
        .map((value) => {
          return { protocol, lesson: value as Lesson };
        });
    }),
  )
).flat();

it('knows where the lessons are', () => {
  expect(lessons.map(({ lesson }) => lesson.number)).toContain(4);
  expect(new Set(lessons.map(({ lesson }) => lesson.id)).size).toBe(lessons.length);
});

describe.each(lessons)('lesson $lesson.number, $lesson.title', ({ protocol, lesson }) => {
  it('can be taken as its solutions say, and no stage is done before it begins', () => {
    const stages = followLesson(protocol, lesson);
    const doing = lesson.stages.filter(({ kind }) => kind === 'do');
    expect(stages).toHaveLength(doing.length);
    for (const stage of stages) {
      expect(stage).toMatchObject({ isReachedAtOnce: false, isReached: true });
      expect(stage.length).toBeLessThanOrEqual(stepsMax);
    }
  });

  it('asks what can be answered, and has hints', () => {
    for (const stage of lesson.stages) {
      if (stage.kind === 'ask') expect(stage.choices[stage.answer]).toBeDefined();
      else expect(stage.hints.length).toBeGreaterThan(0);
    }
  });

  it('says with FL505 where it cannot go on', () => {
    const wrong = { ...lesson, start: ['fly to the moon'] };
    expect(() => followLesson(protocol, wrong)).toThrow('FL505');
  });
});
