import { emit, setup } from 'xstate';
import type { ProcessId, Received, Sent } from '../protocol/messages.ts';
import { broadcast, reply, send } from './send.ts';

type Vote = { type: 'vote'; ballot: number; value: string | null };
type Note = { type: 'note' };
type Ask = { type: 'ask'; ballot: number };

const types = {
  context: {} as { boss: ProcessId; peers: readonly ProcessId[]; ballot: number },
  events: {} as Received<Ask> | { type: 'go' },
  emitted: {} as Sent<Vote | Note> | { type: 'observed' },
};

setup({
  types,
  actions: {
    // What is right compiles: constants, functions of context and event, and parameters.
    fixed: send('boss', { type: 'vote', ballot: 1, value: null }),
    computed: send(
      ({ context }) => context.boss,
      ({ context }) => ({ type: 'vote', ballot: context.ballot, value: 'x' }),
    ),
    narrowed: reply(({ event }) => ({
      type: 'vote',
      ballot: event.type === 'ask' ? event.ballot : 0,
      value: null,
    })),
    withParams: send((_, params: { to: ProcessId }) => params.to, { type: 'note' }),
    toAll: broadcast(({ context }) => context.peers, { type: 'note' }),
    observed: emit({ type: 'observed' }),
  },
});

// Without declared events it compiles too, and so it does in place.
setup({
  types: { emitted: {} as Sent<Vote | Note> },
  actions: { fixed: send('boss', { type: 'vote', ballot: 1, value: null }) },
}).createMachine({
  entry: send('boss', { type: 'note' }),
  exit: broadcast(['p1'], { type: 'note' }),
});

setup({ types }).createMachine({
  context: { boss: 'boss', peers: [], ballot: 0 },
  on: {
    ask: {
      actions: [
        reply(({ event, context }) => ({
          type: 'vote',
          ballot: event.ballot,
          value: context.boss,
        })),
        send(({ event }) => event.from, { type: 'note' }),
        // @ts-expect-error A ballot is not a name.
        send(({ event }) => event.ballot, { type: 'note' }),
        // @ts-expect-error No message is called "vot".
        broadcast(['p1'], { type: 'vot' }),
      ],
    },
  },
});

setup({
  types,
  actions: {
    // @ts-expect-error No message is called "vot".
    badType: send('boss', { type: 'vot', ballot: 1, value: null }),
    // @ts-expect-error A ballot is a number.
    badField: send('boss', { type: 'vote', ballot: '1', value: null }),
    // @ts-expect-error The ballot is missing.
    missingField: send('boss', { type: 'vote', value: null }),
    // @ts-expect-error A note has no ballot.
    extraField: send('boss', { type: 'note', ballot: 1 }),
    // @ts-expect-error What is observed is not sent: it has no receiver.
    notSent: send('boss', { type: 'observed' }),
    // @ts-expect-error A receiver is a name.
    badReceiver: send(1, { type: 'note' }),
    // @ts-expect-error Several receivers need a broadcast.
    severalReceivers: send(({ context }) => context.peers, { type: 'note' }),
    // @ts-expect-error A ballot is not a name.
    badContext: send(({ context }) => context.ballot, { type: 'note' }),
    // @ts-expect-error A computed ballot is a number as well.
    badComputed: send('boss', ({ context }) => ({
      type: 'vote',
      ballot: context.boss,
      value: null,
    })),
    badEvent: send('boss', ({ event }) => ({
      type: 'vote',
      // @ts-expect-error Only "ask" has a ballot.
      ballot: event.ballot,
      value: null,
    })),
  },
});

setup({
  types,
  actions: {
    // @ts-expect-error No message is called "vot".
    badType: broadcast(['p1'], { type: 'vot' }),
    // @ts-expect-error A ballot is a number.
    badField: broadcast(['p1'], { type: 'vote', ballot: '1', value: null }),
    // @ts-expect-error A note has no ballot.
    extraField: broadcast(['p1'], { type: 'note', ballot: 1 }),
    // @ts-expect-error One receiver needs a send.
    oneReceiver: broadcast(({ context }) => context.boss, { type: 'note' }),
    // @ts-expect-error Receivers are names.
    badReceivers: broadcast([1, 2], { type: 'note' }),
    // @ts-expect-error What is observed is not sent: it has no receiver.
    notSent: broadcast(['p1'], { type: 'observed' }),
  },
});

setup({
  types,
  actions: {
    // @ts-expect-error No message is called "vot".
    badType: reply({ type: 'vot' }),
    // @ts-expect-error A ballot is a number.
    badField: reply({ type: 'vote', ballot: '1', value: null }),
    // @ts-expect-error A note has no ballot.
    extraField: reply({ type: 'note', ballot: 1 }),
    // @ts-expect-error A ballot is missing.
    missingField: reply(() => ({ type: 'vote', value: null })),
  },
});

setup({
  types: { ...types, emitted: {} as { type: 'observed' } },
  actions: {
    // @ts-expect-error A chart that declares no messages sends none.
    silent: send('boss', { type: 'note' }),
  },
});
