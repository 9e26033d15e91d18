import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { durablePart, processIds, role } from './role.ts';

const server = setup({
  types: {
    input: {} as { readonly id: string; readonly recovered?: object },
    context: {} as { readonly id: string; readonly log: readonly string[] },
    events: {} as { type: 'begin' } | { type: 'write'; value: string },
  },
}).createMachine({ id: 'server', context: ({ input }) => ({ id: input.id, log: [] }) });

const first = { id: 'server1', index: 0 };
const second = { id: 'server2', index: 1 };

describe('role', () => {
  it('takes one input for all, or one for each', () => {
    expect(role(server, { input: { id: 'x' } }).inputsOf(first)).toEqual([{ id: 'x' }]);
    const { inputsOf } = role(server, {
      count: 2,
      input: ({ id, index }) => ({ id: `${id} ${index}` }),
    });
    expect([inputsOf(first), inputsOf(second)]).toEqual([
      [{ id: 'server1 0' }],
      [{ id: 'server2 1' }],
    ]);
  });

  it('takes several inputs, of which each process may start with any', () => {
    const several = role(server, { inputs: ({ id }) => [{ id }, { id: 'nobody' }] });
    expect(several.inputsOf(second)).toEqual([{ id: 'server2' }, { id: 'nobody' }]);
  });

  it('takes stimuli for all, or some for each', () => {
    expect(role(server, { stimuli: [{ type: 'begin' }] }).stimuliOf(first)).toEqual([
      { type: 'begin' },
    ]);
    const some = role(server, {
      stimuli: ({ index }) => (index === 0 ? [{ type: 'write', value: 'a' }] : []),
    });
    expect([some.stimuliOf(first), some.stimuliOf(second)]).toEqual([
      [{ type: 'write', value: 'a' }],
      [],
    ]);
  });

  it('needs nothing but a chart', () => {
    const { inputsOf, stimuliOf, ...rest } = role(server);
    expect(rest).toEqual({
      kind: 'role',
      chart: server,
      awaits: {},
      count: undefined,
      durable: [],
      symmetric: false,
    });
    expect(inputsOf(first)).toEqual([undefined]);
    expect(stimuliOf(first)).toEqual([]);
  });
});

describe('processIds', () => {
  it('counts from one', () => {
    expect(processIds('server', 3)).toEqual(['server1', 'server2', 'server3']);
    expect(processIds('server', 0)).toEqual([]);
  });
});

describe('durablePart', () => {
  it('keeps the durable keys, in their order, and leaves out those that are not there', () => {
    const part = durablePart({ vote: 'yes', peers: [], ballot: 0 }, ['ballot', 'decision', 'vote']);
    expect(Object.entries(part)).toEqual([
      ['ballot', 0],
      ['vote', 'yes'],
    ]);
    expect(durablePart({ vote: 'yes' }, [])).toEqual({});
  });
});
