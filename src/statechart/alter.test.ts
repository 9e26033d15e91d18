import { describe, expect, it } from 'vitest';
import { assign, setup, type AnyStateMachine } from 'xstate';
import { alterChart, type ChartPatch } from './alter.ts';
import { stepperOf } from './local-step.ts';

const chart = setup({
  types: {
    context: {} as { readonly count: number },
    events: {} as { type: 'go' | 'back' | 'more' },
    tags: {} as 'end',
  },
  actions: { count: assign({ count: ({ context }) => context.count + 1 }) },
  guards: { isFew: ({ context }) => context.count < 1 },
}).createMachine({
  id: 'chart',
  context: { count: 0 },
  initial: 'start',
  states: {
    start: {
      on: { go: { target: 'end', actions: ['count'], guard: 'isFew' }, more: { actions: 'count' } },
    },
    end: { tags: ['end'], on: { back: 'start' } },
  },
});

describe('alterChart', () => {
  it('gives a copy: the chart itself stays as it is', () => {
    const altered = alterChart(chart, { states: { start: { on: { go: { target: 'start' } } } } });
    expect(after(altered, 'go')).toEqual(['start', 1]);
    expect(after(chart, 'go')).toEqual(['end', 1]);
  });

  const patches: readonly (readonly [
    title: string,
    patch: ChartPatch,
    events: string[],
    end: unknown,
  ])[] = [
    ['nothing', {}, ['go'], ['end', 1]],
    [
      'one key of a transition',
      { states: { start: { on: { go: { actions: [] } } } } },
      ['go'],
      ['end', 0],
    ],
    [
      'a transition by a target',
      { states: { start: { on: { go: 'start' } } } },
      ['go'],
      ['start', 0],
    ],
    [
      'a target by a transition',
      { states: { end: { on: { back: { target: 'start', actions: 'count' } } } } },
      ['go', 'back'],
      ['start', 2],
    ],
    ['the initial state', { initial: 'end' }, [], ['end', 0]],
    ['the context', { context: { count: 5 } }, ['go'], ['start', 5]],
    [
      'a list, as a whole',
      { states: { start: { on: { go: { actions: ['count', 'count'] } } } } },
      ['go'],
      ['end', 2],
    ],
  ];

  it.each(patches)('changes %s', (_title, patch, events, end) => {
    expect(after(alterChart(chart, patch), ...events)).toEqual(end);
  });

  it('removes a key that is undefined', () => {
    const deaf = alterChart(chart, { states: { start: { on: { go: undefined } } } });
    expect(after(deaf, 'go', 'more')).toEqual(['start', 1]);
    const unguarded = alterChart(chart, {
      states: { start: { on: { go: { guard: undefined } } } },
    });
    expect(after(unguarded, 'more', 'go')).toEqual(['end', 2]);
    expect(after(chart, 'more', 'go')).toEqual(['start', 1]);
  });

  it('lets through to the outer state what the inner one no longer takes', () => {
    const outer = alterChart(chart, { on: { go: '.end' } });
    expect(after(outer, 'more', 'go')).toEqual(['end', 1]);
    const removed = alterChart(outer, { states: { start: { on: { go: undefined } } } });
    expect(after(removed, 'go')).toEqual(['end', 0]);
    const forbidden = alterChart(removed, { states: { start: { on: { go: {} } } } });
    expect(after(forbidden, 'go')).toEqual(['start', 0]);
  });

  it('adds states and transitions', () => {
    const longer = alterChart(chart, {
      states: { start: { on: { go: 'middle' } }, middle: { always: 'end', entry: 'count' } },
    });
    expect(after(longer, 'go')).toEqual(['end', 1]);
  });

  it('keeps what effects and guards do, and tags', () => {
    const altered = alterChart(chart, { states: { end: { on: { back: { actions: 'count' } } } } });
    const { next } = stepperOf(altered).step(stepperOf(altered).start(undefined).next, {
      type: 'go',
    });
    expect(next.snapshot.hasTag('end')).toBe(true);
  });

  it('can be combined with provide(), in either order', () => {
    const ten = chart.provide({ actions: { count: assign({ count: 10 }) } });
    const patch = { states: { end: { on: { back: { target: 'start', actions: 'count' } } } } };
    expect(after(alterChart(ten, patch), 'go', 'back')).toEqual(['start', 10]);
    const tenLater = alterChart(chart, patch).provide({
      actions: { count: assign({ count: 10 }) },
    });
    expect(after(tenLater, 'go', 'back')).toEqual(['start', 10]);
  });

  it('refuses what XState refuses', () => {
    expect(() => alterChart(chart, { states: { start: { on: { go: 'nowhere' } } } })).toThrow(
      `[FL211] XState does not accept chart "chart" as altered: Invalid transition definition for state node 'chart.start': Child state 'nowhere' does not exist on 'chart'\n` +
        '  Fix: mend the patch: a target is the name of a sibling state, ".child", or "#id".',
    );
  });
});

describe('provide', () => {
  it('changes what a guard, an effect or a delay does, which is enough for many mutations', () => {
    const lenient = chart.provide({ guards: { isFew: () => true } });
    expect(after(lenient, 'go', 'back', 'go')).toEqual(['end', 2]);
    expect(after(chart, 'go', 'back', 'go')).toEqual(['start', 1]);
  });
});

/** State and count after these events. */
function after(altered: AnyStateMachine, ...events: readonly string[]): unknown {
  const stepper = stepperOf(altered);
  let state = stepper.start(undefined).next;
  for (const type of events) state = stepper.step(state, { type }).next;
  const { value, context } = state.snapshot as unknown as {
    value: string;
    context: { count: number };
  };
  return [value, context.count];
}
