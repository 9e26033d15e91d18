import { describe, expect, it } from 'vitest';
import { assign, createMachine, emit, raise, setup, type AnyStateMachine } from 'xstate';
import type { Sent } from '../protocol/messages.ts';
import { stepperOf, type LocalStep } from './local-step.ts';
import { send } from './send.ts';

describe('a local step', () => {
  it('takes the transition, and gives what is sent and what is observed', () => {
    const chart = setup({
      types: {
        input: {} as { readonly peer: string },
        context: {} as { readonly peer: string; readonly count: number },
        events: {} as { type: 'ask' },
        emitted: {} as
          Sent<{ type: 'answer'; count: number } | { type: 'bye' }> | { type: 'up' | 'answered' },
      },
      actions: {
        answer: send(
          ({ context }) => context.peer,
          ({ context }) => ({ type: 'answer', count: context.count }),
        ),
        sayGoodbye: send(({ context }) => context.peer, { type: 'bye' }),
      },
    }).createMachine({
      id: 'server',
      context: ({ input }) => ({ ...input, count: 0 }),
      entry: emit({ type: 'up' }),
      on: {
        ask: {
          actions: [
            assign({ count: ({ context }) => context.count + 1 }),
            'answer',
            emit({ type: 'answered' }),
            'sayGoodbye',
          ],
        },
      },
    });
    const stepper = stepperOf(chart);
    const start = stepper.start({ peer: 'client' });
    expect(start.observed).toEqual([{ type: 'up' }]);
    expect(start.sent).toEqual([]);
    expect(start.taken).toBe(true);
    const step = stepper.step(start.next, { type: 'ask' });
    expect(step.next.snapshot.context).toEqual({ peer: 'client', count: 1 });
    expect(step.sent).toEqual([
      { type: 'answer', count: 1, to: 'client' },
      { type: 'bye', to: 'client' },
    ]);
    expect(step.observed).toEqual([{ type: 'answered' }]);
    expect(step.taken).toBe(true);
  });

  it('leaves the state before it as it was', () => {
    const chart = createMachine({
      id: 'counter',
      context: { count: 0 },
      on: { more: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
    });
    const stepper = stepperOf(chart);
    const { next: start } = stepper.start(undefined);
    const one = stepper.step(start, { type: 'more' }).next;
    stepper.step(one, { type: 'more' });
    expect(start.snapshot.context).toEqual({ count: 0 });
    expect(stepper.step(start, { type: 'more' }).next.key).toBe(one.key);
  });

  const answers = createMachine({
    id: 'answers',
    context: { seen: 0 },
    initial: 'idle',
    on: {
      'ping.*': { actions: 'note' },
      above: { actions: 'note' },
      guarded: { guard: 'never', actions: 'note' },
    },
    states: {
      idle: { on: { inert: {}, above: undefined, 'ping.forbidden': undefined, again: 'idle' } },
      any: { on: { '*': { actions: 'note' } } },
    },
  }).provide({
    actions: { note: assign({ seen: ({ context }) => context.seen + 1 }) },
    guards: { never: () => false },
  });

  it.each([
    ['a wildcard', 'ping.now', true, 1],
    ['a wildcard without more words', 'ping', true, 1],
    ['a transition to itself', 'again', true, 0],
    ['no transition', 'unknown', false, 0],
    ['a transition that does nothing', 'inert', false, 0],
    ['a forbidden event', 'above', false, 0],
    ['a forbidden event that a wildcard further out would take', 'ping.forbidden', false, 0],
    ['a guard that says no', 'guarded', false, 0],
  ])('says for %s whether the event is taken', (_name, type, taken, seen) => {
    const stepper = stepperOf(answers);
    const step = stepper.step(stepper.start(undefined).next, { type });
    expect(step.taken).toBe(taken);
    expect(step.next.snapshot.context).toEqual({ seen });
  });

  it('is taken when only an eventless transition reacts to the event', () => {
    const chart = createMachine({
      id: 'always',
      initial: 'idle',
      states: {
        idle: { always: { guard: ({ event }) => event.type === 'wake', target: 'awake' } },
        awake: {},
      },
    });
    const stepper = stepperOf(chart);
    const { next: idle } = stepper.start(undefined);
    expect(stepper.step(idle, { type: 'other' }).taken).toBe(false);
    const woken = stepper.step(idle, { type: 'wake' });
    expect(woken.next.snapshot.value).toBe('awake');
    expect(woken.taken).toBe(true);
  });

  it('comes to rest: eventless and raised transitions belong to the step', () => {
    const chart = createMachine({
      id: 'chain',
      context: { n: 0 },
      initial: 'a',
      states: {
        a: { on: { go: { target: 'b', actions: raise({ type: 'on' }) } } },
        b: { on: { on: 'c' } },
        c: {
          always: [
            {
              guard: ({ context }) => context.n < 3,
              target: 'c',
              reenter: true,
              actions: assign({ n: ({ context }) => context.n + 1 }),
            },
            { target: 'd' },
          ],
        },
        d: {},
      },
    });
    const { next } = walk(chart, 'go');
    expect(next.snapshot.value).toBe('d');
    expect(next.snapshot.context).toEqual({ n: 3 });
  });
});

describe('a chart in a final state', () => {
  const chart = createMachine({
    id: 'ended',
    initial: 'open',
    entry: raise({ type: 'poke' }, { delay: 20, id: 'poke' }),
    on: { poke: { actions: emit({ type: 'poked' }) } },
    after: { 10: { actions: emit({ type: 'late' }) } },
    states: {
      open: { on: { close: 'closed' } },
      closed: { type: 'final', exit: emit({ type: 'left' }) },
    },
  });

  it('has no timers', () => {
    expect(walk(chart).next.timers).toHaveLength(2);
    expect(walk(chart, 'close').next.timers).toEqual([]);
  });

  it('has run its exit effects', () => {
    expect(walk(chart, 'close').observed).toEqual([{ type: 'left' }]);
  });

  it('ignores every event, like an actor that has stopped', () => {
    const closed = walk(chart, 'close').next;
    const step = stepperOf(chart).step(closed, { type: 'poke' });
    const nothing = { sent: [], observed: [], emissions: [], started: [] };
    expect(step).toEqual({ next: closed, ...nothing, taken: false });
    expect(walk(chart, 'poke').observed).toEqual([{ type: 'poked' }]);
  });
});

describe('the check that a step is the same when it is computed twice', () => {
  const counting = (isCounting: () => boolean) => {
    let calls = 0;
    return createMachine({
      id: 'counting',
      context: { calls: 0 },
      on: { count: { actions: assign({ calls: () => (isCounting() ? (calls += 1) : 0) }) } },
    });
  };

  it('finds a counter outside the chart', () => {
    expect(() =>
      walk(
        counting(() => true),
        'count',
      ),
    ).toThrow(
      '[FL208] Chart "counting" answered event "count" in two ways when the same step was computed twice.\n' +
        '  Fix: let guards and effects depend on context and event only: no counters or caches outside the chart.',
    );
  });

  it('finds that something else is sent, observed or answered', () => {
    let calls = 0;
    // A guard is asked twice in one step: whether the event is taken, and by the step itself.
    const changing = () => (calls += 1) % 4 < 2;
    const charts: readonly AnyStateMachine[] = [
      createMachine({
        id: 'sent',
        on: { go: { actions: [emit(() => ({ type: 'm', to: `p${(calls += 1)}` }))] } },
      }),
      createMachine({
        id: 'seen',
        on: { go: { actions: emit(() => ({ type: `m${(calls += 1)}` })) } },
      }),
      createMachine({
        id: 'taken',
        initial: 'same',
        on: { go: { guard: changing, target: '.same' } },
        states: { same: {} },
      }),
    ];
    for (const chart of charts) {
      calls = 3;
      expect(() => walk(chart, 'go')).toThrow('[FL208]');
    }
  });

  it('looks at the first steps, and then at one in so many', () => {
    let isCounting = false;
    const stepper = stepperOf(
      counting(() => isCounting),
      { recheckFirst: 2, recheckEvery: 4 },
    );
    const { next } = stepper.start(undefined);
    const count = () => stepper.step(next, { type: 'count' });
    count();
    isCounting = true;
    // The third step is not looked at, the fourth is.
    count();
    expect(count).toThrow('[FL208]');
  });
});

describe('what is given to a chart', () => {
  it('is frozen: its input, its events and a context that is not a function', () => {
    const input = { peers: ['a'] };
    const event = { type: 'go', list: [1] };
    const context = { shared: [1] };
    const chart = createMachine({ id: 'frozen', context });
    const stepper = stepperOf(chart);
    stepper.step(stepper.start(input).next, event);
    expect([input.peers, event.list, context.shared].every(Object.isFrozen)).toBe(true);
  });

  it('is the same for every start', () => {
    const chart = setup({
      types: {
        input: {} as { readonly n: number },
        context: {} as { readonly list: readonly number[] },
      },
    }).createMachine({ id: 'fresh', context: ({ input }) => ({ list: [input.n] }) });
    const stepper = stepperOf(chart);
    const one = stepper.start({ n: 1 });
    expect(stepper.start({ n: 2 }).next.key).not.toBe(one.next.key);
    expect(stepper.start({ n: 1 }).next.key).toBe(one.next.key);
  });
});

function walk(chart: AnyStateMachine, ...events: readonly string[]): LocalStep {
  const stepper = stepperOf(chart);
  return events.reduce<LocalStep>(
    ({ next }, type) => stepper.step(next, { type }),
    stepper.start(undefined),
  );
}
