import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { FaultlineError } from '../../errors.ts';
import type { Received, Sent } from '../../protocol/messages.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { reply, send } from '../../statechart/send.ts';
import type { ItfState } from './itf-trace.ts';
import { replayItf, type ReplayItfOptions } from './replay-itf.ts';

const guest = setup({
  types: {
    context: {} as { readonly cups: number; readonly mood: string | null },
    events: {} as Received<{ type: 'served' }> | { type: 'sitDown' },
    emitted: {} as Sent<{ type: 'order'; cups: number }>,
  },
  actions: {
    order: send('waiter', ({ context }) => ({ type: 'order', cups: context.cups })),
    enjoy: assign({ mood: 'good' }),
  },
}).createMachine({
  id: 'guest',
  context: { cups: 2, mood: null },
  initial: 'outside',
  states: {
    outside: { on: { sitDown: { target: 'inside.waiting', actions: 'order' } } },
    inside: {
      initial: 'waiting',
      states: { waiting: { on: { served: { target: 'content', actions: 'enjoy' } } }, content: {} },
    },
  },
});

const waiter = setup({
  types: {
    context: {} as { readonly tables: readonly string[] },
    events: {} as Received<{ type: 'order'; cups: number }>,
    emitted: {} as Sent<{ type: 'served' }>,
  },
  actions: {
    note: assign({ tables: ({ context, event }) => [...context.tables, event.from] }),
    serve: reply({ type: 'served' }),
  },
}).createMachine({
  id: 'waiter',
  context: { tables: [] },
  on: { order: { actions: ['note', 'serve'] } },
});

/** Two guests sit down, each orders once, the waiter serves: three steps for each guest. */
const coffee = defineProtocol({
  id: 'coffee',
  title: 'Coffee',
  roles: () => ({
    guest: role(guest, { count: 2, stimuli: [{ type: 'sitDown' }] }),
    waiter: role(waiter, { durable: ['tables'] }),
  }),
  faults: { crash: { roles: ['waiter'], max: 1 } },
  properties: ({ invariant }) => ({
    calm: invariant('the waiter is up', (view) => view.process('waiter').alive),
  }),
});

/** The labels of the steps that are found; the last states are those of the first guest. */
function labels(states: readonly ItfState[], options: ReplayItfOptions = {}): readonly string[] {
  return replayItf(coffee, { vars: [], states }, options).trace.steps.map(({ label }) => label);
}

function problem(states: readonly ItfState[], options: ReplayItfOptions = {}): string {
  try {
    replayItf(coffee, { vars: [], states }, options);
  } catch (error) {
    if (error instanceof FaultlineError) return `[${error.code}] ${error.problem}`;
    throw error;
  }
  return 'nothing';
}

const sits = 'stimulus sitDown at guest1';
const orders = 'deliver order(cups=2) guest1 → waiter';
const served = 'deliver served waiter → guest1';

describe('replayItf', () => {
  it('finds the steps between states of which something is known', () => {
    const states = [{ guest1: 'outside' }, { guest1: 'inside' }, { guest1: 'inside.content' }];
    expect(labels(states)).toEqual([sits, orders, served]);
  });

  it('takes no step where nothing that is known changes', () => {
    expect(labels([{ guest1: 'outside' }, { guest1: 'outside' }])).toEqual([]);
  });

  it('takes no more hidden steps than it may', () => {
    const states = [{ guest1: 'outside' }, { guest1: 'inside.content' }];
    expect(labels(states, { hiddenSteps: 2 })).toEqual([sits, orders, served]);
    expect(problem(states)).toBe(
      '[FL504] No 2 steps or fewer lead from state 0 of the trace to state 1. What comes nearest is the state initially: there guest1 is "outside", not "inside.content".',
    );
    expect(problem(states, { hiddenSteps: 0 })).toContain('No step leads from state 0');
  });

  it('goes by another way when the nearest one leads nowhere', () => {
    // In state 1 nothing may have happened, but then state 2 is not one step away.
    const idle = { guest1: 'outside', waiter: { tables: [] } };
    const states = [{ guest1: 'outside' }, idle, { waiter: { tables: ['guest2'] } }];
    expect(labels(states, { hiddenSteps: 0 })).toEqual([
      'stimulus sitDown at guest2',
      'deliver order(cups=2) guest2 → waiter',
    ]);
  });

  it.each<[what: string, known: ItfState]>([
    ['a state', { guest1: { state: { inside: 'content' } } }],
    [
      'an outer state',
      { guest1: { state: 'inside' }, guest2: 'outside', waiter: { tables: ['guest1'] } },
    ],
    ['a variable of a module of Quint', { 'cafe::guest1': { context: { mood: 'good' } } }],
    ['a map by process for a role', { guest: { '#map': [['guest1', { mood: 'good' }]] } }],
    ['an option', { guest1: { mood: { tag: 'Some', value: 'good' } } }],
    ['a number', { guest1: { cups: { '#bigint': '2' }, mood: 'good' } }],
    ['a tuple for a list', { waiter: { tables: { '#tup': ['guest1'] } } }],
    ['a set for a list', { waiter: { tables: { '#set': ['guest1'] } } }],
    ['messages in flight', { messages: [{ to: 'guest1', from: 'waiter', type: 'served' }] }],
    ['faults', { faults: { crashes: 0 }, waiter: { tables: ['guest1'], unknown: true } }],
    ['timers and whether it is up', { waiter: { timers: [], alive: true, tables: ['guest1'] } }],
    [
      'what the tool could not write',
      { guest1: { cups: { '#unserializable': 'Int' }, mood: 'good' } },
    ],
  ])('understands %s', (_, known) => {
    const found = labels([{ guest1: 'outside' }, known], { hiddenSteps: 2 });
    expect([
      [sits, orders],
      [sits, orders, served],
    ]).toContainEqual(found);
  });

  it('understands a process that is down, and says what is violated at the end', () => {
    const down = { waiter: { tag: 'None', value: { '#tup': [] } } };
    const { trace, violated } = replayItf(coffee, { vars: [], states: [{ waiter: {} }, down] });
    expect(trace.steps.map(({ label }) => label)).toEqual(['crash waiter']);
    expect(violated).toEqual({ name: 'calm', kind: 'invariant', says: 'the waiter is up' });
    expect(replayItf(coffee, { vars: [], states: [{ waiter: {} }] }).violated).toBeUndefined();
  });

  it('says in what the nearest state differs', () => {
    const wanted = { guest1: { state: 'inside.waiting', mood: 'good' }, guest2: 'outside' };
    expect(problem([{ guest1: 'outside' }, wanted])).toBe(
      `[FL504] No 2 steps or fewer lead from state 0 of the trace to state 1. What comes nearest is the state after ${sits}: there guest1.mood is null, not "good".`,
    );
    expect(problem([{ guest1: { cups: 1 }, guest2: 'inside' }])).toBe(
      '[FL504] No initial state is as state 0 of the trace. In the one that comes nearest, guest1.cups is 2, not 1; guest2 is "outside", not "inside".',
    );
  });

  it('refuses states of which it understands nothing', () => {
    expect(problem([{ rmState: 'working', tmState: 'init' }])).toBe(
      '[FL504] No variable of state 0 of the trace has the name of something in the model. It has rmState, tmState.',
    );
    expect(problem([{ guest1: 'outside' }, {}])).toContain('of state 1 of the trace');
  });

  it('refuses a loop that begins in no state', () => {
    expect(() => replayItf(coffee, { vars: [], states: [{ waiter: {} }], loop: 1 })).toThrow(
      'The trace begins again in state 1, and its last state is number 0.',
    );
  });
});
