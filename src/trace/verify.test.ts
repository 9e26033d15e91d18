import { setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { Network } from '../protocol/network.ts';
import type { Received, Sent } from '../protocol/messages.ts';
import { defineProtocol, type Protocol } from '../protocol/protocol.ts';
import { role } from '../protocol/role.ts';
import { broadcast, send } from '../statechart/send.ts';
import type { StateRecord } from '../system/state-record.ts';
import { checkSync } from './check.ts';
import type { Trace, TraceStep } from './trace.ts';
import { verifyTrace } from './verify.ts';

type Note = { readonly type: 'a' | 'b' };

const sender = setup({
  types: { events: {} as { readonly type: 'go' }, emitted: {} as Sent<Note> },
  actions: {
    sendA: send('receiver', { type: 'a' }),
    sendB: broadcast(['receiver'], { type: 'b' }),
  },
}).createMachine({
  id: 'sender',
  initial: 'ready',
  states: {
    ready: { on: { go: { target: 'done', actions: ['sendA', 'sendB', 'sendA'] } } },
    done: { type: 'final' },
  },
});

const receiver = setup({ types: { events: {} as Received<Note> } }).createMachine({
  id: 'receiver',
});

/** Sends a, b, a; of which one may be lost. `left` is to be in flight in the end. */
function letters(order: Network['order'], left: string): Protocol {
  return defineProtocol({
    id: 'letters',
    title: 'Letters',
    roles: () => ({
      sender: role(sender, { stimuli: [{ type: 'go' }] }),
      receiver: role(receiver),
    }),
    network: { order, loss: { max: 1 } },
    properties: ({ reachable }) => ({
      canLeave: reachable('these are in flight', (view) => {
        return view.messages.map(({ type }) => type).join('') === left;
      }),
    }),
  });
}

function traceOf(order: Network['order'], left: string): Trace {
  return checkSync(letters(order, left)).properties[0]?.trace as Trace;
}

describe('verifyTrace', () => {
  it.each([
    { left: 'ba', last: 'deliver a sender → receiver' },
    { left: 'aa', last: 'drop b sender → receiver' },
    { left: 'ab', last: 'drop a sender → receiver, number 3 in the queue' },
  ])('accepts that $left is left in a queue', ({ left, last }) => {
    const trace = traceOf('fifo', left);
    expect(trace.steps.map(({ label }) => label)).toEqual(['stimulus go at sender', last]);
    expect(() => {
      verifyTrace(trace);
    }).not.toThrow();
  });

  const trace = traceOf('fifo', 'ab');

  it.each([
    {
      what: 'a step that was taken out',
      tampered: { ...trace, steps: trace.steps.slice(1) },
      says: 'The action "drop a sender → receiver, number 3 in the queue" is not enabled here.',
    },
    {
      what: 'another process',
      tampered: withStep(0, {
        action: { kind: 'stimulus', process: 'nobody', event: { type: 'go' } },
      }),
      says: 'The action "stimulus go at nobody" is not enabled here.',
    },
    {
      what: 'a stimulus that is not declared',
      tampered: withStep(0, {
        action: { kind: 'stimulus', process: 'sender', event: { type: 'a' } },
      }),
      says: 'The action "stimulus a at sender" is not enabled here.',
    },
    {
      what: 'a fault that is not declared',
      tampered: withStep(1, { action: { kind: 'crash', process: 'sender' } }),
      says: 'The action "crash sender" is not enabled here.',
    },
    {
      what: 'a place without such a message',
      tampered: withStep(1, { action: { ...dropOf(), place: 2 } }),
      says: 'The action "drop a sender → receiver, number 2 in the queue" is not enabled here.',
    },
    {
      what: 'another place',
      tampered: withStep(1, { action: dropOf() }),
      says: 'Action 2 ("drop a sender → receiver") leads to another state when it is taken again.',
    },
    {
      what: 'another initial state',
      tampered: {
        ...trace,
        start: { ...trace.start, messages: [{ type: 'a', from: 'sender', to: 'receiver' }] },
      },
      says: 'The initial state leads to another state when it is taken again.',
    },
    {
      what: 'a state with another context',
      tampered: withStep(0, { state: edited((process) => ({ ...process, context: { lost: 1 } })) }),
      says: 'Action 1 ("stimulus go at sender") leads to another state when it is taken again.',
    },
    {
      what: 'a state in which a process is down',
      tampered: withStep(0, { state: edited((process) => ({ ...process, alive: false })) }),
      says: 'Action 1 ("stimulus go at sender") leads to another state when it is taken again.',
    },
  ])('refuses $what', ({ tampered, says }) => {
    expect(() => {
      verifyTrace(tampered);
    }).toThrow(expect.objectContaining({ code: 'FL402', problem: says }));
  });

  it('compares the order of messages in queues, and only there', () => {
    const reversed = (found: Trace): Trace => {
      const [go, drop] = found.steps as [TraceStep, TraceStep];
      const messages = [...drop.state.messages].reverse();
      return { ...found, steps: [go, { ...drop, state: { ...drop.state, messages } }] };
    };
    const unordered = traceOf('unordered', 'ab');
    expect(() => {
      verifyTrace(reversed(unordered));
    }).not.toThrow();
    expect(() => {
      verifyTrace(reversed(trace));
    }).toThrow(
      'Action 2 ("drop a sender → receiver, number 3 in the queue") leads to another state',
    );
  });

  function dropOf() {
    return { kind: 'drop', process: 'receiver', from: 'sender', message: { type: 'a' } } as const;
  }

  function withStep(at: number, changes: Partial<TraceStep>): Trace {
    const steps = trace.steps.map((step, index) => (index === at ? { ...step, ...changes } : step));
    return { ...trace, steps };
  }

  function edited(
    edit: (process: StateRecord['processes'][number]) => StateRecord['processes'][number],
  ): StateRecord {
    const { processes, messages } = trace.steps[0]?.state as StateRecord;
    return { processes: processes.map(edit), messages };
  }
});
