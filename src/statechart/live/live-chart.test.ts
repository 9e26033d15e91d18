import { describe, expect, it } from 'vitest';
import { emit, raise, setup } from 'xstate';
import { LiveChart } from './live-chart.ts';

/** A light that goes out by itself, rings when it is lit, and burns through at the third push. */
const light = setup({
  types: {
    input: {} as { pushes: number },
    context: {} as { pushes: number },
    events: {} as { type: 'push' } | { type: 'faint' } | { type: 'shake' },
    emitted: {} as { type: 'ring'; pushes: number },
  },
  actions: {
    ring: emit(({ context }) => ({ type: 'ring', pushes: context.pushes })),
    fail: () => {
      throw new Error('It falls.');
    },
  },
  delays: { hour: 60, day: 1440 },
}).createMachine({
  id: 'light',
  context: ({ input }) => ({ pushes: input.pushes }),
  initial: 'off',
  on: { shake: { actions: 'fail' } },
  states: {
    off: { on: { push: [{ guard: ({ context }) => context.pushes > 2, target: 'burnt' }, 'on'] } },
    on: {
      entry: ['ring', raise({ type: 'faint' }, { delay: 5 })],
      on: { push: 'off' },
      after: { day: 'off', hour: 'on' },
    },
    burnt: { type: 'final' },
  },
});

function started(pushes = 0): LiveChart {
  const live = new LiveChart(light);
  live.start({ pushes });
  return live;
}

describe('LiveChart', () => {
  it('shows its state, and what it emits, once', () => {
    const live = started(1);
    const { value, context, status } = live.state;
    expect([value, context, status]).toEqual(['off', { pushes: 1 }, 'active']);
    live.receive({ type: 'push' });
    expect(live.takeEmitted()).toEqual([{ type: 'ring', pushes: 1 }]);
    expect(live.takeEmitted()).toEqual([]);
  });

  it('lets the timer go off that is named, whichever would be first', () => {
    const live = started();
    live.receive({ type: 'push' });
    expect(Object.keys(live.state.timers).length).toBe(3);
    expect(live.state.timers).toMatchObject({ hour: 60, day: 1440 });
    live.fire('day');
    expect(live.state.value).toBe('off');
    expect(() => live.fire('hour')).toThrow('The timer "hour" does not run.');
  });

  it('tells which timers were started since it was asked', () => {
    const live = started();
    live.receive({ type: 'push' });
    expect(live.takeStarted()).toHaveLength(3);
    expect(live.takeStarted()).toEqual([]);
    live.fire('hour');
    expect(live.takeStarted()).toEqual([]);
  });

  it('receives nothing when it has come to its end', () => {
    const live = started(3);
    live.receive({ type: 'push' });
    live.receive({ type: 'push' });
    expect(live.state).toMatchObject({ value: 'burnt', status: 'done', timers: {} });
  });

  it('throws the errors of the chart', () => {
    expect(() => started().receive({ type: 'shake' })).toThrow('It falls.');
  });

  it('does not run before it is started, and after a crash', () => {
    const live = new LiveChart(light);
    expect(() => live.state).toThrow('The chart "light" does not run.');
    live.start({ pushes: 0 });
    live.crash();
    expect(() => live.state).toThrow('The chart "light" does not run.');
  });
});
