import { describe, expect, it } from 'vitest';
import { assign, createActor, createMachine, raise, type AnyStateMachine } from 'xstate';
import { stepperOf, type LocalStep } from '../local-step.ts';
import { partTracer } from './part-tracer.ts';

const chart = createMachine({
  id: 'chart',
  context: { n: 0 },
  initial: 'idle',
  on: { '*': '.lost' },
  states: {
    idle: {
      on: {
        go: [
          { guard: 'isBig', target: 'busy' },
          { guard: ({ event }) => event.fast === true, target: 'busy.second' },
          { actions: assign({ n: ({ context }) => context.n + 1 }) },
        ],
        stay: {},
      },
      after: { 10: 'lost', patience: { target: 'busy', guard: 'isBig' } },
    },
    busy: {
      initial: 'first',
      onDone: 'idle',
      states: {
        first: { always: 'second' },
        second: { on: { end: 'over' } },
        over: { type: 'final' },
      },
    },
    lost: { entry: raise({ type: 'again' }), on: { again: 'idle' } },
    back: { type: 'history' },
  },
}).provide({
  guards: { isBig: ({ context }) => context.n > 0 },
  delays: { patience: 20 },
}) as AnyStateMachine;

const tracer = partTracer(chart);
const stepper = stepperOf(chart);
const names = (parts: readonly number[]) => parts.map((part) => tracer.parts[part]?.name);
const start = stepper.start(undefined);
/** The names of the parts that the last of some events goes through. */
const through = (...types: readonly string[]) => {
  let step: LocalStep = start;
  for (const type of types.slice(0, -1)) step = stepper.step(step.next, { type });
  return names(tracer.step(step.next, { type: types.at(-1) as string }));
};

describe('partTracer', () => {
  it('names every state and every transition where the author wrote it', () => {
    expect(tracer.parts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'transition on.*',
      'state idle',
      ...['[0]', '[1]', '[2]'].map((index) => `transition idle.on.go${index}`),
      ...['on.stay', 'after.10', 'after.patience'].map((place) => `transition idle.${place}`),
      'state busy',
      'transition busy.onDone',
      'state busy.first',
      'transition busy.first.always',
      'state busy.second',
      'transition busy.second.on.end',
      'state busy.over',
      'state lost',
      'transition lost.on.again',
    ]);
  });

  it('names guards, where they have a name', () => {
    const guards = tracer.parts.map((part) => (part.kind === 'transition' ? part.guard : ''));
    expect(guards.slice(2, 5)).toEqual(['isBig', 'a function', null]);
  });

  it('names the timers and the types of events', () => {
    expect(tracer.timers).toEqual([
      'xstate.after.10.chart.idle',
      'xstate.after.patience.chart.idle',
    ]);
    expect([...tracer.eventTypes].sort()).toEqual(['again', 'end', 'go', 'stay']);
  });

  it('tells the guard branch that is taken', () => {
    expect(names(tracer.start(undefined))).toEqual(['idle']);
    expect(through('go')).toEqual(['idle.on.go[2]']);
    expect(through('stay')).toEqual(['idle.on.stay']);
    expect(names(tracer.step(start.next, { type: 'go', fast: true } as never))).toEqual([
      'idle.on.go[1]',
      'busy',
      'busy.second',
    ]);
  });

  it('notices the states through which a step only passes', () => {
    expect(through('go', 'go')).toEqual([
      ...['idle.on.go[0]', 'busy', 'busy.first', 'busy.first.always', 'busy.second'],
    ]);
    expect(through('go', 'go', 'end')).toEqual([
      ...['busy.second.on.end', 'busy.over', 'busy.onDone', 'idle'],
    ]);
    expect(through('unheard')).toEqual(['on.*', 'lost', 'lost.on.again', 'idle']);
  });

  it('tells no part of an event that means nothing, nor of a chart that is done', () => {
    const done = createMachine({
      initial: 'end',
      states: { end: { type: 'final', on: { a: 'end' } } },
    });
    const { next } = stepperOf(done).start(undefined);
    expect(partTracer(done).step(next, { type: 'a' })).toEqual([]);
    const deaf = createMachine({ initial: 'one', states: { one: { on: { b: 'one' } } } });
    expect(partTracer(deaf).step(stepperOf(deaf).start(undefined).next, { type: 'a' })).toEqual([]);
  });

  it('leaves the chart of the author alone', () => {
    const effects = [assign({})];
    const own = createMachine({
      initial: 'one',
      states: { one: { entry: effects, on: { a: { actions: effects } } } },
    });
    partTracer(own);
    expect(effects).toHaveLength(1);
    expect(own.states.one?.entry).toHaveLength(1);
  });
});

const parallel = createMachine({
  id: 'parallel',
  type: 'parallel',
  states: {
    left: { initial: 'a', states: { a: { on: { both: 'b', out: '#parallel.right.d' } }, b: {} } },
    right: { initial: 'c', states: { c: { on: { both: 'd', out: '#parallel.left.b' } }, d: {} } },
    memory: {
      initial: 'one',
      states: {
        one: { on: { both: 'two' } },
        two: { on: { leave: 'three' } },
        three: { on: { back: 'past' } },
        past: { type: 'history', target: 'one' },
      },
    },
  },
}) as AnyStateMachine;

describe('the transitions that a tracer tells', () => {
  it.each([
    ['both', 'leave', 'back', 'both'],
    ['out', 'both'],
    ['both', 'out', 'leave', 'leave'],
  ])('are those that XState reports of an actor: %s %s', (...types) => {
    const reported: string[] = [];
    const actor = createActor(parallel, {
      inspect: (event) => {
        if (event.type !== '@xstate.microstep') return;
        for (const { source, eventType } of event._transitions) {
          reported.push(`${(source as { path: string[] }).path.join('.')}.on.${String(eventType)}`);
        }
      },
    });
    const told = partTracer(parallel);
    const steps = stepperOf(parallel);
    actor.start();
    let { next } = steps.start(undefined);
    for (const type of types) {
      reported.length = 0;
      actor.send({ type });
      const taken = told
        .step(next, { type })
        .map((part) => told.parts[part])
        .filter((part) => part?.kind === 'transition');
      // Of two that exclude each other XState reports both, and takes the first.
      const expected = type === 'out' ? reported.slice(0, 1) : reported;
      expect(taken.map((part) => part?.name)).toEqual(expected);
      ({ next } = steps.step(next, { type }));
      expect(next.snapshot.value).toEqual(actor.getSnapshot().value);
    }
  });
});
