import { describe, expect, it } from 'vitest';
import { createActor, setup, type AnyStateMachine, type EventObject } from 'xstate';
import type { Received, Sent } from '../protocol/messages.ts';
import { stepperOf } from './local-step.ts';
import { broadcast, reply, send } from './send.ts';

type Message = { type: 'vote'; value: string } | { type: 'note' };

const voter = setup({
  types: {
    context: {} as {
      readonly boss: string;
      readonly peers: readonly string[];
      readonly value: string;
    },
    events: {} as { type: 'go' | 'mixed' } | Received<{ type: 'ask'; value: string }>,
    emitted: {} as Sent<Message>,
  },
  actions: {
    sendFixed: send('boss', { type: 'note' }),
    sendComputed: send(
      ({ context }) => context.boss,
      ({ context, event }) => ({ type: 'vote', value: `${context.value} on ${event.type}` }),
    ),
    sendWithParams: send(
      (_, params: { readonly to: string; readonly value: string }) => params.to,
      (_, { value }) => ({ type: 'vote', value }),
    ),
    tellPeers: broadcast(({ context }) => context.peers, { type: 'note' }),
    tellSome: broadcast(['p3', 'p1'], ({ context }) => ({ type: 'vote', value: context.value })),
    answer: reply({ type: 'note' }),
    echo: reply(({ event }) => ({ type: 'vote', value: event.type === 'ask' ? event.value : '' })),
  },
}).createMachine({
  id: 'voter',
  context: { boss: 'boss', peers: ['p2', 'p1'], value: 'yes' },
  on: {
    go: { actions: ['sendFixed', 'sendComputed', 'tellPeers', 'tellSome'] },
    mixed: {
      actions: ['answer', { type: 'sendWithParams', params: { to: 'p9', value: 'no' } }],
    },
    ask: {
      actions: [
        'answer',
        'echo',
        { type: 'sendWithParams', params: ({ event }) => ({ to: event.from, value: 'too' }) },
      ],
    },
  },
});

describe('send, broadcast and reply', () => {
  const expected = [
    { type: 'note', to: 'boss' },
    { type: 'vote', value: 'yes on go', to: 'boss' },
    { type: 'note', to: 'p2' },
    { type: 'note', to: 'p1' },
    { type: 'vote', value: 'yes', to: 'p3' },
    { type: 'vote', value: 'yes', to: 'p1' },
  ];

  it('emit one message for each receiver, in the order of the chart', () => {
    expect(sentBy(voter, { type: 'go' })).toEqual(expected);
  });

  it('are plain XState: an actor emits the same', () => {
    const heard: unknown[] = [];
    const actor = createActor(voter);
    actor.on('*', (event) => heard.push(event));
    actor.start().send({ type: 'go' });
    expect(heard).toEqual(expected);
  });

  it('answer the process from which the message came', () => {
    const ask = { type: 'ask', value: 'maybe', from: 'p7' };
    expect(sentBy(voter, ask)).toEqual([
      { type: 'note', to: 'p7' },
      { type: 'vote', value: 'maybe', to: 'p7' },
      { type: 'vote', value: 'too', to: 'p7' },
    ]);
  });

  it('cannot answer what comes from nobody', () => {
    expect(() => sentBy(voter, { type: 'mixed' })).toThrow(
      '[FL203] Chart "voter", in state "{}" on event "mixed", threw an error: reply() answers a message, and the event "mixed" comes from nobody.',
    );
  });

  it('do not let a message carry an address of its own', () => {
    const forger = setup({
      types: { events: {} as { type: 'go' }, emitted: {} as Sent<Message> },
      actions: { forge: send('p1', () => ({ type: 'note', to: 'p2' }) as { type: 'note' }) },
    }).createMachine({ id: 'forger', on: { go: { actions: 'forge' } } });
    expect(sentBy(forger, { type: 'go' })).toEqual([{ type: 'note', to: 'p1' }]);
  });

  it('send nothing to an empty list', () => {
    const lonely = voter.provide({ actions: { tellPeers: broadcast([], { type: 'note' }) } });
    expect(sentBy(lonely, { type: 'go' })).toHaveLength(4);
  });
});

function sentBy(chart: AnyStateMachine, event: EventObject) {
  const stepper = stepperOf(chart);
  return stepper.step(stepper.start(undefined).next, event).sent;
}
