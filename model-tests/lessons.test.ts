import { followLesson, stateGraph } from '#faultline';
import { describe, expect, it } from 'vitest';
import { pingPong } from '../specs/ping-pong/spec.ts';
import { everyLesson } from './support/every-lesson.ts';

const stepsMax = 25;

it('is a curriculum in which no lesson has the place or the name of another', () => {
  const numbers = everyLesson.map(({ lesson }) => lesson.number);
  expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
  expect(new Set(everyLesson.map(({ lesson }) => lesson.id)).size).toBe(numbers.length);
});

describe.each(everyLesson)('lesson $lesson.number, $lesson.title', ({ protocol, lesson }) => {
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
});

it('says with FL505 where a lesson cannot go on', () => {
  for (const { protocol, lesson } of everyLesson.slice(0, 1)) {
    const wrong = { ...lesson, start: ['fly to the moon'] };
    expect(() => followLesson(protocol, wrong)).toThrow('FL505');
  }
});

// Lesson 2 says 6 orders of three deliveries, and 8 states.
it('counts the orders of three deliveries right', () => {
  const { states, edges } = stateGraph(pingPong, { size: 'together' });
  const begun = edges.find(({ label }) => label === 'stimulus play at pinger')?.to ?? NaN;
  const seen = new Set<number>();
  let orders = 0;
  const visit = (id: number, depth: number) => {
    seen.add(id);
    if (depth === 3) orders += 1;
    const next = edges.filter((edge) => edge.from === id && edge.label.startsWith('deliver ping'));
    for (const { to } of next) visit(to, depth + 1);
  };
  visit(begun, 0);
  expect([orders, seen.size, states.length]).toEqual([6, 8, 91]);
});
