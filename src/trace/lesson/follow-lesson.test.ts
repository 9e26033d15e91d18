import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { followLesson, stageStart } from './follow-lesson.ts';
import { violates, type DoStage, type Lesson, type Moment, type Stage } from './lesson.ts';

/** A lamp that is switched on and off, and may break; with a mutation it never does. */
const lamp = defineProtocol({
  id: 'lamp',
  title: 'A lamp',
  sizes: { tiny: {}, other: {} },
  roles: () => ({
    lamp: role(
      createMachine({
        initial: 'off',
        states: {
          off: { on: { press: 'on', hit: 'broken' } },
          on: { on: { press: 'off' } },
          broken: { on: { mend: 'off' } },
        },
      }),
      { stimuli: [{ type: 'press' }, { type: 'hit' }, { type: 'mend' }] },
    ),
  }),
  properties: ({ invariant }) => ({
    whole: invariant('it is whole', (view) => !view.process('lamp').matches('broken')),
  }),
  mutations: {
    dull: { says: 'nothing is broken here', violates: 'whole' },
  },
});

const press = 'stimulus press at lamp';
const hit = 'stimulus hit at lamp';
const mend = 'stimulus mend at lamp';

const rest = { kind: 'do', say: '', hints: [''], because: '' } as const;
const question: Stage = { kind: 'ask', say: '', choices: [''], answer: 0, because: '' };

function lessonOf(...stages: readonly Stage[]): Lesson {
  const texts = { id: 'lamp', title: 'Lamp', about: '' };
  return { kind: 'lesson', ...texts, number: 0, size: 'tiny', start: [press], stages };
}

function stage(goal: (moment: Moment) => boolean, solution: readonly string[]): DoStage {
  return { ...rest, goal, solution };
}

const never = stage(() => false, [press]);

describe('the beginning of a stage', () => {
  it('is where the stage before it ends, also over a question', () => {
    const lesson = lessonOf(never, question, never);
    expect(stageStart(lesson, 0).labels).toEqual([press]);
    expect(stageStart(lesson, 2).labels).toEqual([press, press]);
    expect(stageStart(lesson, 3).labels).toEqual([press, press, press]);
  });

  it('is where the lesson begins when it is afresh, or in another model', () => {
    for (const again of [{ afresh: true }, { mutate: 'dull' }, { size: 'other' }]) {
      expect(stageStart(lessonOf(never, { ...never, ...again }), 1).labels).toEqual([press]);
    }
  });

  it('keeps the mutation until there is none any more, and the size', () => {
    const lesson = lessonOf(
      { ...never, mutate: 'dull' },
      { ...never, size: 'other' },
      { ...never, mutate: null },
    );
    const models = [0, 1, 2].map((index) => stageStart(lesson, index));
    expect(models.map(({ mutation, size }) => [mutation, size])).toEqual([
      ['dull', 'tiny'],
      ['dull', 'other'],
      [undefined, 'other'],
    ]);
  });

  it('may have a way of its own, which can go on for ever', () => {
    const lesson = lessonOf({ ...question, start: [press, press], cycleStart: 0 }, never);
    expect(stageStart(lesson, 0)).toMatchObject({ labels: [press, press], cycleStart: 0 });
    expect(stageStart(lesson, 1)).toMatchObject({ labels: [press, press], cycleStart: undefined });
  });
});

describe('a lesson that is followed', () => {
  it('tells of each goal whether it is reached, at the beginning and at the end', () => {
    const isOn = ({ view }: Moment) => view.process('lamp').matches('on');
    const stages = followLesson(lamp, lessonOf(stage(isOn, [press]), stage(isOn, [press])));
    expect(stages).toEqual([
      { isReachedAtOnce: true, isReached: false, length: 2 },
      { isReachedAtOnce: false, isReached: true, length: 3 },
    ]);
  });

  it('knows what is violated, what was, and what is again as before', () => {
    const seen: unknown[] = [];
    const look = ({ violated, wereViolated, isAgain }: Moment) => {
      seen.push([violated, wereViolated, isAgain]);
      return true;
    };
    followLesson(lamp, lessonOf(stage(look, [press, hit]), stage(look, [mend])));
    const [, broken, , mended] = seen;
    expect(broken).toEqual([['whole'], ['whole'], false]);
    expect(mended).toEqual([[], ['whole'], true]);
    const [followed] = followLesson(lamp, lessonOf(stage(violates('whole'), [press, hit])));
    expect(followed?.isReached).toBe(true);
  });

  it('does not reach a goal in too many steps', () => {
    const goal = stage(() => true, [press]);
    const reached = [2, 1].map(
      (stepsMax) => followLesson(lamp, lessonOf({ ...goal, stepsMax }))[0]?.isReached,
    );
    expect(reached).toEqual([true, false]);
  });

  it('says with FL505 where it cannot go on', () => {
    expect(() => followLesson(lamp, lessonOf(stage(() => true, [hit])))).toThrow(
      expect.objectContaining({ code: 'FL505' }) as Error,
    );
  });
});
