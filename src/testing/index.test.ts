import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { alterChart, defineProtocol, role } from '../index.ts';
import { expectCaught, expectHolds } from './index.ts';

const door = setup({
  types: { events: {} as { type: 'open' } | { type: 'close' } | { type: 'lock' } },
}).createMachine({
  id: 'door',
  initial: 'closed',
  states: {
    closed: { on: { open: 'open', lock: 'locked' } },
    open: { on: { close: 'closed' } },
    locked: {},
  },
});

/** A door with three states, and ways to break it. */
const protocol = defineProtocol({
  id: 'door',
  title: 'A door',
  roles: () => ({
    door: role(door, { stimuli: [{ type: 'open' }, { type: 'close' }, { type: 'lock' }] }),
  }),
  properties: ({ stepInvariant, reachable }) => ({
    shutFirst: stepInvariant(
      'only a closed door is locked',
      (before, after) =>
        !before.process('door').matches('open') || !after.process('door').matches('locked'),
    ),
    opens: reachable('the door can be open', (view) => view.process('door').matches('open')),
  }),
  mutations: {
    boltOut: {
      says: 'an open door can be locked',
      violates: 'shutFirst',
      steps: 2,
      charts: {
        door: (chart) => alterChart(chart, { states: { open: { on: { lock: 'locked' } } } }),
      },
    },
    miscounted: {
      says: 'the same, with a wrong number of steps',
      violates: 'shutFirst',
      steps: 3,
      charts: {
        door: (chart) => alterChart(chart, { states: { open: { on: { lock: 'locked' } } } }),
      },
    },
    harmless: { says: 'nothing is broken', violates: 'shutFirst' },
  },
});

describe('expectHolds', () => {
  it('gives what was established', () => {
    expect(expectHolds(protocol)).toMatchObject({ verdict: 'holds', distinctStates: 3 });
  });

  it('fails with the chart of the counterexample', () => {
    const message = messageOf(() => expectHolds(protocol, { mutation: 'boltOut' }));
    expect(message).toMatch(/^"door" does not hold\.\n\nA door\n/);
    expect(message).toContain(`
        door
      [closed]
 1        ● open
       [open]
 2        ● lock
      [locked]

✗ violated by step 2: only a closed door is locked (shutFirst)
`);
  });

  it('fails when a limit is reached first', () => {
    const message = messageOf(() => expectHolds(protocol, { statesMax: 1 }));
    expect(message).toContain('It is not known whether "door" holds.\n');
    expect(message).toContain('The limit on the number of states was reached at depth 1');
  });

  it('points at the line of the test', () => {
    const error = errorOf(() => expectHolds(protocol, { statesMax: 1 }));
    const [frame] = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
    expect(frame).toContain('index.test.ts');
  });
});

describe('expectCaught', () => {
  it('gives what was established', () => {
    const { properties } = expectCaught(protocol, 'boltOut');
    expect(properties[0]?.trace?.steps.map(({ label }) => label)).toEqual([
      'stimulus open at door',
      'stimulus lock at door',
    ]);
  });

  it('fails when the property is not violated', () => {
    expect(messageOf(() => expectCaught(protocol, 'harmless'))).toMatch(
      /^The mutation "harmless" of "door" does not violate shutFirst\.\n\nA door\n/,
    );
  });

  it('fails when the steps are not as many as declared', () => {
    expect(messageOf(() => expectCaught(protocol, 'miscounted'))).toMatch(
      /^The mutation "miscounted" of "door" violates shutFirst in 2 steps, not in 3\.\n/,
    );
  });

  it('refuses a mutation that there is not', () => {
    expect(() => expectCaught(protocol, 'boltIn')).toThrow(
      '[FL105] There is no mutation "boltIn".',
    );
  });
});

function errorOf(test: () => unknown): Error {
  try {
    test();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
}

function messageOf(test: () => unknown): string {
  return errorOf(test).message;
}
