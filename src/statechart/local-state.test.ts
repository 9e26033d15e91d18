import { describe, expect, it } from 'vitest';
import { assign, createMachine, type AnyStateMachine, type EventObject } from 'xstate';
import type { LocalState } from './local-state.ts';
import { stepperOf, type LocalStep } from './local-step.ts';

describe('a local state', () => {
  it('does not depend on the order in which parallel states were entered', () => {
    const chart = createMachine({
      id: 'lights',
      type: 'parallel',
      states: { left: onAndOff('left'), middle: { states: {} }, right: onAndOff('right') },
    });
    const leftFirst = after(chart, 'left', 'right');
    const rightFirst = after(chart, 'right', 'left');
    expect(leftFirst.key).toBe(rightFirst.key);
    expect(leftFirst.snapshot.value).toEqual({ left: 'on', middle: {}, right: 'on' });
    expect(after(chart, 'left').key).not.toBe(after(chart, 'right').key);
  });

  it('behaves in one way, however its parallel states were entered', () => {
    // Both regions leave `on` by themselves: who is first decides what the list says.
    const chart = createMachine({
      id: 'race',
      context: { order: [] as string[] },
      type: 'parallel',
      states: { left: racer('left'), right: racer('right') },
    });
    const leftFirst = after(chart, 'left', 'right', 'go');
    const rightFirst = after(chart, 'right', 'left', 'go');
    expect(leftFirst.snapshot.context).toEqual({ order: ['left', 'right'] });
    expect(rightFirst.key).toBe(leftFirst.key);
  });

  it('has its active states in document order when regions are nested unevenly', () => {
    const chart = createMachine({
      id: 'tree',
      type: 'parallel',
      states: {
        deep: {
          initial: 'one',
          states: {
            one: { on: { deep: 'two' } },
            two: { initial: 'inner', states: { inner: {} } },
          },
        },
        flat: { initial: 'one', states: { one: { on: { flat: 'two' } }, two: {} } },
      },
    });
    const { snapshot, key } = after(chart, 'flat', 'deep');
    const nodes = (snapshot as unknown as { _nodes: readonly { id: string }[] })._nodes;
    expect(nodes.map(({ id }) => id)).toEqual([
      'tree',
      'tree.deep',
      'tree.deep.two',
      'tree.deep.two.inner',
      'tree.flat',
      'tree.flat.two',
    ]);
    expect(key).toBe(after(chart, 'deep', 'flat').key);
  });

  it('remembers what history states remember', () => {
    const chart = createMachine({
      id: 'player',
      initial: 'on',
      states: {
        on: {
          initial: 'slow',
          states: { slow: { on: { change: 'fast' } }, fast: {}, last: { type: 'history' } },
          on: { power: 'off' },
        },
        off: { on: { power: 'on.last' } },
      },
    });
    const slow = after(chart, 'power');
    const fast = after(chart, 'change', 'power');
    expect([slow.snapshot.value, fast.snapshot.value]).toEqual(['off', 'off']);
    expect(slow.key).not.toBe(fast.key);
    expect(after(chart, 'change', 'power', 'power').snapshot.value).toEqual({ on: 'fast' });
    // Once it has been left, it is not the state it was when it had never been left.
    expect(after(chart, 'power', 'power').key).not.toBe(after(chart).key);
  });

  it('remembers deep history in document order', () => {
    const chart = createMachine({
      id: 'deep',
      initial: 'open',
      states: {
        open: {
          type: 'parallel',
          states: {
            left: onAndOff('left'),
            right: onAndOff('right'),
            all: { type: 'history', history: 'deep' },
          },
          on: { close: 'closed' },
        },
        closed: { on: { open: 'open.all' } },
      },
    });
    const closed = after(chart, 'left', 'right', 'close');
    expect(closed.key).toBe(after(chart, 'right', 'left', 'close').key);
    expect(closed.key).not.toBe(after(chart, 'left', 'close').key);
    const open = after(chart, 'left', 'right', 'close', 'open');
    expect(open.snapshot.value).toEqual({ open: { left: 'on', right: 'on' } });
  });

  it('has the timers that run', () => {
    const chart = createMachine(
      {
        id: 'clock',
        context: { wait: 5 },
        initial: 'idle',
        states: {
          idle: {
            on: {
              arm: 'armed',
              longer: { actions: assign({ wait: 9 }) },
              shorter: { actions: assign({ wait: 5 }) },
            },
          },
          armed: { after: { pause: 'idle' }, on: { shorter: { actions: assign({ wait: 5 }) } } },
        },
      },
      { delays: { pause: ({ context }) => context.wait } },
    );
    const short = after(chart, 'arm');
    expect(short.timers).toEqual([
      {
        id: 'xstate.after.pause.clock.armed',
        event: { type: 'xstate.after.pause.clock.armed' },
        delay: 5,
      },
    ]);
    // State and context are the same now, but a timer of 9 is running and not one of 5.
    const long = after(chart, 'longer', 'arm', 'shorter');
    expect(long.snapshot.context).toEqual(short.snapshot.context);
    expect(long.snapshot.value).toEqual(short.snapshot.value);
    expect(long.timers.map(({ delay }) => delay)).toEqual([9]);
    expect(long.key).not.toBe(short.key);
  });

  it('does not depend on the order in which timers were started', () => {
    const chart = createMachine({
      id: 'two',
      type: 'parallel',
      states: { left: armed('left'), right: armed('right') },
    });
    const leftFirst = after(chart, 'left', 'right');
    const rightFirst = after(chart, 'right', 'left');
    expect(leftFirst.timers).toHaveLength(2);
    expect(rightFirst.timers).toEqual(leftFirst.timers);
    expect(rightFirst.key).toBe(leftFirst.key);
  });

  it('does not depend on the order of context keys', () => {
    const chart = createMachine({
      id: 'keys',
      context: {},
      on: {
        ab: { actions: assign(() => ({ a: 1, b: { c: 1, d: 2 } })) },
        ba: { actions: assign(() => ({ b: { d: 2, c: 1 }, a: 1 })) },
        other: { actions: assign(() => ({ b: { d: 1, c: 2 }, a: 1 })) },
      },
    });
    expect(after(chart, 'ba').key).toBe(after(chart, 'ab').key);
    expect(after(chart, 'other').key).not.toBe(after(chart, 'ab').key);
  });

  it('tells a final state of the chart from the same states before the end', () => {
    const chart = createMachine({
      id: 'end',
      initial: 'open',
      states: { open: { on: { close: 'closed' } }, closed: { type: 'final' } },
    });
    expect(after(chart, 'close').snapshot.status).toBe('done');
    expect(after(chart, 'close').key).toContain('"done"');
  });

  it('is not confused by commas and new lines in names', () => {
    const chart = createMachine({
      id: 'odd',
      initial: 'start',
      states: {
        start: { on: { one: 'single', two: 'double' } },
        single: { type: 'parallel', states: { only: { id: 'a,b' } } },
        double: { type: 'parallel', states: { first: { id: 'a' }, second: { id: 'b' } } },
      },
    });
    expect(after(chart, 'one').key).not.toBe(after(chart, 'two').key);
  });

  it('has a context that is frozen, all the way down', () => {
    const chart = createMachine({ id: 'frozen', context: () => ({ list: [{ deep: 1 }] }) });
    const { context } = after(chart).snapshot as unknown as { context: { list: object[] } };
    expect([context, context.list, context.list[0]].every(Object.isFrozen)).toBe(true);
  });
});

function onAndOff(event: string) {
  return { initial: 'off', states: { off: { on: { [event]: 'on' } }, on: {} } };
}

function armed(event: string) {
  return {
    initial: 'idle',
    states: { idle: { on: { [event]: 'armed' } }, armed: { after: { 10: 'idle' } } },
  };
}

/** A region that notes its name in the context when both are on and somebody says go. */
function racer(name: string) {
  const note = assign<{ order: string[] }, EventObject, undefined, EventObject, never>({
    order: ({ context }) => [...context.order, name],
  });
  return {
    initial: 'off',
    states: {
      off: { on: { [name]: 'on' } },
      on: {
        always: {
          guard: ({ event }: { event: EventObject }) => event.type === 'go',
          target: 'gone',
          actions: note,
        },
      },
      gone: {},
    },
  };
}

/** The local state after these events. */
function after(chart: AnyStateMachine, ...events: readonly string[]): LocalState {
  const stepper = stepperOf(chart);
  return events.reduce<LocalStep>(
    ({ next }, type) => stepper.step(next, { type }),
    stepper.start(undefined),
  ).next;
}
