import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { alterChart, defineProtocol, role, send, type Received, type Sent } from '../../index.ts';
import { expectConforms, liveActor, processPaths, type Implementation } from '../index.ts';

/** A box that counts the coins it is given, keeps the count through crashes, and asks to be emptied. */
const box = setup({
  types: {
    input: {} as { coins: number; recovered?: { coins: number } },
    context: {} as { coins: number },
    events: {} as Received<{ type: 'coin' }>,
    emitted: {} as Sent<{ type: 'full' }>,
  },
  guards: { isFull: ({ context }) => context.coins === 2 },
  actions: {
    count: assign({ coins: ({ context }) => context.coins + 1 }),
    empty: assign({ coins: 0 }),
    sayFull: send('visitor', { type: 'full' }),
  },
  delays: { patience: 100 },
}).createMachine({
  id: 'box',
  context: ({ input }) => ({ coins: input.recovered?.coins ?? input.coins }),
  initial: 'open',
  states: {
    open: {
      on: { coin: { actions: 'count' } },
      always: { guard: 'isFull', target: 'full' },
    },
    full: { entry: 'sayFull', after: { patience: { target: 'open', actions: 'empty' } } },
  },
});

const visitor = setup({
  types: { events: {} as { type: 'give' }, emitted: {} as Sent<{ type: 'coin' }> },
  actions: { giveCoin: send('box', { type: 'coin' }) },
}).createMachine({
  id: 'visitor',
  initial: 'rich',
  states: { rich: { on: { give: { target: 'poor', actions: 'giveCoin' } } }, poor: {} },
});

const protocol = defineProtocol({
  id: 'box',
  title: 'A box',
  roles: () => ({
    visitor: role(visitor, { stimuli: [{ type: 'give' }] }),
    box: role(box, { input: { coins: 0 }, durable: ['coins'] }),
  }),
  network: { order: 'unordered', duplication: { max: 1 } },
  faults: { crash: { roles: ['box'], max: 1, restart: true } },
  properties: ({ reachable }) => ({
    fills: reachable('the box is full', (view) => view.process('box').matches('full')),
  }),
});

/** The same box, written without a chart. */
function plainBox({ fullAt }: { readonly fullAt: number }): Implementation {
  let coins = 0;
  let sent: string[] = [];
  const say = () => {
    if (coins === fullAt) sent.push('full');
  };
  return {
    start: (input) => {
      coins = (input as { recovered?: { coins: number } }).recovered?.coins ?? 0;
      sent = [];
      say();
    },
    receive: async ({ type }) => {
      await Promise.resolve();
      if (type !== 'coin' || coins === fullAt) return;
      coins += 1;
      say();
    },
    fire: () => void (coins = 0),
    crash: () => undefined,
    look: ({ state, emitted }) => {
      if (state === undefined) return;
      expect({ coins }).toEqual(state.context);
      expect(sent).toEqual(emitted.map(({ type }) => type));
      sent = [];
    },
  };
}

describe('expectConforms', () => {
  it('takes every step of the charts as live actors', async () => {
    expect(await expectConforms(protocol)).toEqual([
      // It starts, gives, and hears that the box is full.
      { process: 'visitor', role: 'visitor', steps: 3, paths: 1 },
      // It starts; takes a coin when it has none, and when it has one; is emptied; crashes with none, one
      // and two; and starts again with each.
      { process: 'box', role: 'box', steps: 1 + 2 + 1 + 3 + 3, paths: 1 },
    ]);
  });

  it('takes them in an implementation without a chart', async () => {
    const implementation = () => plainBox({ fullAt: 2 });
    const [tested] = await expectConforms(protocol, { role: 'box', implementation });
    expect(tested?.process).toBe('box');
  });

  it('fails at the first step that is different, and shows the path', async () => {
    const implementation = () => plainBox({ fullAt: 1 });
    const testing = expectConforms(protocol, { role: 'box', implementation });
    await expect(testing).rejects.toThrow(/expected \[ 'full' \] to deeply equal \[\]/);
    await expect(testing).rejects.toThrow(/Event: deliver coin visitor → box/);
  });

  it.each([
    {
      says: 'what is emitted',
      other: alterChart(box, { states: { full: { entry: [] } } }),
      where: 'It emits [] instead of [{"to":"visitor","type":"full"}].',
    },
    {
      says: 'a timer that does not run',
      other: alterChart(box, { states: { full: { after: undefined } } }),
      where: 'Its state is',
    },
    {
      says: 'how long a timer takes',
      other: box.provide({ delays: { patience: 50 } }),
      where: '"timers":{"patience":50}',
    },
  ])('notices in a live actor $says', async ({ other, where }) => {
    const implementation = () => liveActor(other);
    const testing = expectConforms(protocol, { role: 'box', implementation });
    await expect(testing).rejects.toThrow(where);
  });
});

describe('processPaths', () => {
  it('gives the steps in order, each with what must come of it', async () => {
    const [{ paths = [] } = {}] = await processPaths(protocol, { role: 'box', stepsMax: 4 });
    const labels = paths.map(({ steps }) => steps.map(({ label }) => label));
    expect(labels[0]?.slice(0, 2)).toEqual(['start box', 'deliver coin visitor → box']);
    const full = paths.flatMap(({ steps }) => steps).find(({ emitted }) => emitted.length > 0);
    expect(full).toEqual({
      label: 'deliver coin visitor → box',
      cause: { kind: 'receive', event: { type: 'coin', from: 'visitor' } },
      emitted: [{ type: 'full', to: 'visitor' }],
      started: ['patience'],
      state: {
        value: 'full',
        context: { coins: 2 },
        status: 'active',
        timers: { patience: 100 },
      },
    });
    // The start, a coin, the timer, three crashes that leave more or less, and the restart.
    expect(new Set(labels.flat()).size).toBe(7);
  });
});
