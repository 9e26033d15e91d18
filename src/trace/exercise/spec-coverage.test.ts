import { assign, raise, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Received, Sent } from '../../protocol/messages.ts';
import { modelOf } from '../../protocol/model.ts';
import { integer } from '../../protocol/parameters.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { reply, send } from '../../statechart/send.ts';
import { knownMoves } from '../../system/known-moves.ts';
import { checkSync, CheckRun, SpecError, type CheckResult } from '../check.ts';

const client = setup({
  types: {
    context: {} as { readonly tries: number },
    events: {} as Received<{ type: 'pong' } | { type: 'busy' }> | { type: 'begin' | 'stop' },
    emitted: {} as Sent<{ type: 'ping' }>,
  },
  guards: { isTired: ({ context }) => context.tries > 1 },
  actions: {
    count: assign({ tries: ({ context }) => context.tries + 1 }),
    ping: send('server', { type: 'ping' }),
  },
}).createMachine({
  id: 'client',
  context: { tries: 0 },
  initial: 'idle',
  states: {
    idle: { on: { begin: { target: 'waiting', actions: ['count', 'ping'] } } },
    waiting: {
      on: {
        pong: [{ guard: 'isTired', target: 'tired' }, { target: 'happy' }],
        busy: 'idle',
      },
      after: { 100: 'passing' },
    },
    passing: { always: 'happy' },
    happy: {},
    // Only a guard leads here that is never true.
    tired: { on: { stop: 'idle' } },
  },
});

const server = setup({
  types: { events: {} as Received<{ type: 'ping' }>, emitted: {} as Sent<{ type: 'pong' }> },
  actions: { pong: reply({ type: 'pong' }) },
}).createMachine({
  id: 'server',
  initial: 'up',
  states: { up: { on: { ping: { actions: 'pong' } } } },
});

/** A client that asks once: most of its chart is never needed. */
const idleProtocol = defineProtocol({
  id: 'idle',
  title: 'Idle',
  parameters: {
    spares: integer({ min: 0, max: 1, default: 0 }),
    crashes: integer({ min: 0, max: 1, default: 1 }),
  },
  roles: ({ spares }) => ({
    client: role(client, { stimuli: [{ type: 'begin' }, { type: 'stop' }] }),
    server: role(server),
    spare: role(server, { count: spares }),
  }),
  network: { order: 'set', duplication: { max: 1 } },
  faults: ({ crashes }) => ({ crash: { roles: ['server'], max: crashes } }),
  properties: ({ invariant, leadsTo, ltl, reachable }) => ({
    calm: invariant('the tired rest', () => true, {
      when: (view) => view.process('client').matches('tired'),
    }),
    glad: invariant('happiness is a state', () => true, {
      when: (view) => view.process('client').matches('happy'),
    }),
    rested: leadsTo('the tired come to rest', {
      whenever: (view) => view.process('client').matches('tired'),
      eventually: (view) => view.process('client').matches('idle'),
    }),
    formula: ltl('nobody waits in vain', {
      formula: '[] ((waiting && !tired) -> <> happy) && [] (tired -> <> waiting)',
      where: {
        waiting: (view) => view.process('client').matches('waiting'),
        tired: (view) => view.process('client').matches('tired'),
        happy: (view) => view.process('client').matches('happy'),
      },
    }),
    canTire: reachable('the client can be tired', (view) =>
      view.process('client').matches('tired'),
    ),
  }),
  expectations: { canTire: 'violated' },
});

function neverOf({ coverage }: CheckResult): readonly string[] {
  return coverage.items
    .filter(({ exercised }) => !exercised)
    .map(({ kind, role: of, name }) => [kind, ...(of === null ? [] : [of]), name].join(' '));
}

