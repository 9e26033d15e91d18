import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import type { Received, Sent } from '../../protocol/messages.ts';
import { integer } from '../../protocol/parameters.ts';
import { defineProtocol } from '../../protocol/protocol.ts';
import { role } from '../../protocol/role.ts';
import { broadcast, reply } from '../../statechart/send.ts';
import { exploredSteps } from './explored-steps.ts';

const client = setup({
  types: {
    events: {} as Received<{ type: 'pong' }> | { type: 'begin' },
    emitted: {} as Sent<{ type: 'ping' }>,
  },
  actions: { ping: broadcast(['server1', 'server2'], { type: 'ping' }) },
}).createMachine({
  id: 'client',
  initial: 'idle',
  states: {
    idle: { on: { begin: { target: 'waiting', actions: 'ping' } } },
    waiting: { on: { pong: 'happy' } },
    happy: { on: { begin: 'idle' } },
  },
});

const server = setup({
  types: { events: {} as Received<{ type: 'ping' }>, emitted: {} as Sent<{ type: 'pong' }> },
  actions: { pong: reply({ type: 'pong' }) },
}).createMachine({
  id: 'server',
  initial: 'up',
  states: { up: { on: { ping: { target: 'tired', actions: 'pong' } } }, tired: {} },
});

const pings = defineProtocol({
  id: 'pings',
  title: 'Pings',
  parameters: { crashes: integer({ min: 0, max: 1, default: 0 }) },
  roles: () => ({
    client: role(client, { stimuli: ({ index }) => (index === 0 ? [{ type: 'begin' }] : []) }),
    server: role(server, { count: 2 }),
  }),
  network: { order: 'set' },
  faults: ({ crashes }) => ({ crash: { roles: ['server'], max: crashes, restart: true } }),
});

describe('exploredSteps', () => {
  it('counts the steps between all states that go through each part', () => {
    // Each server: not asked, asked, answered, answer delivered. The first answer makes the client happy,
    // which then begins anew: what it asks again a tired server ignores.
    const { complete, parts } = exploredSteps(pings, { statesMax: 10_000 });
    expect(complete).toBe(true);
    const counts = Object.fromEntries(
      parts.map(({ role: of, name, count }) => [`${of} ${name}`, count]),
    );
    expect(Object.keys(counts)).toEqual([
      ...['client idle', 'client idle.on.begin', 'client waiting', 'client waiting.on.pong'],
      ...['client happy', 'client happy.on.begin'],
      ...['server up', 'server up.on.ping', 'server tired'],
    ]);
    // The first step enters it, too.
    expect(counts['client idle']).toBe((counts['client happy.on.begin'] as number) + 1);
    expect(counts['client waiting']).toBe(counts['client idle.on.begin']);
    expect(counts['server tired']).toBe(counts['server up.on.ping']);
    // The first steps of two servers.
    expect(counts['server up']).toBe(2);
  });

  it('counts messages by type, sender and receiver, in the states of both', () => {
    const { messages, parts } = exploredSteps(pings);
    expect(messages.map(({ type, from, to }) => [type, from, to])).toEqual([
      ['ping', 'client', 'server'],
      ['pong', 'server', 'client'],
    ]);
    const [ping, pong] = messages;
    const begun = parts.find(({ name }) => name === 'idle.on.begin')?.count as number;
    expect(ping?.sentIn).toEqual([{ state: 'idle', count: 2 * begun }]);
    expect(ping?.receivedIn.map(({ state }) => state).sort()).toEqual(['tired', 'up']);
    expect(pong?.sentIn.map(({ state }) => state)).toEqual(['up']);
    expect(pong?.receivedIn.map(({ state }) => state).sort()).toEqual(['happy', 'idle', 'waiting']);
  });

  it('has what no step goes through', () => {
    const lonely = defineProtocol({
      id: 'lonely',
      title: 'Lonely',
      roles: () => ({ server: role(server) }),
    });
    const { messages, parts, distinctStates } = exploredSteps(lonely);
    expect([messages, distinctStates]).toEqual([[], 1]);
    expect(parts.map(({ name, count }) => [name, count])).toEqual([
      ...[
        ['up', 1],
        ['up.on.ping', 0],
        ['tired', 0],
      ],
    ]);
  });

  it('counts what a restart does', () => {
    const { parts } = exploredSteps(pings, { parameters: { crashes: 1 } });
    expect(parts.find(({ name }) => name === 'up')?.count).toBeGreaterThan(2);
  });

  it('says when there are more states', () => {
    expect(exploredSteps(pings, { statesMax: 3 })).toMatchObject({
      complete: false,
      distinctStates: 3,
    });
  });
});
