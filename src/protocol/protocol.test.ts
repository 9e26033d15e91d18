import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { integer } from './parameters.ts';
import { defineProtocol, type Protocol } from './protocol.ts';
import { propertiesFor } from './property.ts';
import { role } from './role.ts';
import type { View } from './view.ts';

const lamp = setup({ types: { events: {} as { type: 'press' } } }).createMachine({
  id: 'lamp',
  initial: 'off',
  states: { off: { on: { press: 'on' } }, on: { on: { press: 'off' } } },
});

/** A protocol of lamps, with parts of the declaration replaced by what the types would refuse. */
function lampsWith(changes: object): Protocol {
  return defineProtocol({
    id: 'lamps',
    title: 'Lamps',
    parameters: { lamps: integer({ min: 1, max: 4, default: 2 }) },
    sizes: { tiny: { lamps: 1 } },
    roles: ({ lamps }) => ({ lamp: role(lamp, { count: lamps, stimuli: [{ type: 'press' }] }) }),
    properties: ({ reachable }) => ({
      allOn: reachable('every lamp is on', (view) =>
        view.all('lamp').every((one) => one.matches('on')),
      ),
    }),
    ...changes,
  });
}

describe('defineProtocol', () => {
  it('completes what is left out', () => {
    const protocol = defineProtocol({ id: 'bare', title: 'Bare', roles: () => ({}) });
    expect(protocol).toMatchObject({
      kind: 'protocol',
      id: 'bare',
      title: 'Bare',
      source: undefined,
      parameters: {},
      sizes: {},
      properties: {},
      mutations: {},
      constraint: undefined,
    });
    expect(protocol.networkFor({})).toEqual({ order: 'unordered' });
    expect(protocol.faultsFor({})).toEqual({});
    expect(protocol.expectationsFor({})).toEqual({});
  });

  it('takes network, faults and expectations as values or by parameters', () => {
    const fixed = lampsWith({ network: { order: 'fifo' }, faults: { crash: { max: 1 } } });
    expect(fixed.networkFor({ lamps: 2 })).toEqual({ order: 'fifo' });
    expect(fixed.faultsFor({ lamps: 2 })).toEqual({ crash: { max: 1 } });
    const varying = lampsWith({
      network: ({ lamps }: { lamps: number }) => ({ order: lamps > 1 ? 'set' : 'fifo' }),
      faults: ({ lamps }: { lamps: number }) => ({ crash: { max: lamps - 1 } }),
      expectations: ({ lamps }: { lamps: number }) => (lamps > 3 ? { allOn: 'violated' } : {}),
    });
    expect(varying.networkFor({ lamps: 2 })).toEqual({ order: 'set' });
    expect(varying.faultsFor({ lamps: 3 })).toEqual({ crash: { max: 2 } });
    expect(varying.expectationsFor({ lamps: 3 })).toEqual({});
    expect(varying.expectationsFor({ lamps: 4 })).toEqual({ allOn: 'violated' });
  });

  it('takes properties from a file of their own', () => {
    const { invariant } = propertiesFor<{ lamp: ReturnType<typeof role<typeof lamp, number>> }>();
    const properties = { some: invariant('something', () => true, { source: 'Edison 1880' }) };
    expect(lampsWith({ properties }).properties).toEqual({
      some: {
        kind: 'invariant',
        says: 'something',
        source: 'Edison 1880',
        holds: expect.any(Function),
      },
    });
  });

  it.each(['', 'Lamps', 'two lamps', 'two_lamps', '-lamps', 'lamps-', '2pc', 'lämps'])(
    'refuses the id %j',
    (id) => {
      expect(() => lampsWith({ id })).toThrow(
        `[FL101] The protocol id ${JSON.stringify(id)} cannot be used in commands and links.\n` +
          '  Fix: use lower-case words joined by "-", such as "two-phase-commit".',
      );
    },
  );

  it.each(['lamps', 'two-lamps', 'raft2', 'paxos-3-rounds'])('accepts the id %j', (id) => {
    expect(lampsWith({ id }).id).toBe(id);
  });

  it.each([
    [
      'parameter',
      { parameters: { 'how many': integer({ min: 1, max: 2, default: 1 }) }, sizes: {} },
      'how many',
    ],
    ['size', { sizes: { '1st': {} } }, '1st'],
    [
      'property',
      { properties: { 'is on': { kind: 'reachable', says: '', holds: () => true } } },
      'is on',
    ],
    ['mutation', { mutations: { 'no/lamp': { says: '', violates: 'allOn' } } }, 'no/lamp'],
  ])('refuses the name of a %s that cannot be written in a command', (kind, changes, name) => {
    expect(() => lampsWith(changes)).toThrow(
      `[FL101] The ${kind} "${name}" cannot be used in commands and links.\n` +
        '  Fix: use a letter, and then letters, digits, "-" and "_".',
    );
  });

  it('refuses a size that sets what is not a parameter', () => {
    expect(() => lampsWith({ sizes: { tiny: { lamp: 1 } } })).toThrow(
      '[FL103] The size "tiny" names the parameter "lamp", which the protocol does not have.\n' +
        '  Fix: use lamps.',
    );
  });

  it('refuses a size or a mutation that sets a parameter out of its range', () => {
    expect(() => lampsWith({ sizes: { huge: { lamps: 5 } } })).toThrow(
      '[FL102] The parameter "lamps" of size "huge" is 5, which is not a whole number from 1 to 4.',
    );
    const mutations = { dark: { says: '', violates: 'allOn', parameters: { lamps: 0 } } };
    expect(() => lampsWith({ mutations })).toThrow(
      '[FL102] The parameter "lamps" of mutation "dark" is 0, which is not a whole number from 1 to 4.',
    );
  });

  it('refuses an expectation of a property that does not exist', () => {
    expect(() => lampsWith({ expectations: { allOff: 'violated' } })).toThrow(
      '[FL105] The record of expectations names the property "allOff", which the protocol does not have.\n' +
        '  Fix: use allOn.',
    );
  });

  it('refuses a mutation of a property or with a parameter that does not exist', () => {
    const mutated = (mutation: object) => () =>
      lampsWith({ mutations: { broken: { says: '', ...mutation } } });
    expect(mutated({ violates: 'allOff' })).toThrow(
      '[FL105] The mutation "broken" names the property "allOff", which the protocol does not have.\n' +
        '  Fix: use allOn.',
    );
    expect(mutated({ violates: 'allOn', parameters: { lamp: 1 } })).toThrow(
      '[FL105] The mutation "broken" names the parameter "lamp", which the protocol does not have.\n' +
        '  Fix: use lamps.',
    );
  });
});