describe('the coverage of a check', () => {
  it('names what was never exercised: dead states, arrows, messages, faults and premises', () => {
    const result = checkSync(idleProtocol);
    expect([result.verdict, result.coverage.complete]).toEqual(['holds', true]);
    expect(neverOf(result)).toEqual([
      'role spare spare',
      'state client tired',
      'transition client waiting.on.pong[0]',
      'transition client waiting.on.busy',
      'transition client tired.on.stop',
      'message client busy',
      'stimulus client stop',
      'premise calm',
      'premise rested',
      'premise formula: tired',
      'premise canTire',
    ]);
  });

  it('has all the rest as exercised, in the order of the spec', () => {
    const { items } = checkSync(idleProtocol, { parameters: { spares: 1 } }).coverage;
    const exercised = items.filter((item) => item.exercised);
    expect(exercised.map(({ kind, role: of, name }) => `${kind} ${of} ${name}`)).toEqual([
      ...['role client client', 'role server server', 'role spare spare'],
      ...['idle', 'waiting', 'passing', 'happy'].map((name) => `state client ${name}`),
      ...['state server up', 'state spare up'],
      ...['idle.on.begin', 'waiting.on.pong[1]', 'waiting.after.100', 'passing.always'].map(
        (name) => `transition client ${name}`,
      ),
      'transition server up.on.ping',
      ...['message client pong', 'message server ping'],
      'stimulus client begin',
      'timer client 100',
      ...['fault null duplicate', 'fault server crash'],
      ...['glad', 'formula: waiting && !tired'].map((name) => `premise null ${name}`),
    ]);
    expect(items.find(({ name }) => name === 'waiting.on.pong[0]')?.guard).toBe('isTired');
  });

  it('names the states in which a message was received, whatever it means there', () => {
    const { items } = checkSync(idleProtocol).coverage;
    const messages = items.filter(({ kind }) => kind === 'message');
    expect(messages.map(({ name, states }) => [name, states])).toEqual([
      ['pong', ['happy', 'waiting']],
      ['busy', []],
      ['ping', ['up']],
    ]);
  });

  it('leaves out faults that are not declared', () => {
    const { items } = checkSync(idleProtocol, {
      parameters: { crashes: 0 },
      network: { duplication: { max: 0 } },
    }).coverage;
    expect(items.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });

  it('has restarts that find nothing durable of those who crash, and of nobody else', () => {
    const crash = { roles: ['server'], max: 1, restart: true, amnesia: 1 };
    const { items } = checkSync(idleProtocol, { faults: { crash } }).coverage;
    const faults = items.filter(({ kind, role: of }) => kind === 'fault' && of !== null);
    expect(faults.map(({ name, role: of }) => `${of} ${name}`)).toEqual([
      ...['server crash', 'server restart', 'server amnesia'],
    ]);
    expect(faults.every(({ exercised }) => exercised)).toBe(true);
  });

  it('is about what was explored when the search did not come to its end', () => {
    const { coverage } = checkSync(idleProtocol, { statesMax: 2 });
    expect(coverage.complete).toBe(false);
    const bounded = checkSync(idleProtocol, { depthMax: 2 });
    expect(bounded.coverage.complete).toBe(false);
    expect(neverOf(bounded)).toContain('transition server up.on.ping');
    expect(neverOf(bounded)).not.toContain('state client waiting');
  });

  it('looks at a running check as it is when it is first asked for, and then stays', () => {
    const run = new CheckRun(modelOf(idleProtocol));
    const before = run.result();
    expect(before.coverage.items.filter(({ kind }) => kind === 'timer')[0]?.exercised).toBe(false);
    while (run.advance(1000));
    expect(before.coverage).toBe(before.coverage);
    expect(run.result().coverage.items.find(({ kind }) => kind === 'timer')?.exercised).toBe(true);
  });

  it('shows the way to a state in which a premise errs', () => {
    const erring = defineProtocol({
      id: 'erring',
      title: 'Erring',
      roles: () => ({
        server: role(server),
        client: role(client, { stimuli: [{ type: 'begin' }] }),
      }),
      properties: ({ leadsTo }) => ({
        strict: leadsTo('a premise that errs', {
          whenever: (view) => {
            if (view.process('client').matches('waiting')) throw new Error('not here');
            return false;
          },
          eventually: () => true,
        }),
      }),
    });
    // What is incomplete asks no property of behaviors, but coverage does.
    const result = checkSync(erring, { statesMax: 2 });
    let caught: unknown;
    try {
      void result.coverage;
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(SpecError);
    expect((caught as SpecError).trace.steps.map(({ label }) => label)).toEqual([
      'stimulus begin at client',
    ]);
  });
});

const phoenix = setup({
  types: {
    input: {} as { readonly from: number; readonly recovered?: { readonly lives: number } },
    context: {} as { readonly lives: number },
    events: {} as { type: 'rise' },
  },
  guards: {
    isOld: ({ context }) => context.lives > 2,
    isNew: ({ context }) => context.lives === 0,
  },
  actions: { age: assign({ lives: ({ context }) => context.lives + 1 }) },
}).createMachine({
  id: 'phoenix',
  context: ({ input }) => ({ lives: input.recovered?.lives ?? input.from }),
  initial: 'egg',
  states: {
    egg: {
      always: [
        { guard: 'isOld', target: 'old' },
        { guard: 'isNew', target: 'young' },
        { target: 'born again' },
      ],
    },
    young: { on: { rise: { actions: 'age', target: 'up' } } },
    'born again': { on: { rise: { actions: 'age', target: 'up' } } },
    old: {},
    up: {},
  },
});

const birds = (crashes: number) =>
  defineProtocol({
    id: 'birds',
    title: 'Birds',
    roles: () => ({
      bird: role(phoenix, { input: { from: 0 }, stimuli: [{ type: 'rise' }], durable: ['lives'] }),
    }),
    faults: { crash: { max: crashes, atOnce: 1, restart: true } },
  });

describe('the coverage of faults with a budget', () => {
  it.each([
    [0, ['born again', 'old']],
    [1, ['old']],
    [2, ['old']],
    [3, []],
  ])('tells what %i crashes can come to', (crashes, never) => {
    const states = neverOf(checkSync(birds(crashes))).filter((text) => text.startsWith('state'));
    expect(states).toEqual(never.map((name) => `state bird ${name}`));
  });

  it('is sure of nothing that may have been disabled, until it has seen it', () => {
    const run = new CheckRun(modelOf(birds(1)));
    while (run.advance(1000));
    const crashes = [...knownMoves(run.system)].filter(({ action }) => action.kind === 'crash');
    expect(crashes.length).toBeGreaterThan(1);
    expect(crashes.every(({ isCertain }) => !isCertain)).toBe(true);
    const { items } = run.result().coverage;
    const faults = items.filter(({ kind }) => kind === 'fault');
    expect(faults.map(({ name, exercised }) => [name, exercised])).toEqual([
      ['crash', true],
      ['restart', true],
    ]);
  });

  it('finds what was delivered by a fifo network', () => {
    const { items } = checkSync(idleProtocol, { network: { order: 'fifo' } }).coverage;
    const delivered = items.filter(({ kind, exercised }) => kind === 'message' && exercised);
    expect(delivered.map(({ role: of, name }) => `${of} ${name}`)).toEqual([
      'client pong',
      'server ping',
    ]);
  });

  it('is of a timer, and of no message, when a chart raises an event later', () => {
    const clock = setup({
      types: { events: {} as { type: 'ring' } },
      actions: { wind: raise({ type: 'ring' }, { delay: 5 }) },
    }).createMachine({
      id: 'clock',
      entry: 'wind',
      initial: 'ticking',
      states: { ticking: { on: { ring: 'ringing' } }, ringing: {} },
    });
    const ringing = defineProtocol({
      id: 'ringing',
      title: 'Ringing',
      roles: () => ({ clock: role(clock) }),
    });
    const { items } = checkSync(ringing).coverage;
    const events = items.filter(({ kind }) => kind === 'message' || kind === 'timer');
    expect(events.map(({ kind, exercised }) => [kind, exercised])).toEqual([['timer', true]]);
  });
});
