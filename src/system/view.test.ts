import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Received, Sent } from '../protocol/messages.ts';
import { modelOf } from '../protocol/model.ts';
import type { Network } from '../protocol/network.ts';
import { integer } from '../protocol/parameters.ts';
import { defineProtocol, type Protocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import type { View } from '../protocol/view.ts';
import { broadcast } from '../statechart/send.ts';
import { initialStates, successorsOf } from '../trace/trace.ts';
import { labelOf } from './action.ts';
import { stateRecord } from './state-record.ts';
import { System } from './system.ts';
import { viewOf } from './view.ts';

interface Log {
  readonly written: readonly string[];
}

const server = setup({
  types: {
    input: {} as { readonly name: string; readonly recovered?: Log },
    context: {} as Log & { readonly name: string; readonly heard: number },
    events: {} as { readonly type: 'greet' } | Received<{ readonly type: 'hello' | 'bye' }>,
    emitted: {} as Sent<{ readonly type: 'hello'; readonly by: string } | { readonly type: 'bye' }>,
    tags: {} as 'quiet',
  },
  actions: {
    hear: assign({ heard: ({ context }) => context.heard + 1 }),
    write: assign({ written: ({ context }) => [...context.written, 'greeted'] }),
    greet: broadcast(['server2', 'server1'], ({ context }) => ({
      type: 'hello',
      by: context.name,
    })),
    leave: broadcast(['server1'], { type: 'bye' }),
  },
  delays: { nap: 10 },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({
    name: input.name,
    heard: 0,
    written: input.recovered?.written ?? [],
  }),
  initial: 'up',
  states: {
    up: {
      initial: 'idle',
      after: { nap: 'over' },
      on: { hello: { actions: 'hear' }, bye: { actions: 'hear' } },
      states: {
        idle: {
          tags: 'quiet',
          on: { greet: { target: 'busy', actions: ['write', 'greet', 'leave'] } },
        },
        busy: {},
      },
    },
    over: { type: 'final' },
  },
});

function greeting(network: Network): Protocol {
  return defineProtocol({
    id: 'greeting',
    title: 'Greeting',
    parameters: { spares: integer({ min: 0, max: 3, default: 0 }) },
    network,
    faults: { crash: { max: 1, restart: true } },
    roles: ({ spares }) => ({
      server: role(server, {
        count: 2,
        input: ({ id }) => ({ name: id }),
        durable: ['written'],
        stimuli: [{ type: 'greet' }],
      }),
      spare: role(server, { count: spares, input: { name: 'spare' } }),
    }),
  });
}

const fifo: Network = { order: 'fifo', loss: { max: 1 } };

/** The state after actions with these labels, as its view and as its record. */
function after(network: Network, ...labels: readonly string[]) {
  const system = new System(modelOf(greeting(network)));
  let slots = initialStates(system)[0] as Int32Array;
  for (const label of labels) {
    const next = successorsOf(system, slots).find(({ action }) => labelOf(action) === label);
    if (next === undefined) throw new Error(`${label} is not enabled.`);
    slots = next.slots;
  }
  const asked: string[] = [];
  const view = viewOf({
    wiring: system.wiring,
    slots,
    side: 0,
    ask: ({ key }) => void asked.push(key),
  });
  return { view, asked, record: stateRecord(system, slots) };
}

function server1(view: View) {
  return view.processes[0] as View['processes'][number];
}

describe('A view', () => {
  it('shows a process as its chart has it', () => {
    const { view } = after(fifo);
    const process = server1(view);
    expect([process.id, process.role, process.alive, process.done]).toEqual([
      ...['server1', 'server', true, false],
    ]);
    const states = ['up', 'up.idle', { up: 'idle' }, { up: 'busy' }, 'over'];
    expect(states.map((state) => process.matches(state as never))).toEqual([
      ...[true, true, true, false, false],
    ]);
    expect(process.hasTag('quiet')).toBe(true);
    expect(process.context).toEqual({ name: 'server1', heard: 0, written: [] });
    expect({ ...process.context }).toEqual({ name: 'server1', heard: 0, written: [] });
    expect(['heard' in process.context, 'seen' in process.context]).toEqual([true, false]);
  });

  it('shows that a process is done', () => {
    const process = server1(after(fifo, 'timeout nap at server1').view);
    expect([process.done, process.alive, process.matches('over')]).toEqual([true, true, true]);
  });

  it('shows of a crashed process what is durable, and the rest as it would wake up', () => {
    const { view } = after(
      fifo,
      'stimulus greet at server1',
      'deliver hello(by=server1) server1 → server1',
      'crash server1',
    );
    const process = server1(view);
    expect([process.alive, process.done, process.hasTag('quiet')]).toEqual([false, false, false]);
    expect(process.matches('up')).toBe(false);
    expect(process.context).toEqual({ name: 'server1', heard: 0, written: ['greeted'] });
    expect(view.faults).toMatchObject({ drops: 0, duplicates: 0, crashes: 1 });
  });

  it('lists the messages in flight by receiver, then by sender, each queue from its head', () => {
    const { view } = after(fifo, 'stimulus greet at server2', 'stimulus greet at server1');
    expect(view.messages.map(({ type, from, to }) => `${type} ${from} ${to}`)).toEqual([
      'hello server1 server1',
      'bye server1 server1',
      'hello server2 server1',
      'bye server2 server1',
      'hello server1 server2',
      'hello server2 server2',
    ]);
    expect(view.inFlight('bye' as never)).toEqual([
      { type: 'bye', from: 'server1', to: 'server1' },
      { type: 'bye', from: 'server2', to: 'server1' },
    ]);
    expect(view.inFlight('unheard of' as never)).toEqual([]);
  });

  it('lists the messages in flight by receiver, sender and content where there are no queues', () => {
    const { view } = after({ order: 'unordered' }, 'stimulus greet at server1');
    expect(view.messages).toEqual([
      { type: 'hello', by: 'server1', from: 'server1', to: 'server1' },
      { type: 'bye', from: 'server1', to: 'server1' },
      { type: 'hello', by: 'server1', from: 'server1', to: 'server2' },
    ]);
  });

  it('counts faults that have a budget', () => {
    const lost = ['stimulus greet at server1', 'drop bye server1 → server1'];
    expect(after(fifo, ...lost).view.faults).toMatchObject({ drops: 1, duplicates: 0, crashes: 0 });
    const unbounded: Network = { order: 'fifo', loss: { max: 'unbounded' } };
    expect(after(unbounded, ...lost).view.faults).toMatchObject({
      drops: 0,
      duplicates: 0,
      crashes: 0,
    });
  });

  it('lists the processes of a role, of which there may be none', () => {
    const { view } = after(fifo);
    expect(view.all('server').map(({ id }) => id)).toEqual(['server1', 'server2']);
    expect(view.all('spare')).toEqual([]);
    expect(view.processes).toHaveLength(2);
    expect(view.parameters).toEqual({ spares: 0 });
  });

  it.each<[string, (view: View) => unknown, string]>([
    [
      'a process',
      (view) => view.process('server3' as never),
      'A property asks for the process "server3", which does not exist.',
    ],
    [
      'a role',
      (view) => view.all('client'),
      'A property asks for the role "client", which does not exist.',
    ],
    [
      'a tag',
      (view) => server1(view).hasTag('loud'),
      'A property asks for the tag "loud", which does not exist.',
    ],
    [
      'a state',
      (view) => server1(view).matches('up.lazy'),
      'A property asks whether chart "server" is in state "up.lazy", which it does not have.',
    ],
  ])('refuses %s that does not exist', (_, ask, problem) => {
    expect(() => ask(after(fifo).view)).toThrow(
      expect.objectContaining({ code: 'FL301', problem }),
    );
  });

  it('reports what is asked, and of a context only the keys that are read', () => {
    const { view, asked } = after(fifo);
    const process = server1(view);
    expect(asked).toEqual([]);
    expect(process.context).toHaveProperty('heard');
    asked.length = 0;
    void (process.context as Log).written.length;
    void process.alive;
    void view.faults;
    expect(asked).toEqual(['0 context written', '0 alive', '2 faults']);
  });
});

describe('stateRecord', () => {
  it('holds a state as plain data', () => {
    const { record } = after(fifo, 'stimulus greet at server1', 'crash server2');
    expect(record).toEqual({
      processes: [
        {
          id: 'server1',
          role: 'server',
          alive: true,
          state: { up: 'busy' },
          context: { name: 'server1', heard: 0, written: ['greeted'] },
          timers: ['nap'],
        },
        {
          id: 'server2',
          role: 'server',
          alive: false,
          state: null,
          context: { name: 'server2', heard: 0, written: [] },
          timers: [],
        },
      ],
      messages: [
        { type: 'hello', by: 'server1', from: 'server1', to: 'server1' },
        { type: 'bye', from: 'server1', to: 'server1' },
        { type: 'hello', by: 'server1', from: 'server1', to: 'server2' },
      ],
    });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});
