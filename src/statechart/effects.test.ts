import { describe, expect, it } from 'vitest';
import { assign, cancel, createMachine, emit, log, raise, type AnyStateMachine } from 'xstate';
import { stepperOf, type LocalStep } from './local-step.ts';

describe('timers', () => {
  it('run while their state is active', () => {
    const chart = createMachine({
      id: 'wait',
      initial: 'waiting',
      states: { waiting: { after: { 20: 'late' }, on: { done: 'idle' } }, idle: {}, late: {} },
    });
    const [timer] = walk(chart).next.timers;
    expect(timer?.delay).toBe(20);
    expect(walk(chart, 'done').next.timers).toEqual([]);
    expect(fire(chart, walk(chart)).next.snapshot.value).toBe('late');
    expect(fire(chart, walk(chart)).next.timers).toEqual([]);
  });

  it('run on when nobody enters or leaves their state, and after firing for nothing', () => {
    const chart = createMachine({
      id: 'wait',
      initial: 'waiting',
      states: {
        waiting: {
          initial: 'a',
          after: { 20: { guard: () => false, target: 'late' } },
          states: { a: { on: { inner: 'b' } }, b: {} },
        },
        late: {},
      },
    });
    expect(walk(chart, 'inner').next.timers).toHaveLength(1);
    // It has fired: it does not run any more.
    const fired = fire(chart, walk(chart));
    expect(fired.next.timers).toEqual([]);
    expect(fired.next.snapshot.value).toEqual({ waiting: 'a' });
  });

  it('start again when their state is entered again', () => {
    const chart = createMachine(
      {
        id: 'retry',
        context: { wait: 1 },
        initial: 'waiting',
        states: {
          waiting: {
            after: {
              backoff: {
                target: 'waiting',
                reenter: true,
                actions: assign({ wait: ({ context }) => context.wait * 2 }),
              },
            },
            on: { stay: { target: 'waiting', actions: assign({ wait: 100 }) } },
          },
        },
      },
      { delays: { backoff: ({ context }) => context.wait } },
    );
    const first = walk(chart);
    const second = fire(chart, first);
    const third = fire(chart, second);
    expect([first, second, third].map(({ next }) => next.timers[0]?.delay)).toEqual([1, 2, 4]);
    // A transition to the own state without `reenter` does not leave it.
    expect(walk(chart, 'stay').next.timers[0]?.delay).toBe(1);
  });

  it('have names for their delays, or numbers', () => {
    const chart = createMachine(
      {
        id: 'delays',
        context: { n: 7 },
        after: { fixed: {}, dynamic: {}, 3: {} },
      },
      { delays: { fixed: 5, dynamic: ({ context }) => context.n } },
    );
    const delays = walk(chart).next.timers.map(({ id, delay }) => [id, delay]);
    expect(delays).toEqual([
      ['xstate.after.3.delays', 3],
      ['xstate.after.dynamic.delays', 7],
      ['xstate.after.fixed.delays', 5],
    ]);
  });

  it('come from raise() with a delay too, and end with cancel()', () => {
    const poll = { type: 'poll', round: 1 };
    const chart = createMachine({
      id: 'raising',
      initial: 'idle',
      on: { stop: { actions: cancel('poll') } },
      states: {
        idle: {
          on: {
            start: {
              target: 'polling',
              actions: raise(poll, { delay: 30, id: 'poll' }),
            },
          },
        },
        polling: { on: { poll: 'polled', leave: 'idle' } },
        polled: {},
      },
    });
    expect(walk(chart, 'start').next.timers).toEqual([
      { id: 'poll', event: { type: 'poll', round: 1 }, delay: 30 },
    ]);
    expect(fire(chart, walk(chart, 'start')).next.snapshot.value).toBe('polled');
    expect(walk(chart, 'start', 'stop').next.timers).toEqual([]);
    // Unlike an `after`, it runs on when the state is left.
    expect(walk(chart, 'start', 'leave').next.timers).toHaveLength(1);
  });

  it('that have no id cannot be cancelled', () => {
    const chart = createMachine({
      id: 'nameless',
      on: {
        start: { actions: raise({ type: 'poll' }, { delay: 30 }) },
        stop: { actions: cancel('poll') },
      },
    });
    expect(walk(chart, 'start', 'stop').next.timers).toHaveLength(1);
  });

  it.each([['poll'], [undefined]])(
    'do not run twice: XState would let both events come (id %s)',
    (id) => {
      const poll = raise({ type: 'poll' }, { delay: 30, ...(id !== undefined && { id }) });
      const chart = createMachine({ id: 'twice', on: { start: { actions: poll } } });
      expect(() => walk(chart, 'start', 'start')).toThrow(
        '[FL212] Chart "twice", in state "{}" on event "start", raises "poll" after a delay while an earlier one waits, and XState would let both come.\n' +
          `  Fix: give it an id, and cancel it first: [cancel('poll'), raise({ type: 'poll' }, { delay, id: 'poll' })].`,
      );
    },
  );

  it('do not run twice because a state is entered that has not been left', () => {
    // The history of the chart is empty, and leads to `on`, which is where the transition begins.
    const chart = (reenter: boolean) =>
      createMachine({
        id: 'back',
        initial: 'on',
        states: {
          on: { after: { 5: {} }, on: { back: { target: 'past', reenter } } },
          past: { type: 'history' },
        },
      });
    expect(() => walk(chart(false), 'back')).toThrow(
      '[FL212] Chart "back", in state "on" on event "back", starts the timer "xstate.after.5.back.on" again without leaving its state, and XState would let both fire.\n' +
        '  Fix: let the transition leave the state first, with "reenter: true".',
    );
    expect(walk(chart(true), 'back').next.timers).toHaveLength(1);
  });

  it('can be started again once they are cancelled', () => {
    const again = [cancel('poll'), raise({ type: 'poll' }, { delay: 30, id: 'poll' })];
    const chart = createMachine({ id: 'again', on: { start: { actions: again } } });
    expect(walk(chart, 'start', 'start').next.timers).toHaveLength(1);
  });

  it.each([[-1], [NaN], [Infinity], [undefined]])('do not last %s', (delay) => {
    const chart = createMachine(
      { id: 'odd', after: { pause: {} } },
      { delays: { pause: () => delay as number } },
    );
    expect(() => walk(chart)).toThrow(
      `[FL212] Chart "odd", starting, starts a timer with the delay ${String(delay)}.\n` +
        '  Fix: let the delay be a number, 0 or more.',
    );
  });

  it('may last 0, and an event that is raised without delay is none', () => {
    const chart = createMachine({ id: 'now', after: { 0: {} }, entry: raise({ type: 'x' }) });
    expect(walk(chart).next.timers.map(({ delay }) => delay)).toEqual([0]);
  });
});

