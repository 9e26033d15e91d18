import { describe, expect, it } from 'vitest';
import { createMachine, raise, type AnyStateMachine } from 'xstate';
import { defineProtocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import { labelOf } from '../system/action.ts';
import { checkSync } from '../trace/check.ts';
import { stepperOf } from './local-step.ts';
import { vocabularyOf } from './outline.ts';

const doors = createMachine({
  id: 'doors',
  initial: 'open',
  states: {
    open: {
      tags: ['safe', 'bright'],
      initial: 'idle',
      states: { idle: {}, busy: { tags: 'bright' }, last: { type: 'history' } },
    },
    closed: {
      type: 'parallel',
      states: { left: {}, right: { initial: 'on', states: { on: {} } } },
    },
  },
});

describe('the words of a chart', () => {
  it('include its tags', () => {
    expect([...vocabularyOf(doors).tags].sort()).toEqual(['bright', 'safe']);
  });

  it.each([
    'open',
    'open.busy',
    { open: 'idle' },
    { open: {} },
    { closed: { left: {}, right: 'on' } },
    'closed.right.on',
    {},
  ])('include the state %j', (value) => {
    expect(() => {
      vocabularyOf(doors).requireState(value);
    }).not.toThrow();
  });

  it.each([
    ['opne', 'opne', 'use open, closed.'],
    ['open.shut', 'open.shut', 'use idle, busy.'],
    [{ open: 'shut' }, 'open.shut', 'use idle, busy.'],
    [{ closed: { left: {}, middle: {} } }, 'closed.middle', 'use left, right.'],
    ['open.idle.x', 'open.idle.x', 'use "idle", which has no states inside.'],
    // A chart is never in a history state, only where that leads.
    ['open.last', 'open.last', 'use idle, busy.'],
    ['toString', 'toString', 'use open, closed.'],
    [7, '7', 'use open, closed.'],
  ])('do not include the state %j', (value, shown, fix) => {
    expect(() => {
      vocabularyOf(doors).requireState(value);
    }).toThrow(
      `[FL301] A property asks whether chart "doors" is in state "${shown}", which it does not have.\n  Fix: ${fix}`,
    );
  });
});

describe('the name of a timer', () => {
  it('is what the author wrote', () => {
    const chart = createMachine(
      {
        id: 'c',
        after: { voteTimeout: {}, 1000: {} },
        entry: raise({ type: 'x' }, { delay: 3, id: 'poll' }),
      },
      { delays: { voteTimeout: 5 } },
    );
    expect(namesIn(chart)).toEqual(['poll', '1000', 'voteTimeout']);
  });

  it('is the same in two states that are never active together', () => {
    const chart = createMachine({
      id: 'c',
      initial: 'a',
      states: { a: { after: { 5: {} }, on: { go: 'b' } }, b: { after: { 5: {} } } },
    });
    expect(namesIn(chart)).toEqual(['5']);
    expect(namesIn(chart, 'go')).toEqual(['5']);
  });

  it('says in which state, where two may run at the same time', () => {
    const chart = createMachine({
      id: 'c',
      type: 'parallel',
      states: {
        left: { initial: 'on', states: { on: { after: { 5: {}, 6: {} } } } },
        right: { initial: 'on', states: { on: { after: { 5: {} } } } },
      },
    });
    expect(namesIn(chart)).toEqual(['5 in left.on', '5 in right.on', '6']);
  });

  it('says in which state, where one is inside the other', () => {
    const chart = createMachine({
      id: 'c',
      after: { 5: {} },
      initial: 'a',
      states: { a: { after: { 5: {} } } },
    });
    expect(namesIn(chart)).toEqual(['5 in c', '5 in a']);
  });

  it('is never that of another timer', () => {
    const chart = createMachine(
      { id: 'c', after: { poll: {} }, entry: raise({ type: 'x' }, { delay: 3, id: 'poll' }) },
      { delays: { poll: 1 } },
    );
    expect(namesIn(chart)).toEqual(['raise poll', 'poll']);
  });
});

describe('a trace', () => {
  it('says which of two timers fired', () => {
    const chart = createMachine({
      id: 'lights',
      type: 'parallel',
      states: {
        left: { initial: 'on', states: { on: { after: { 5: 'off' } }, off: {} } },
        right: { initial: 'on', states: { on: { after: { 5: 'off' } }, off: {} } },
      },
    });
    const lights = defineProtocol({
      id: 'lights',
      title: 'Lights',
      roles: () => ({ lights: role(chart as AnyStateMachine) }),
      properties: ({ invariant }) => ({
        right: invariant('the right light is on', (view) =>
          view.process('lights').matches({ right: 'on' }),
        ),
      }),
    });
    const [property] = checkSync(lights).properties;
    expect(property?.trace?.steps.map(({ action }) => labelOf(action))).toEqual([
      'timeout 5 in right.on at lights',
    ]);
  });
});

/** The names of the timers that run after these events. */
function namesIn(chart: typeof doors | ReturnType<typeof createMachine>, ...events: string[]) {
  const stepper = stepperOf(chart as never);
  const { timerName } = vocabularyOf(chart as never);
  let state = stepper.start(undefined).next;
  for (const type of events) state = stepper.step(state, { type }).next;
  return state.timers.map(timerName);
}