describe('the functions that make properties', () => {
  const { invariant, stepInvariant, reachable, deadlockFree } =
    propertiesFor<Record<string, never>>();
  const holds = () => true;

  it('keep the sentence, the predicate and the source', () => {
    const source = 'Lamport 1978';
    expect(invariant('a', holds, { source })).toEqual({
      kind: 'invariant',
      says: 'a',
      holds,
      source,
    });
    expect(stepInvariant('b', holds)).toEqual({ kind: 'stepInvariant', says: 'b', holds });
    expect(reachable('c', holds)).toEqual({ kind: 'reachable', says: 'c', holds });
    expect(deadlockFree('d', { ends: holds, source })).toEqual({
      kind: 'deadlockFree',
      says: 'd',
      ends: holds,
      source,
    });
  });

  it('take a state for an end when every process that is up has come to a final state', () => {
    const { ends } = deadlockFree('nobody is stuck');
    const state = (...processes: readonly { alive: boolean; done: boolean }[]) =>
      ({ processes }) as unknown as View;
    const [up, done, down] = [
      { alive: true, done: false },
      { alive: true, done: true },
      { alive: false, done: false },
    ];
    expect(ends(state(done, done))).toBe(true);
    expect(ends(state(done, down))).toBe(true);
    expect(ends(state(done, up))).toBe(false);
    expect(ends(state())).toBe(true);
  });
});
