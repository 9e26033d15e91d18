import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { modelOf, type ModelChoices } from './model.ts';
import { boolean, integer } from './parameters.ts';
import { defineProtocol } from './protocol.ts';
import { role } from './role.ts';

const chart = setup({
  types: {
    input: {} as { readonly id: string; readonly of: number },
    context: {} as { readonly id: string },
    events: {} as { type: 'press' },
  },
}).createMachine({ id: 'lamp', context: ({ input }) => ({ id: input.id }) });

const lamps = defineProtocol({
  id: 'lamps',
  title: 'Lamps',
  parameters: {
    lamps: integer({ min: 0, max: 4, default: 2 }),
    losses: integer({ min: 0, max: 9, default: 0 }),
    fifo: boolean(),
  },
  sizes: { tiny: { lamps: 1 }, lossy: { losses: 2 } },
  roles: ({ lamps: count }) => ({
    lamp: role(chart, {
      count,
      input: ({ id }) => ({ id, of: count }),
      durable: ['id'],
      stimuli: [{ type: 'press' }],
    }),
    switch: role(chart, {
      inputs: [
        { id: 'a', of: count },
        { id: 'b', of: count },
      ],
    }),
  }),
  network: ({ losses, fifo }) => ({
    order: fifo ? 'fifo' : 'unordered',
    ...(losses > 0 && { loss: { max: losses } }),
  }),
  faults: { crash: { roles: ['lamp'], max: 1, restart: true } },
  properties: ({ reachable }) => ({ some: reachable('something', () => true) }),
  mutations: {
    broken: {
      says: 'the lamp is broken',
      violates: 'some',
      parameters: { lamps: 1, losses: 5 },
      charts: { lamp: (right) => right.provide({}) },
      network: { order: 'set' },
      faults: {},
    },
  },
});

