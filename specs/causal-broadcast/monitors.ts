import { monitor, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import type { Broadcasted, Delivered, MessageName } from './messages.ts';

/** A set of messages: their numbers, by sender, the lowest first. */
type Messages = Readonly<Record<ProcessId, readonly number[]>>;

/** What each process has broadcast or delivered. */
type Known = Readonly<Record<ProcessId, Messages>>;

/**
 * Objects to a message that is delivered before one that happened before it. It looks at no clock.
 *
 * One message happened before another when its sender had broadcast or delivered it when it broadcast the other.
 *
 * Source: Birman, Schiper & Stephenson 1991, the definition of causal delivery; Cachin, Guerraoui & Rodrigues 2011,
 * §3.9.
 */
const causalDeliveryChart = setup({
  types: {
    context: {} as {
      readonly known: Known;
      /** Of each message, by its sender and its number: what happened before it. */
      readonly before: Readonly<Record<ProcessId, readonly Messages[]>>;
    },
    events: {} as Received<Broadcasted | Delivered>,
    tags: {} as 'violation',
  },
  guards: {
    hasAllBefore: ({ context: { known, before }, event }, { sender, number }: MessageName) =>
      Object.entries(before[sender]?.[number - 1] ?? {}).every(([id, numbers]) =>
        numbers.every((one) => has(known, event.from, { sender: id, number: one })),
      ),
  },
  actions: {
    noteBefore: assign({
      before: ({ context: { known, before }, event: { from } }) => ({
        ...before,
        [from]: [...(before[from] ?? []), known[from] ?? {}],
      }),
    }),
    noteOwn: assign({
      known: ({ context, event: { from } }, { number }: Pick<MessageName, 'number'>) =>
        withName(context.known, from, { sender: from, number }),
    }),
    noteDelivery: assign({
      known: ({ context, event: { from } }, { sender, number }: MessageName) =>
        withName(context.known, from, { sender, number }),
    }),
  },
}).createMachine({
  id: 'causalDelivery',
  context: { known: {}, before: {} },
  initial: 'kept',
  states: {
    kept: {
      on: {
        broadcasted: {
          actions: ['noteBefore', { type: 'noteOwn', params: ({ event }) => event }],
        },
        delivered: [
          {
            guard: { type: 'hasAllBefore', params: ({ event }) => event },
            actions: { type: 'noteDelivery', params: ({ event }) => event },
          },
          { target: 'broken' },
        ],
      },
    },
    broken: { tags: 'violation' },
  },
});

/** Objects to a message that a process delivers a second time, or that nobody has broadcast. */
const deliveredOnceChart = setup({
  types: {
    context: {} as { readonly known: Known },
    events: {} as Received<Broadcasted | Delivered>,
    tags: {} as 'violation',
  },
  guards: {
    isFirstTime: ({ context: { known }, event }, name: MessageName) =>
      has(known, name.sender, name) && !has(known, event.from, name),
  },
  actions: {
    note: assign({
      known: ({ context, event: { from } }, { sender, number }: MessageName) =>
        withName(context.known, from, { sender, number }),
    }),
  },
}).createMachine({
  id: 'deliveredOnce',
  context: { known: {} },
  initial: 'kept',
  states: {
    kept: {
      on: {
        broadcasted: {
          actions: {
            type: 'note',
            params: ({ event: { from, number } }) => ({ sender: from, number }),
          },
        },
        delivered: [
          {
            guard: { type: 'isFirstTime', params: ({ event }) => event },
            actions: { type: 'note', params: ({ event }) => event },
          },
          { target: 'broken' },
        ],
      },
    },
    broken: { tags: 'violation' },
  },
});

/** What is promised of every single delivery. */
export const monitors = {
  causalDelivery: monitor(
    'a message is delivered after everything that its sender had broadcast or delivered before it',
    causalDeliveryChart,
    { source: 'Birman, Schiper & Stephenson 1991; Cachin, Guerraoui & Rodrigues 2011, §3.9' },
  ),
  deliveredOnce: monitor(
    'a message is delivered once to each process, and only if it was broadcast',
    deliveredOnceChart,
    { source: 'Cachin, Guerraoui & Rodrigues 2011, §3.3, RB2 and RB3' },
  ),
};

function has(known: Known, process: ProcessId, { sender, number }: MessageName): boolean {
  return (known[process]?.[sender] ?? []).includes(number);
}

function withName(known: Known, process: ProcessId, { sender, number }: MessageName): Known {
  const messages = known[process] ?? {};
  const numbers = [...(messages[sender] ?? []), number].sort((one, other) => one - other);
  return { ...known, [process]: { ...messages, [sender]: numbers } };
}
