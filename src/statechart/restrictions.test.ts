import { describe, expect, it } from 'vitest';
import {
  and,
  assign,
  createMachine,
  enqueueActions,
  fromTransition,
  not,
  raise,
  sendParent,
  sendTo,
  spawnChild,
  stateIn,
  stopChild,
  type AnyStateMachine,
} from 'xstate';
import { checkRestrictions, nodesOf, readyToExplore } from './restrictions.ts';

const child = fromTransition(() => 0, 0);

describe('what a chart may not contain', () => {
  const charts: readonly (readonly [title: string, chart: AnyStateMachine, problem: string])[] = [
    [
      'an invoked actor',
      createMachine({
        id: 'c',
        initial: 'leader',
        states: { leader: { invoke: { src: 'fetchLog' } } },
      }),
      '[FL204] State "leader" of chart "c" invokes actor "fetchLog", which cannot be replayed.\n' +
        '  Fix: send a message instead, and let the network deliver the answer.',
    ],
    [
      'an actor invoked in place',
      createMachine({ id: 'c', invoke: { src: child } }),
      '[FL204] State "c" of chart "c" invokes actor "inline", which cannot be replayed.',
    ],
    [
      'an effect that spawns',
      createMachine({ id: 'c', on: { go: { actions: spawnChild(child) } } }),
      '[FL204] State "c" of chart "c" has the effect "xstate.spawnChild" on an actor, which cannot be replayed.',
    ],
    [
      'a named effect that sends to an actor',
      createMachine(
        { id: 'c', exit: 'tell' },
        { actions: { tell: sendTo('other', { type: 'x' }) } },
      ),
      'has the effect "xstate.sendTo" on an actor',
    ],
    [
      'an effect that sends to the parent',
      createMachine({ id: 'c', entry: sendParent({ type: 'x' }) }),
      'has the effect "xstate.sendTo" on an actor',
    ],
    [
      'an effect that stops an actor',
      createMachine({ id: 'c', always: { actions: stopChild('other') } }),
      'has the effect "xstate.stopChild" on an actor',
    ],
    [
      'two states of one id',
      createMachine({ id: 'c', initial: 'a', states: { a: { id: 'x' }, b: { id: 'x' } } }),
      '[FL211] Two states of chart "c" have the id "x".\n  Fix: give one of them another id, or none.',
    ],
  ];

  it.each(charts)('%s', (_title, chart, problem) => {
    expect(() => {
      checkRestrictions(chart);
    }).toThrow(problem);
  });
});

describe('names that a chart does not implement', () => {
  const missing = { type: 'missing', params: { a: 1 } };
  const charts: readonly (readonly [title: string, chart: AnyStateMachine])[] = [
    ['effect', createMachine({ id: 'c', entry: 'missing' })],
    ['effect', createMachine({ id: 'c', exit: missing })],
    ['effect', createMachine({ id: 'c', on: { go: { actions: ['missing'] } } })],
    ['effect', createMachine({ id: 'c', always: { guard: () => false, actions: 'missing' } })],
    ['effect', createMachine({ id: 'c', after: { 10: { actions: 'missing' } } })],
    [
      'effect',
      createMachine({ id: 'c', initial: { target: 'a', actions: ['missing'] }, states: { a: {} } }),
    ],
    [
      'effect',
      createMachine({
        id: 'c',
        type: 'parallel',
        states: {
          c: { onDone: { actions: 'missing' }, initial: 'a', states: { a: { type: 'final' } } },
        },
      }),
    ],
    ['guard', createMachine({ id: 'c', on: { go: { guard: 'missing' } } })],
    ['guard', createMachine({ id: 'c', on: { go: { guard: missing } } })],
    ['guard', createMachine({ id: 'c', always: { guard: 'missing' } })],
    ['guard', createMachine({ id: 'c', on: { go: { guard: and([() => true, not('missing')]) } } })],
    [
      'guard',
      createMachine(
        { id: 'c', on: { go: { guard: 'both' } } },
        { guards: { both: not('missing') } },
      ),
    ],
    ['delay', createMachine({ id: 'c', after: { missing: {} } })],
    [
      'delay',
      createMachine({ id: 'c', entry: raise({ type: 'x' }, { delay: 'missing' as never }) }),
    ],
    [
      'delay',
      createMachine(
        { id: 'c', exit: 'later' },
        {
          actions: { later: raise({ type: 'x' }, { delay: 'missing' }) },
        },
      ),
    ],
  ];
  const sections: Readonly<Record<string, string>> = {
    effect: 'actions',
    guard: 'guards',
    delay: 'delays',
  };

  it.each(charts)('include no %s (%#)', (kind, chart) => {
    const section = sections[kind] ?? '';
    expect(() => {
      checkRestrictions(chart);
    }).toThrow(
      `[FL210] State "c" of chart "c" uses the ${kind} "missing", which is not implemented.\n` +
        `  Fix: implement it under "${section}" in setup({ ${section}: { … } }).`,
    );
  });
});

describe('what a chart may contain', () => {
  it('is everything that is implemented or written in place', () => {
    const chart = createMachine(
      {
        id: 'c',
        context: { n: 0 },
        type: 'parallel',
        entry: ['note', { type: 'note' }, assign({ n: 1 }), enqueueActions(() => undefined)],
        on: { go: { guard: and(['yes', stateIn('a'), () => true]), actions: 'note' } },
        states: {
          a: { after: { soon: {}, 10: {} } },
          b: { initial: 'x', states: { x: {}, h: { type: 'history' } } },
        },
      },
      {
        actions: { note: assign({ n: 2 }) },
        guards: { yes: () => true },
        delays: { soon: 1 },
      },
    );
    expect(() => {
      checkRestrictions(chart);
    }).not.toThrow();
  });
});

describe('a chart that is ready to explore', () => {
  it('stops after a thousand microsteps, or earlier when its author says so', () => {
    const chart = createMachine({ id: 'c' });
    expect(readyToExplore(chart).options.maxIterations).toBe(1000);
    const short = createMachine({ id: 'c', options: { maxIterations: 5 } });
    expect(readyToExplore(short).options.maxIterations).toBe(5);
    expect(chart.options.maxIterations).toBe(Infinity);
  });
});

describe('nodesOf', () => {
  it('gives every state in document order', () => {
    const chart = createMachine({
      id: 'c',
      initial: 'b',
      states: { b: { initial: 'd', states: { d: {}, c: {} } }, a: { type: 'final' } },
    });
    expect(nodesOf(chart).map(({ id }) => id)).toEqual(['c', 'c.b', 'c.b.d', 'c.b.c', 'c.a']);
    expect(nodesOf(chart).map(({ order }) => order)).toEqual([0, 1, 2, 3, 4]);
  });
});