describe('modelOf', () => {
  it('makes the processes of every role, in the order of the declaration', () => {
    const { processes } = modelOf(lamps);
    expect(processes).toEqual([
      {
        id: 'lamp1',
        role: 'lamp',
        index: 0,
        chart,
        inputs: [{ id: 'lamp1', of: 2 }],
        stimuli: [{ type: 'press' }],
        durable: ['id'],
        awaits: {},
      },
      {
        id: 'lamp2',
        role: 'lamp',
        index: 1,
        chart,
        inputs: [{ id: 'lamp2', of: 2 }],
        stimuli: [{ type: 'press' }],
        durable: ['id'],
        awaits: {},
      },
      {
        id: 'switch',
        role: 'switch',
        index: 0,
        chart,
        inputs: [
          { id: 'a', of: 2 },
          { id: 'b', of: 2 },
        ],
        stimuli: [],
        durable: [],
        awaits: {},
      },
    ]);
  });

  it('accepts a role that nobody plays', () => {
    const { processes } = modelOf(lamps, { parameters: { lamps: 0 } });
    expect(processes.map(({ id }) => id)).toEqual(['switch']);
  });

  it.each<[ModelChoices, object]>([
    [{}, { lamps: 2, losses: 0, fifo: false }],
    [{ size: 'tiny' }, { lamps: 1, losses: 0, fifo: false }],
    [
      { size: 'tiny', parameters: { lamps: 3, fifo: true } },
      { lamps: 3, losses: 0, fifo: true },
    ],
    [{ mutation: 'broken' }, { lamps: 1, losses: 5, fifo: false }],
    [
      { mutation: 'broken', size: 'lossy' },
      { lamps: 1, losses: 2, fifo: false },
    ],
    [
      { mutation: 'broken', parameters: { losses: 7 } },
      { lamps: 1, losses: 7, fifo: false },
    ],
  ])('chooses parameters for %j', (choices, parameters) => {
    expect(modelOf(lamps, choices).parameters).toEqual(parameters);
  });

  it('makes the network and the faults for the parameters, and lets choices win', () => {
    expect(modelOf(lamps, { size: 'lossy' }).network).toEqual({
      order: 'unordered',
      loss: { max: 2 },
    });
    const { network, faults } = modelOf(lamps, {
      size: 'lossy',
      network: { order: 'fifo', duplication: { max: 1 } },
      faults: { crash: { max: 3, atOnce: 1 } },
    });
    expect(network).toEqual({ order: 'fifo', loss: { max: 2 }, duplication: { max: 1 } });
    expect(faults).toEqual({ crash: { roles: ['lamp'], max: 3, restart: true, atOnce: 1 } });
  });

  it('takes chart, network and faults of a mutation', () => {
    const model = modelOf(lamps, { mutation: 'broken' });
    expect(model.network).toEqual({ order: 'set' });
    expect(model.faults).toEqual({});
    expect(model.processes.map((process) => process.chart === chart)).toEqual([false, true]);
    expect([model.mutation, model.size]).toEqual(['broken', undefined]);
  });

  it('can let crash what does not crash by itself', () => {
    const { faults } = modelOf(lamps, { mutation: 'broken', faults: { crash: { max: 1 } } });
    expect(faults).toEqual({ crash: { max: 1 } });
    const none = modelOf(lamps, { mutation: 'broken', faults: { crash: {} } });
    expect(none.faults).toEqual({ crash: { max: 0 } });
  });

  it.each<[ModelChoices, string]>([
    [{ size: 'huge' }, '[FL103] There is no size "huge".\n  Fix: use tiny, lossy.'],
    [{ size: 'toString' }, '[FL103] There is no size "toString".'],
    [{ mutation: 'mended' }, '[FL105] There is no mutation "mended".\n  Fix: use broken.'],
    [
      { parameters: { lamps: 5 } },
      '[FL102] The parameter "lamps" is 5, which is not a whole number from 0 to 4.',
    ],
    [{ parameters: { lamp: 1 } }, '[FL102] There is no parameter "lamp".'],
    [
      { network: { loss: { max: 256 } } },
      '[FL104] The declaration has network.loss.max 256.\n  Fix: give a whole number from 0 to 255, or "unbounded".',
    ],
    [
      { network: { duplication: { max: -1 } } },
      '[FL104] The declaration has network.duplication.max -1.',
    ],
    [{ faults: { crash: { max: 0.5 } } }, '[FL104] The declaration has faults.crash.max 0.5.'],
    [
      { faults: { crash: { atOnce: 0 } } },
      '[FL104] The declaration has faults.crash.atOnce 0.\n  Fix: give a whole number from 1, or leave it out.',
    ],
    [
      { faults: { crash: { roles: ['lump'] } } },
      '[FL104] faults.crash names the role "lump", which the protocol does not have.\n  Fix: use lamp, switch.',
    ],
    [
      { network: { delivery: 'keeps' } },
      '[FL104] The declaration has delivery "keeps" with order "unordered".\n  Fix: use order "set" with it.',
    ],
    [
      { network: { order: 'set', delivery: 'keeps', loss: { max: 1 } } },
      '[FL104] The declaration has loss or duplication with delivery "keeps".\n  Fix: leave them out: it has both built in.',
    ],
  ])('refuses %j', (choices, problem) => {
    expect(() => modelOf(lamps, choices)).toThrow(problem);
  });

  it.each<[ModelChoices]>([
    [{ network: { loss: { max: 'unbounded' } } }],
    [{ network: { loss: { max: 255 } } }],
    [{ network: { order: 'set', delivery: 'keeps' } }],
    [{ faults: { crash: { max: 'unbounded', atOnce: 2 } } }],
  ])('accepts %j', (choices) => {
    expect(modelOf(lamps, choices).protocol).toBe(lamps);
  });
});

