import { defineProtocol, role } from '#faultline';
import { createTestModel, TestModel as FormerTestModel } from '@xstate/test';
import { describe, expect, it } from 'vitest';
import { setup, type EventFromLogic, type SnapshotFrom } from 'xstate';
import { getAdjacencyMap, TestModel, type AdjacencyValue } from 'xstate/graph';
import { liveActor, processPaths, type TestModelClass } from '../../src/testing/index.ts';

/** A machine that sells: plain, so that XState's own tools can explore it by themselves. */
const machine = setup({
  types: {
    events: {} as { type: 'coin' } | { type: 'choose' } | { type: 'kick' } | { type: 'take' },
  },
}).createMachine({
  id: 'machine',
  initial: 'waiting',
  states: {
    waiting: { on: { coin: 'paid' } },
    paid: { on: { choose: 'sold', coin: 'paid' } },
    sold: { on: { take: 'waiting', kick: 'broken' } },
    broken: { type: 'final' },
  },
});

/** What XState's own tools find. */
const found: readonly AdjacencyValue<
  SnapshotFrom<typeof machine>,
  EventFromLogic<typeof machine>
>[] = Object.values(getAdjacencyMap(machine, {}));

const protocol = defineProtocol({
  id: 'machine',
  title: 'A machine that sells',
  roles: () => ({
    machine: role(machine, {
      stimuli: [{ type: 'coin' }, { type: 'choose' }, { type: 'kick' }, { type: 'take' }],
    }),
  }),
  properties: ({ reachable }) => ({
    breaks: reachable('it is broken', (view) => view.process('machine').matches('broken')),
  }),
});

const runners: readonly (readonly [string, TestModelClass])[] = [
  ['@xstate/test', FormerTestModel],
  ['xstate/graph', TestModel],
];

describe.each(runners)('The paths run by %s', (_, runner) => {
  it('take the transitions that xstate/graph finds', async () => {
    const [{ paths = [], steps } = {}] = await processPaths(protocol, { TestModel: runner });
    const taken = new Set<string>();
    for (const path of paths) {
      let here = '';
      const actor = liveActor(machine);
      await path.test({
        happen: async ({ cause }) => {
          if (cause.kind === 'start') await actor.start(cause.input);
          if (cause.kind === 'receive') await actor.receive(cause.event);
        },
        look: async (step) => {
          await actor.look(step);
          const { cause, state } = step;
          if (cause.kind === 'receive') taken.add(`${here} ${cause.event.type}`);
          here = String(state?.value);
        },
      });
    }
    const expected = found.flatMap(({ state, transitions }) =>
      Object.values(transitions)
        // A machine that has come to its end, or has no use for an event, takes no step.
        .filter(({ event }) => state.can(event))
        .map(({ event }) => `${String(state.value)} ${event.type}`),
    );
    expect([...taken].sort()).toEqual(expected.sort());
    // The start is a step of ours.
    expect(steps).toBe(expected.length + 1);
  });

  it('fail in the same step with the same report', async () => {
    const [{ paths: [path] = [] } = {}] = await processPaths(protocol, { TestModel: runner });
    let looks = 0;
    const failing = path?.test({
      happen: () => undefined,
      look: () => {
        looks += 1;
        if (looks === 3) throw new Error('Out of order.');
      },
    });
    await expect(failing).rejects.toThrow(
      /^Out of order\.\nPath:\n\tState: {"value":"waiting".*\n\tEvent: start machine\n\n/,
    );
    await expect(failing).rejects.toThrow(/Event: stimulus coin at machine/);
    expect(looks).toBe(3);
  });
});

describe('@xstate/test by itself', () => {
  it('finds the states that xstate/graph finds, for a chart without timers', () => {
    const ends = createTestModel(machine)
      .getShortestPaths()
      .flatMap(({ steps }) => steps.map(({ state }) => JSON.stringify(state.value)));
    const states = found.map(({ state }) => JSON.stringify(state.value));
    expect(new Set(ends)).toEqual(new Set(states));
  });

  it('refuses a chart with timers, which is why Faultline finds the paths', () => {
    const lamp = setup({}).createMachine({
      initial: 'on',
      states: { on: { after: { 10: 'off' } }, off: {} },
    });
    expect(() => createTestModel(lamp)).toThrow('After events on test machines are not supported');
  });
});
