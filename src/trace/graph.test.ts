import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Received, Sent } from '../protocol/messages.ts';
import { integer } from '../protocol/parameters.ts';
import { defineProtocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import { send } from '../statechart/send.ts';
import { stateGraph } from './graph.ts';
import { stateText } from './state-text.ts';

const hand = setup({
  types: {
    context: {} as { readonly left: boolean },
    events: {} as { readonly type: 'press' } | { readonly type: 'rest' },
    emitted: {} as Sent<{ readonly type: 'toggle'; readonly by: string }>,
  },
  actions: {
    press: send('lamp', { type: 'toggle', by: 'hand' }),
    rest: assign({ left: true }),
  },
}).createMachine({
  id: 'hand',
  context: { left: true },
  on: { press: { actions: 'press' }, rest: { actions: 'rest' } },
});

const lamp = setup({
  types: {
    input: {} as { readonly uses: number },
    context: {} as { readonly color: string; readonly uses: number },
    events: {} as Received<{ readonly type: 'toggle' }>,
  },
  actions: { use: assign({ uses: ({ context }) => context.uses + 1 }) },
}).createMachine({
  id: 'lamp',
  context: ({ input }) => ({ color: 'red', uses: input.uses }),
  initial: 'off',
  states: {
    off: { on: { toggle: { target: 'on', actions: 'use' } } },
    on: { on: { toggle: 'off' } },
  },
});

const light = defineProtocol({
  id: 'light',
  title: 'Light',
  parameters: { uses: integer({ min: 0, max: 2, default: 0 }) },
  network: { order: 'set' },
  roles: ({ uses }) => ({
    hand: role(hand, { stimuli: [{ type: 'press' }, { type: 'rest' }] }),
    lamp: role(lamp, { inputs: [{ uses: 1 }, { uses }] }),
  }),
  constraint: (view) => view.process('lamp').context.uses <= 1,
  properties: ({ invariant }) => ({ never: invariant('it is never on', () => false) }),
});

describe('stateGraph', () => {
  it('has every state within the constraint, and every step between two of them', () => {
    const { model, states, edges, complete } = stateGraph(light);
    expect(model.protocol).toBe(light);
    // From 1 use the lamp cannot be switched on; from none it can, and off again.
    expect(states.map(({ label, initial }) => [label, initial])).toEqual([
      ['hand\nlamp: off uses=1', true],
      ['hand\nlamp: off uses=0', true],
      ['hand\nlamp: off uses=1\ntoggle(by=hand) hand → lamp', false],
      ['hand\nlamp: off uses=0\ntoggle(by=hand) hand → lamp', false],
      ['hand\nlamp: on uses=1', false],
      ['hand\nlamp: on uses=1\ntoggle(by=hand) hand → lamp', false],
    ]);
    const press = 'stimulus press at hand';
    const deliver = 'deliver toggle(by=hand) hand → lamp';
    const between = (label: string) =>
      edges.filter((edge) => edge.label === label).map(({ from, to }) => [from, to]);
    expect(between(press)).toEqual(
      [
        ...[
          [0, 2],
          [1, 3],
          [4, 5],
        ],
        // A message that is in flight already is not added: these change nothing.
        ...[
          [2, 2],
          [3, 3],
          [5, 5],
        ],
      ].sort(([one = 0], [other = 0]) => one - other),
    );
    // To state 2 leads no way out: its delivery would be the second use.
    expect(between(deliver)).toEqual([
      [3, 4],
      [5, 0],
    ]);
    expect(between('stimulus rest at hand')).toEqual(states.map(({ id }) => [id, id]));
    expect(edges).toHaveLength(6 + 2 + 6);
    expect(complete).toBe(false);
  });

  it('has what is reachable within a number of states', () => {
    const { states, edges, complete } = stateGraph(light, { statesMax: 3 });
    expect(states.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(edges.every(({ from, to }) => from < 3 && to < 3)).toBe(true);
    expect(complete).toBe(false);
  });

  it('holds each state as plain data too', () => {
    expect(stateGraph(light).states[4]?.record).toEqual({
      processes: [
        { id: 'hand', role: 'hand', alive: true, state: {}, context: { left: true }, timers: [] },
        {
          id: 'lamp',
          role: 'lamp',
          alive: true,
          state: 'on',
          context: { color: 'red', uses: 1 },
          timers: [],
        },
      ],
      messages: [],
    });
  });
});

describe('stateText', () => {
  it.each([
    ['idle', 'idle'],
    [{ open: 'idle' }, 'open.idle'],
    [{ open: { door: { left: 'ajar' } } }, 'open.door.left.ajar'],
    [{ door: 'open', lamp: { on: 'dim' } }, 'door.open, lamp.on.dim'],
    [{ door: {}, lamp: 'off' }, 'door, lamp.off'],
    [null, 'down'],
  ])('reads %j as %s', (value, text) => {
    expect(stateText(value)).toBe(text);
  });
});