describe('modelOf with roles that cannot be', () => {
  const withRoles = (roles: () => object, more: object = {}) =>
    modelOf(defineProtocol({ id: 'odd', title: 'Odd', roles: roles as never, ...more }));

  it.each([-1, 1.5, NaN])('refuses the count %d', (count) => {
    expect(() => withRoles(() => ({ lamp: role(chart, { count }) }))).toThrow(
      `[FL106] The role "lamp" has the count ${count}.\n` +
        '  Fix: give a whole number of processes, 0 or more, or leave it out for a single process.',
    );
  });

  it('refuses an empty list of inputs', () => {
    expect(() => withRoles(() => ({ lamp: role(chart, { inputs: [] }) }))).toThrow(
      '[FL106] The process "lamp" has no possible input: its list of inputs is empty.\n' +
        '  Fix: give at least one in "inputs", or use "input".',
    );
  });

  it('refuses two processes of one name', () => {
    expect(() =>
      withRoles(() => ({ lamp: role(chart, { count: 2 }), lamp2: role(chart) })),
    ).toThrow(
      '[FL101] Two processes are called "lamp2".\n' +
        '  Fix: rename one of the roles: the processes of a role with a count are called role1, role2 …',
    );
  });

  it('refuses the name of a role that cannot be written in a command', () => {
    expect(() => withRoles(() => ({ 'a lamp': role(chart) }))).toThrow(
      '[FL101] The role "a lamp" cannot be used in commands and links.',
    );
  });

  it('refuses an expectation that shows with other parameters only', () => {
    const more = {
      parameters: { n: integer({ min: 0, max: 1, default: 0 }) },
      expectations: ({ n }: { n: number }) => (n === 1 ? { nothing: 'violated' } : {}),
    };
    const odd = defineProtocol({ id: 'odd', title: 'Odd', roles: () => ({}), ...(more as object) });
    expect(modelOf(odd).parameters).toEqual({ n: 0 });
    expect(() => modelOf(odd, { parameters: { n: 1 } })).toThrow(
      '[FL105] The record of expectations names the property "nothing", which the protocol does not have.\n' +
        '  Fix: declare the property.',
    );
  });

  it('begins with the inputs that belong together, the last process varying fastest', () => {
    const inputs = [1, 2].map((of) => ({ id: 'lamp', of }));
    const pair = (initially?: (inputs: { readonly lamp1: { readonly of: number } }) => boolean) =>
      modelOf(
        defineProtocol({
          id: 'pair',
          title: 'Pair',
          roles: () => ({ lamp: role(chart, { count: 2, inputs }) }),
          ...(initially && { initially: initially as () => boolean }),
        }),
      ).starts;
    expect(pair()).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(pair(({ lamp1 }) => lamp1.of === 2)).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(() => pair(() => false)).toThrow(
      '[FL106] "initially" leaves out every combination of inputs: there are 4.\n' +
        '  Fix: let it return true for those with which behaviors may begin.',
    );
  });

  it('refuses several inputs where a restart would have to know which it was', () => {
    const lamps = { lamp: role(chart, { inputs: [1, 2].map((of) => ({ id: 'lamp', of })) }) };
    const withCrash = (crash: object) =>
      modelOf(
        defineProtocol({
          id: 'lamps',
          title: 'Lamps',
          roles: () => lamps,
          faults: { crash: { max: 1, restart: true, ...crash } },
        }),
      );
    expect(() => withCrash({})).toThrow(
      '[FL104] The declaration has a process "lamp" that may restart and has 2 possible inputs.\n' +
        '  Fix: let the process choose by a stimulus and keep the choice in its durable context.',
    );
    for (const other of [{ restart: false }, { max: 0 }, { roles: [] }]) {
      expect(withCrash(other).processes).toHaveLength(1);
    }
  });

  it('refuses a mutation of a role that does not exist', () => {
    const odd = defineProtocol({
      id: 'odd',
      title: 'Odd',
      roles: () => ({ lamp: role(chart) }),
      properties: ({ reachable }) => ({ some: reachable('something', () => true) }),
      mutations: {
        broken: { says: '', violates: 'some', charts: { lump: () => chart } as object },
      },
    });
    expect(() => modelOf(odd, { mutation: 'broken' })).toThrow(
      '[FL105] The mutation "broken" names the role "lump", which the protocol does not have.\n' +
        '  Fix: use lamp.',
    );
    expect(modelOf(odd).mutation).toBeUndefined();
  });

  it('says so when there are no sizes and no mutations', () => {
    const bare = defineProtocol({ id: 'bare', title: 'Bare', roles: () => ({}) });
    expect(() => modelOf(bare, { size: 'tiny' })).toThrow(
      '[FL103] There is no size "tiny".\n  Fix: this protocol has none.',
    );
    expect(() => modelOf(bare, { mutation: 'x' })).toThrow('[FL105] There is no mutation "x".');
  });
});
