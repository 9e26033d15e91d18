import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { FaultlineError } from '../errors.ts';
import type { Network } from '../protocol/network.ts';
import type { Received, Sent } from '../protocol/messages.ts';
import { choice, integer } from '../protocol/parameters.ts';
import { defineProtocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import { alterChart } from '../statechart/alter.ts';
import { reply, send } from '../statechart/send.ts';
import type { Change } from './changes.ts';
import { checkSync } from './check.ts';
import type { CheckOptions } from './check-options.ts';
import { traceFromJson } from './read-trace.ts';
import { replayTrace } from './replay.ts';
import { traceToJson, type TraceFile, type TraceFileStep } from './trace-file.ts';
import type { Trace } from './trace.ts';

type Order = { readonly type: 'order'; readonly cups: number };
type Served = { readonly type: 'served' };

const guest = setup({
  types: {
    input: {} as { readonly cups: number },
    context: {} as { readonly cups: number },
    events: {} as Received<Served> | { readonly type: 'sitDown' },
    emitted: {} as Sent<Order>,
  },
  actions: {
    order: send('waiter', ({ context }) => ({ type: 'order', cups: context.cups })),
  },
  delays: { patience: 10 },
}).createMachine({
  id: 'guest',
  context: ({ input }) => ({ cups: input.cups }),
  initial: 'outside',
  states: {
    outside: { on: { sitDown: { target: 'waiting', actions: 'order' } } },
    waiting: {
      on: { served: 'content' },
      after: { patience: 'angry' },
    },
    angry: { on: { served: 'content' } },
    content: { type: 'final' },
  },
});

const waiter = setup({
  types: {
    input: {} as { readonly brought: number; readonly recovered?: { readonly brought: number } },
    context: {} as { readonly brought: number },
    events: {} as Received<Order>,
    emitted: {} as Sent<Served>,
  },
  actions: {
    bring: assign({ brought: ({ context }) => Math.min(2, context.brought + 1) }),
    serve: reply({ type: 'served' }),
  },
}).createMachine({
  id: 'waiter',
  context: ({ input }) => ({ brought: (input.recovered ?? input).brought }),
  on: { order: { actions: ['bring', 'serve'] } },
});

const networks = {
  unordered: { order: 'unordered', duplication: { max: 1 } },
  fifo: { order: 'fifo', loss: { max: 1 }, duplication: { max: 1 } },
  set: { order: 'set', loss: { max: 1 }, duplication: { max: 1 } },
  kept: { order: 'set', delivery: 'keeps' },
} as const satisfies Record<string, Network>;

const crash = { roles: ['waiter'], max: 1, restart: true };

/** A guest orders coffee, which the waiter brings. The network may deliver the order twice. */
const coffee = defineProtocol({
  id: 'coffee',
  title: 'Coffee',
  parameters: {
    network: choice(['unordered', 'fifo', 'set', 'kept']),
    cups: integer({ min: 1, max: 9, default: 1 }),
  },
  roles: ({ cups }) => ({
    guest: role(guest, { inputs: [{ cups }, { cups: cups + 1 }], stimuli: [{ type: 'sitDown' }] }),
    waiter: role(waiter, { input: { brought: 0 }, durable: ['brought'] }),
  }),
  network: ({ network }): Network => networks[network],
  faults: { crash },
  properties: ({ invariant, stepInvariant, reachable, deadlockFree }) => ({
    once: invariant('coffee is brought once', (view) => {
      return view.process('waiter').context.brought < 2;
    }),
    never: invariant('nobody is outside', (view) => !view.process('guest').matches('outside')),
    patient: stepInvariant('the guest stays patient', (before, after) => {
      return (
        !before.process('guest').matches('waiting') || !after.process('guest').matches('angry')
      );
    }),
    canGoDown: reachable('the waiter has brought coffee and is down', (view) => {
      return !view.process('waiter').alive && view.process('waiter').context.brought === 1;
    }),
    goesOn: deadlockFree('something can always happen', { ends: () => false }),
  }),
  mutations: {
    forgets: {
      says: 'the waiter never brings anything',
      violates: 'goesOn',
      charts: { waiter: (chart) => alterChart(chart, { on: { order: undefined } }) },
    },
  },
});

function traces(options: CheckOptions): Record<string, Trace> {
  const { properties } = checkSync(coffee, { ...options, keepGoing: true });
  return Object.fromEntries(
    properties.flatMap(({ name, trace }) => (trace === undefined ? [] : [[name, trace]])),
  );
}

function labelsOf(trace: Trace | undefined) {
  return trace?.steps.map(({ label }) => label);
}

/** The trace file of a property, as it is read again. */
async function fileOf(name: string, options: CheckOptions = {}): Promise<TraceFile> {
  const { properties } = checkSync(coffee, { ...options, keepGoing: true });
  const property = properties.find((each) => each.name === name);
  return traceFromJson(
    JSON.stringify(traceToJson(property?.trace as Trace, { spec: 'coffee', property })),
  );
}

describe('A shortest trace', () => {
  it.each([
    { network: 'unordered', steps: ['duplicate', 'deliver', 'deliver'] },
    { network: 'fifo', steps: ['duplicate', 'deliver', 'deliver'] },
    // Here a duplicate is delivered and stays in flight.
    { network: 'set', steps: ['duplicate', 'deliver'] },
    { network: 'kept', steps: ['deliver', 'deliver'] },
  ])('leads to a second coffee in the network $network', ({ network, steps }) => {
    const { once } = traces({ parameters: { network } });
    expect(labelsOf(once)).toEqual([
      'stimulus sitDown at guest',
      ...steps.map((step) => `${step} order(cups=1) guest → waiter`),
    ]);
  });

  it('is as long as the way by hand for each kind of property', () => {
    expect(Object.entries(traces({})).map(([name, trace]) => [name, labelsOf(trace)])).toEqual([
      ['once', expect.objectContaining({ length: 4 })],
      ['never', []],
      ['patient', ['stimulus sitDown at guest', 'timeout patience at guest']],
      [
        'canGoDown',
        ['stimulus sitDown at guest', 'deliver order(cups=1) guest → waiter', 'crash waiter'],
      ],
      // Only when the one crash is spent is there nothing left to happen.
      ['goesOn', expect.objectContaining({ length: 5 })],
    ]);
  });

  it('begins in the initial state in which it is found first', () => {
    expect(traces({ parameters: { cups: 3 } }).never).toMatchObject({
      initial: 0,
      start: { processes: [{ id: 'guest', context: { cups: 3 } }, { id: 'waiter' }] },
    });
  });
});

describe('A trace file', () => {
  const names = ['once', 'never', 'patient', 'canGoDown', 'goesOn'];
  const all = Object.keys(networks)
    .flatMap((network) => names.map((name) => ({ network, name })))
    // A message that is kept can be delivered for ever.
    .filter(({ network, name }) => network !== 'kept' || name !== 'goesOn');

  it.each(all)('is replayed: $name, $network', async ({ network, name }) => {
    const options = { parameters: { network } };
    const trace = traces(options)[name];
    const again = replayTrace(coffee, await fileOf(name, options));
    expect({ ...again, model: undefined }).toEqual({ ...trace, model: undefined });
  });

  it('is replayed with the mutation that it names', async () => {
    const file = await fileOf('goesOn', { mutation: 'forgets' });
    expect(file.mutation).toBe('forgets');
    // Sit down, lose patience, deliver the order in vain, crash, restart.
    expect(replayTrace(coffee, file).steps).toHaveLength(5);
    expect(problemOf({ ...file, mutation: undefined })).toBe(
      '[FL503] Step 3 ("deliver order(cups=1) guest → waiter") does something else than the trace says: waiter context.brought 0 → 1, order guest → waiter gone, served waiter → guest sent, where the trace has order guest → waiter gone.',
    );
  });

  it.each<{
    readonly how: string;
    readonly name: string;
    readonly edit: Edit;
    readonly says: string;
  }>([
    {
      how: 'it is of another protocol',
      name: 'once',
      edit: () => ({ protocol: 'tea' }),
      says: '[FL503] The trace is of the protocol "tea", not of "coffee".',
    },
    {
      how: 'its property is gone',
      name: 'once',
      edit: () => ({ property: { name: 'twice', kind: 'invariant', says: 'twice' } }),
      says: '[FL503] The trace is about the property "twice" of kind invariant, which "coffee" does not have.',
    },
    {
      how: 'its property has become another one',
      name: 'once',
      edit: () => ({ property: { name: 'once', kind: 'reachable', says: 'once' } }),
      says: '[FL503] The trace is about the property "once" of kind reachable, which "coffee" does not have any more: it is of kind invariant.',
    },
    {
      how: 'it has a parameter that the protocol has not',
      name: 'once',
      edit: () => ({ parameters: { network: 'unordered', milk: true } }),
      says: '[FL102] There is no parameter "milk".',
    },
    {
      how: 'it has a mutation that the protocol has not',
      name: 'once',
      edit: () => ({ mutation: 'spills' }),
      says: '[FL105] There is no mutation "spills".',
    },
    {
      how: 'its network has no meaning',
      name: 'once',
      edit: () => ({ network: { order: 'fifo', delivery: 'keeps' } }),
      says: '[FL104] The declaration has delivery "keeps" with order "fifo".',
    },
    {
      how: 'its initial state is out of range',
      name: 'once',
      edit: () => ({ initial: 7 }),
      says: '[FL503] The trace begins in the initial state number 7, and there are 2, counted from 0.',
    },
    {
      how: 'its initial state is another one',
      name: 'once',
      edit: () => ({ initial: 1 }),
      says: '[FL503] The initial state of the trace is not that of the protocol.',
    },
    {
      how: 'its parameters were edited',
      name: 'once',
      edit: () => ({ parameters: { network: 'unordered', cups: 2 } }),
      says: '[FL503] The initial state of the trace is not that of the protocol.',
    },
    {
      how: 'its end was cut off',
      name: 'once',
      edit: ({ steps }) => ({ steps: steps.slice(0, -1) }),
      says: '[FL503] The property "once" is not violated after step 3: coffee is brought once.',
    },
    {
      how: 'all its steps were cut off',
      name: 'canGoDown',
      edit: () => ({ steps: [] }),
      says: '[FL503] The property "canGoDown" is not witnessed in the initial state: the waiter has brought coffee and is down.',
    },
    {
      how: 'all its steps were cut off, and it is about a step',
      name: 'patient',
      edit: () => ({ steps: [] }),
      says: '[FL503] The property "patient" is not violated in the initial state: the guest stays patient.',
    },
    {
      how: 'a step was taken out',
      name: 'once',
      edit: ({ steps }) => ({ steps: steps.slice(1) }),
      says: '[FL503] Step 1 ("duplicate order(cups=1) guest → waiter") cannot be taken; enabled there is: stimulus sitDown at guest, crash waiter.',
    },
    {
      how: 'the budget for a step was taken out',
      name: 'once',
      edit: () => ({ network: { order: 'unordered' } }),
      says: '[FL503] Step 2 ("duplicate order(cups=1) guest → waiter") cannot be taken; enabled there is: timeout patience at guest, deliver order(cups=1) guest → waiter, crash waiter.',
    },
    {
      how: 'an action was edited',
      name: 'once',
      edit: withStep(1, () => ({ action: { kind: 'restart', process: 'waiter' } })),
      says: '[FL503] Step 2 ("duplicate order(cups=1) guest → waiter") cannot be taken; enabled there is: timeout patience at guest, deliver order(cups=1) guest → waiter, duplicate order(cups=1) guest → waiter, crash waiter.',
    },
    {
      how: 'a label was edited',
      name: 'once',
      edit: withStep(1, () => ({ label: 'duplicate tea guest → waiter' })),
      says: '[FL503] Step 2 ("duplicate tea guest → waiter") takes an action whose label is "duplicate order(cups=1) guest → waiter".',
    },
    {
      how: 'the changes of a step were taken out',
      name: 'once',
      edit: withStep(1, () => ({ changes: [] })),
      says: '[FL503] Step 2 ("duplicate order(cups=1) guest → waiter") does something else than the trace says: order guest → waiter sent, where the trace has no change.',
    },
    {
      how: 'a change was edited',
      name: 'patient',
      edit: withStep(1, ({ changes: [change] }) => ({
        changes: [{ ...change, after: 'content' } as Change],
      })),
      says: '[FL503] Step 2 ("timeout patience at guest") does something else than the trace says: guest state "waiting" → "angry", guest timers ["patience"] → [], where the trace has guest state "waiting" → "content".',
    },
    {
      how: 'it goes on where everything has ended',
      name: 'goesOn',
      edit: ({ steps }) => ({ steps: [...steps, steps[0] as TraceFileStep] }),
      says: '[FL503] Step 6 ("stimulus sitDown at guest") cannot be taken; nothing is enabled there.',
    },
  ])('is refused when $how', async ({ name, edit, says }) => {
    const file = await fileOf(name);
    expect(problemOf({ ...file, ...edit(file) })).toBe(says);
  });
});

type Edit = (file: TraceFile) => Partial<TraceFile>;

function withStep(at: number, edit: (step: TraceFileStep) => Partial<TraceFileStep>): Edit {
  return ({ steps }) => ({
    steps: steps.map((step, index) => (index === at ? { ...step, ...edit(step) } : step)),
  });
}

/** What is said of a file when it is replayed. */
function problemOf(file: TraceFile): string {
  try {
    replayTrace(coffee, file);
  } catch (error) {
    if (error instanceof FaultlineError) return `[${error.code}] ${error.problem}`;
    throw error;
  }
  return 'nothing';
}
