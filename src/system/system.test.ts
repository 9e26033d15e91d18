import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { Successors } from '../explore/system.ts';
import type { Received, Sent } from '../protocol/messages.ts';
import { modelOf, type ModelChoices } from '../protocol/model.ts';
import type { Network } from '../protocol/network.ts';
import { integer } from '../protocol/parameters.ts';
import { defineProtocol, type Protocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import { send } from '../statechart/send.ts';
import { CheckRun } from '../trace/check.ts';
import { labelOf } from './action.ts';
import { stateRecord, type StateRecord } from './state-record.ts';
import { System } from './system.ts';

const counter = setup({
  types: {
    input: {} as { readonly from: number; readonly max: number },
    context: {} as { readonly max: number; readonly count: number },
    events: {} as { readonly type: 'up' } | { readonly type: 'again' },
  },
  guards: { isBelow: ({ context }) => context.count < context.max },
  actions: { count: assign({ count: ({ context }) => context.count + 1 }), keep: assign({}) },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ max: input.max, count: input.from }),
  on: { up: { guard: 'isBelow', actions: 'count' }, again: { actions: 'keep' } },
});

/** Three counters beside nine processes in which nothing happens. */
const counters = defineProtocol({
  id: 'counters',
  title: 'Counters',
  parameters: { max: integer({ min: 1, max: 99, default: 20 }) },
  roles: ({ max }) => ({
    counter: role(counter, { count: 3, input: { from: 0, max }, stimuli: [{ type: 'up' }] }),
    idle: role(counter, { count: 9, input: { from: 0, max: 0 } }),
  }),
});

const passer = setup({
  types: {
    input: {} as { readonly next: string },
    context: {} as { readonly next: string },
    events: {} as Received<{ readonly type: 'token' }> | { readonly type: 'begin' },
    emitted: {} as Sent<{ readonly type: 'token' }>,
  },
  actions: { pass: send(({ context }) => context.next, { type: 'token' }) },
}).createMachine({
  id: 'passer',
  context: ({ input }) => ({ next: input.next }),
  initial: 'waiting',
  states: {
    waiting: { on: { begin: { target: 'passing', actions: 'pass' }, token: { actions: 'pass' } } },
    passing: { on: { token: { actions: 'pass' } } },
  },
});

/** A token that goes round: a channel comes into use with each step of the first round. */
function ring(network: Network): Protocol {
  return defineProtocol({
    id: 'ring',
    title: 'Ring',
    network,
    roles: () => ({
      passer: role(passer, {
        count: 5,
        input: ({ index }) => ({ next: `passer${((index + 1) % 5) + 1}` }),
        stimuli: ({ index }) => (index === 0 ? [{ type: 'begin' }] : []),
      }),
    }),
    properties: ({ invariant, reachable }) => ({
      one: invariant('there is one token at most', (view) => view.messages.length <= 1),
      back: reachable('the token is on its way to the first', (view) =>
        view.inFlight('token').some(({ to }) => to === 'passer1'),
      ),
    }),
  });
}

function explored(protocol: Protocol, choices: ModelChoices = {}): CheckRun {
  const run = new CheckRun(modelOf(protocol, choices), { keepGoing: true });
  while (run.advance(100));
  return run;
}