describe('emitted events', () => {
  it('are messages when they have an address, and observations otherwise', () => {
    const chart = createMachine({
      id: 'emitter',
      entry: [emit({ type: 'a', to: 'p1' }), emit({ type: 'b' }), log('nobody listens')],
    });
    const { sent, observed } = walk(chart);
    expect(sent).toEqual([{ type: 'a', to: 'p1' }]);
    expect(observed).toEqual([{ type: 'b' }]);
  });

  it.each([
    [undefined, 'undefined'],
    [3, '3'],
    [{ id: 'p1' }, '{"id":"p1"}'],
  ])('do not go to %j', (to, shown) => {
    const chart = createMachine({ id: 'lost', entry: emit({ type: 'a', to }) });
    expect(() => walk(chart)).toThrow(
      `[FL201] Chart "lost", starting, sends "a" to ${shown}, which is not a process.\n` +
        '  Fix: give the name of a process, such as "participant1".',
    );
  });

  it('are events', () => {
    const chart = createMachine({ id: 'mute', entry: emit(() => undefined as never) });
    expect(() => walk(chart)).toThrow(
      '[FL202] Chart "mute" emits undefined, which is not an event.\n' +
        '  Fix: give emit() or send() an object with a type: { type: "voteYes" }.',
    );
  });

  it('hold plain data, and are frozen', () => {
    const list = [1];
    const chart = createMachine({ id: 'data', entry: emit({ type: 'a', list }) });
    walk(chart);
    expect(Object.isFrozen(list)).toBe(true);
    const odd = createMachine({ id: 'odd', entry: emit({ type: 'a', votes: new Set() }) });
    expect(() => walk(odd)).toThrow(
      '[FL202] The value at votes in the event "a" that chart "odd" emits is an instance of Set, which is not plain data.',
    );
  });
});

function walk(chart: AnyStateMachine, ...events: readonly string[]): LocalStep {
  const stepper = stepperOf(chart);
  return events.reduce<LocalStep>(
    ({ next }, type) => stepper.step(next, { type }),
    stepper.start(undefined),
  );
}

/** The step when the only timer fires. */
function fire(chart: AnyStateMachine, { next }: LocalStep): LocalStep {
  const [timer] = next.timers;
  if (timer === undefined) throw new Error('No timer runs.');
  return stepperOf(chart).fire(next, timer);
}
