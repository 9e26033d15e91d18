import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Sent } from '../protocol/messages.ts';
import type { Network } from '../protocol/network.ts';
import { defineProtocol, type Protocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import { send } from '../statechart/send.ts';
import { checkSync } from './check.ts';
import { traceFromJson } from './read-trace.ts';
import { replayTrace } from './replay.ts';
import { traceToJson, type TraceFile } from './trace-file.ts';
import type { Trace } from './trace.ts';
import type { PropertyResult } from './verdict.ts';

/** Sends fewer messages on the way x than on the way y, and one of them with its fields turned round. */
const walker = setup({
  types: {
    context: {} as { readonly rests: number },
    events: {} as { readonly type: 'x' | 'y' | 'go' | 'rest' },
    emitted: {} as Sent<
      { readonly type: 'a' } | { readonly type: 'b'; readonly left: number; readonly right: number }
    >,
  },
  actions: {
    rest: assign({ rests: 0 }),
    a: send('q', { type: 'a' }),
    bToR: send('r', { type: 'b', left: 1, right: 2 }),
    bToQ: send('q', { type: 'b', left: 1, right: 2 }),
    turnedToQ: send('q', { right: 2, left: 1, type: 'b' }),
  },
}).createMachine({
  id: 'walker',
  context: { rests: 0 },
  initial: 'start',
  states: {
    start: { on: { x: 'onX', y: 'onY' } },
    onX: { on: { go: { target: 'end', actions: ['bToR', 'bToQ'] } } },
    onY: {
      on: {
        go: { target: 'end', actions: ['a', 'bToR', 'turnedToQ'] },
        rest: { actions: 'rest' },
      },
    },
    end: {},
  },
});

function twoWays(order: Network['order']): Protocol {
  const silent = setup({}).createMachine({});
  return defineProtocol({
    id: 'two-ways',
    title: 'Two ways',
    network: { order },
    roles: () => ({
      p: role(walker, {
        stimuli: [{ type: 'x' }, { type: 'y' }, { type: 'go' }, { type: 'rest' }],
      }),
      q: role(silent),
      r: role(silent),
    }),
    properties: ({ reachable }) => ({
      canSendAll: reachable('all is in flight', (view) => view.messages.length === 3),
      canLoseA: reachable('b has arrived at q, and nothing else', (view) => {
        return view.inFlight('a').length === 1 && view.messages.length === 2;
      }),
      canTakeY: reachable('the way y is taken', (view) => view.process('p').matches('onY')),
    }),
  });
}

function found(protocol: Protocol, name: string): PropertyResult & { readonly trace: Trace } {
  const { properties } = checkSync(protocol);
  return properties.find((each) => each.name === name) as PropertyResult & {
    readonly trace: Trace;
  };
}

async function readAgain(property: PropertyResult & { readonly trace: Trace }): Promise<TraceFile> {
  const file = traceToJson(property.trace, { spec: 'two-ways', property });
  return traceFromJson(JSON.stringify(file));
}

describe('replayTrace', () => {
  // The search has met b on the way x before it meets a and b on the way y. A replay takes y only.
  it.each(['unordered', 'fifo', 'set'] as const)(
    'replays what was met in another order by the search: %s',
    async (order) => {
      const property = found(twoWays(order), 'canSendAll');
      const labels = property.trace.steps.map(({ label }) => label);
      expect(labels).toEqual(['stimulus y at p', 'stimulus go at p']);
      const again = replayTrace(twoWays(order), await readAgain(property));
      expect(again.steps).toEqual(property.trace.steps);
    },
  );

  it('replays a message whose fields came in another order', async () => {
    const property = found(twoWays('unordered'), 'canLoseA');
    const labels = property.trace.steps.map(({ label }) => label);
    expect(labels.at(-1)).toMatch(/^deliver b\(left=1, right=2\) p → [qr]$/);
    const again = replayTrace(twoWays('unordered'), await readAgain(property));
    expect(again.steps.at(-1)?.label).toMatch(/^deliver b\(/);
  });

  it('replays a step that changes nothing', async () => {
    const file = await readAgain(found(twoWays('set'), 'canTakeY'));
    const rest = { kind: 'stimulus', process: 'p', event: { type: 'rest' } } as const;
    const step = { label: 'stimulus rest at p', action: rest, changes: [] };
    const { steps } = replayTrace(twoWays('set'), { ...file, steps: [...file.steps, step] });
    expect(steps.map(({ label }) => label)).toEqual(['stimulus y at p', 'stimulus rest at p']);
  });
});