describe('System', () => {
  it('starts in every combination of inputs, the last process varying fastest', () => {
    const inputs = [1, 2].map((from) => ({ from, max: 9 }));
    const protocol = defineProtocol({
      id: 'starts',
      title: 'Starts',
      roles: () => ({
        one: role(counter, { inputs }),
        two: role(counter, { inputs: [...inputs, { from: 3, max: 9 }] }),
      }),
    });
    const sink = new Successors();
    new System(modelOf(protocol)).initial(sink);
    expect([sink.count, sink.generated]).toEqual([6, 6]);
    const run = explored(protocol);
    const counts = Array.from({ length: 6 }, (_, index) =>
      recordOf(run, index).processes.map(({ context }) => context.count),
    );
    expect(counts).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
      [2, 3],
    ]);
  });

  it('has the right counts when slots outgrow their bits on the way', () => {
    const run = explored(counters);
    const small = new System(modelOf(counters)).layout;
    expect(run.result()).toMatchObject({
      distinctStates: 21 ** 3,
      generatedStates: 1 + 3 * 20 * 21 ** 2,
      depth: 61,
      endStates: 1,
    });
    expect(small.wordCount).toBe(1);
    expect(small.fits(1, 20)).toBe(false);
    expect(run.system.layout.fits(1, 20)).toBe(true);
  });

  it.each<Network>([{ order: 'fifo' }, { order: 'unordered' }, { order: 'set' }])(
    'has the right counts when channels come into use one after the other: $order',
    (network) => {
      const { search, system, ...run } = explored(ring(network));
      // Nothing sent; the token on its way to each of five.
      expect(search.progress()).toMatchObject({ distinct: 6, generated: 1 + 1 + 5, depth: 6 });
      expect(search.stuck).toBe(0);
      expect(system.wiring.channels.map(({ from, to }) => `${from} ${to}`)).toEqual(
        network.order === 'fifo' ? ['0 1', '1 2', '2 3', '3 4', '4 0'] : [],
      );
      expect(run.model.network).toEqual(network);
    },
  );

  it('finds what is in flight in channels that were not there at first', () => {
    const { properties } = explored(ring({ order: 'fifo' })).result();
    expect(properties.map(({ verdict, trace }) => [verdict, trace?.steps.length])).toEqual([
      ['holds', undefined],
      ['holds', 5],
    ]);
  });

  it('computes each local step once', () => {
    // The starts; the beginning, which the first one takes once and then does not; and the token.
    expect(explored(ring({ order: 'set' })).result().localSteps).toBe(5 + 2 + 5);
  });

  it('gives every successor the hash of the state that it is', () => {
    const faulty: Network = { order: 'fifo', loss: { max: 2 }, duplication: { max: 2 } };
    for (const network of [
      faulty,
      { ...faulty, order: 'unordered' },
      { ...faulty, order: 'set' },
    ] as const) {
      const { system, search } = explored(ring(network), {
        faults: { crash: { max: 1, restart: true } },
      });
      const { store } = search;
      let checked = 0;
      for (let index = 0; index < store.count; index += 1) {
        const sink = new Successors();
        system.expand(store.segmentOf(index), store.offsetOf(index), sink);
        for (let item = 0; item < sink.count; item += 1) {
          const offset = item * store.layout.wordCount;
          expect(system.hashOf(sink.words, offset)).toBe(sink.hashes[item]);
          expect(store.has(sink.words, offset, sink.hashes[item] as number)).toBe(true);
          checked += 1;
        }
      }
      expect(checked).toBeGreaterThan(100);
    }
  });

  it('counts steps that change nothing, and names them', () => {
    const protocol = defineProtocol({
      id: 'stutter',
      title: 'Stutter',
      roles: () => ({
        counter: role(counter, {
          input: { from: 0, max: 1 },
          stimuli: [{ type: 'up' }, { type: 'again' }],
        }),
      }),
    });
    const run = explored(protocol);
    // The start; up and again; again.
    expect(run.search.progress()).toMatchObject({ distinct: 2, generated: 1 + 2 + 1 });
    expect(run.system.stutters(slotsOf(run, 1)).map(labelOf)).toEqual([
      'stimulus again at counter',
    ]);
  });
});

function slotsOf({ search: { store } }: CheckRun, index: number): Int32Array {
  const slots = new Int32Array(store.layout.slotCount);
  store.layout.unpack(store.segmentOf(index), store.offsetOf(index), slots);
  return slots;
}

function recordOf(run: CheckRun, index: number): StateRecord {
  return stateRecord(run.system, slotsOf(run, index));
}
