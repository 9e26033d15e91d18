import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Envelope, Received, Sent } from '../protocol/messages.ts';
import { modelOf } from '../protocol/model.ts';
import { defineProtocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import type { View } from '../protocol/view.ts';
import { send } from '../statechart/send.ts';
import { CheckRun } from '../trace/check.ts';
import { compileStateNumber, compileStatePredicate, compileStepPredicate } from './predicate.ts';
import { viewOf } from './view.ts';

const caller = setup({
  types: {
    input: {} as { readonly peer: string },
    context: {} as { readonly peer: string; readonly calls: number },
    events: {} as { readonly type: 'call' } | Received<{ readonly type: 'ring' }>,
    emitted: {} as Sent<{ readonly type: 'ring' }>,
  },
  guards: { mayCall: ({ context }) => context.calls < 3 },
  actions: {
    count: assign({ calls: ({ context }) => context.calls + 1 }),
    ring: send(({ context }) => context.peer, { type: 'ring' }),
  },
}).createMachine({
  id: 'caller',
  context: ({ input }) => ({ peer: input.peer, calls: 0 }),
  on: { call: { guard: 'mayCall', actions: ['count', 'ring'] }, ring: {} },
});

/** Three processes that call each other round about, three times each, in any order. */
const calls = defineProtocol({
  id: 'calls',
  title: 'Calls',
  network: { order: 'fifo' },
  roles: () => ({
    caller: role(caller, {
      count: 3,
      input: ({ index }) => ({ peer: `caller${((index + 1) % 3) + 1}` }),
      stimuli: [{ type: 'call' }],
    }),
  }),
});

function callsOf(view: View): readonly number[] {
  return view.processes.map(({ context }) => (context as { readonly calls: number }).calls);
}

/** Every state of the search so far. */
function statesOf({ search: { store } }: CheckRun) {
  return Array.from({ length: store.count }, (_, index) => ({
    words: store.segmentOf(index),
    offset: store.offsetOf(index),
  }));
}

function directView({ system, search }: CheckRun, words: Int32Array, offset: number): View {
  const slots = new Int32Array(search.store.layout.slotCount);
  search.store.layout.unpack(words, offset, slots);
  return viewOf({ wiring: system.wiring, slots, side: 0, ask: () => undefined });
}

const predicates: readonly [string, (view: View) => boolean][] = [
  ['everything in flight', (view) => view.messages.length === 2],
  ['the heads of queues', (view) => (view.messages[0] as Envelope | undefined)?.to === 'caller2'],
  ['one type', (view) => view.inFlight('ring' as never).length > 3],
  ['one key of one context', (view) => callsOf(view)[1] === 2],
  [
    'what depends on what was said before',
    (view) => {
      const [first = 0, second = 0, third = 0] = callsOf(view);
      return first === 0 ? third > 1 : view.messages.length === first + second;
    },
  ],
  ['nothing', () => true],
];

describe('A compiled predicate', () => {
  it.each(predicates)('says in every state what the author says, of %s', (_, predicate) => {
    const run = new CheckRun(modelOf(calls));
    let runs = 0;
    const compiled = compileStatePredicate(run.system, 'says', (view) => {
      runs += 1;
      return predicate(view);
    });
    // It is asked as the search goes on, while channels come into use.
    let asked = 0;
    while (run.advance(1)) {
      for (const { words, offset } of statesOf(run).slice(asked)) {
        expect(compiled(words, offset)).toBe(predicate(directView(run, words, offset)));
        asked += 1;
      }
    }
    // Each process has called so often, and so many of its calls are under way.
    expect(run.search.store.count).toBe(10 ** 3);
    for (const { words, offset } of statesOf(run)) {
      expect(compiled(words, offset)).toBe(predicate(directView(run, words, offset)));
    }
    expect(runs).toBeLessThan(asked + 64 * 4);
  });

  it('gives the numbers that the author gives, and runs as often as there are answers', () => {
    const run = new CheckRun(modelOf(calls));
    const sumOf = (view: View) => {
      return callsOf(view).reduce((sum, count) => sum + count, 0) + 100 * view.messages.length;
    };
    let runs = 0;
    const number = compileStateNumber(run.system, 'numbers', (view) => {
      runs += 1;
      return sumOf(view);
    });
    let asked = 0;
    while (run.advance(1)) {
      for (const { words, offset } of statesOf(run).slice(asked)) {
        expect(number(words, offset)).toBe(sumOf(directView(run, words, offset)));
        asked += 1;
      }
    }
    runs = 0;
    for (const { words, offset } of statesOf(run)) {
      expect(number(words, offset)).toBe(sumOf(directView(run, words, offset)));
    }
    for (const { words, offset } of statesOf(run)) number(words, offset);
    expect(runs).toBeLessThanOrEqual(run.search.store.count);
    const broken = compileStateNumber(run.system, 'numbers', () => {
      throw new Error('not here');
    });
    expect(() => broken(run.search.store.segmentOf(0), 0)).toThrow(
      '[FL302] The property "numbers" threw an error: not here',
    );
  });

  it('says of steps what the author says', () => {
    const run = new CheckRun(modelOf(calls));
    while (run.advance(100));
    const sum = (view: View): number => callsOf(view).reduce((total, each) => total + each, 0);
    const predicate = (before: View, after: View): boolean =>
      after.messages.length > before.messages.length && sum(before) % 2 === 0;
    const compiled = compileStepPredicate(run.system, 'says', predicate);
    const states = statesOf(run).filter((_, index) => index % 23 === 0);
    let yes = 0;
    for (const before of states) {
      for (const after of states) {
        const direct = predicate(
          directView(run, before.words, before.offset),
          directView(run, after.words, after.offset),
        );
        expect(compiled(before.words, before.offset, after.words, after.offset)).toBe(direct);
        yes += Number(direct);
      }
    }
    expect(yes).toBeGreaterThan(100);
    expect(yes).toBeLessThan(states.length ** 2 - 100);
  });

  it.each<[string, () => unknown, string, unknown]>([
    ['throws', fail, 'The property "p" threw an error: oh', new TypeError('oh')],
    [
      'gives nothing',
      () => undefined,
      'The property "p" gave undefined, which is not a boolean.',
      undefined,
    ],
    ['gives 1', () => 1, 'The property "p" gave 1, which is not a boolean.', undefined],
  ])('tells of a predicate that %s', (_, predicate, problem, cause) => {
    const run = new CheckRun(modelOf(calls));
    run.advance(1);
    const compiled = compileStatePredicate(run.system, 'p', predicate as () => boolean);
    const [state] = statesOf(run);
    expect(() => compiled(state?.words as Int32Array, 0)).toThrow(
      expect.objectContaining({ code: 'FL302', problem, ...(cause !== undefined && { cause }) }),
    );
  });
});

function fail(): never {
  throw new TypeError('oh');
}
