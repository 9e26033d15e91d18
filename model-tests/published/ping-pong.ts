import {
  choice,
  defineProtocol,
  integer,
  role,
  send,
  type ProcessId,
  type Received,
  type Sent,
} from '#faultline';
import { assign, setup } from 'xstate';

type Ping = { readonly type: 'ping'; readonly value: number };
type Pong = { readonly type: 'pong'; readonly value: number };

/** Serves, and answers each pong that has its own number with the next ping. */
const pinger = setup({
  types: {
    input: {} as { readonly ponger: ProcessId },
    context: {} as { readonly ponger: ProcessId; readonly count: number },
    events: {} as Received<Pong>,
    emitted: {} as Sent<Ping>,
  },
  guards: { isDue: ({ context, event }) => event.value === context.count },
  actions: {
    count: assign({ count: ({ context }) => context.count + 1 }),
    ping: send(
      ({ context }) => context.ponger,
      ({ context }) => ({ type: 'ping', value: context.count }),
    ),
  },
}).createMachine({
  id: 'pinger',
  context: ({ input }) => ({ ponger: input.ponger, count: 0 }),
  entry: 'ping',
  on: { pong: { guard: 'isDue', actions: ['count', 'ping'] } },
});

/** Answers each ping that has its own number with a pong of the same number. */
const ponger = setup({
  types: {
    context: {} as { readonly count: number },
    events: {} as Received<Ping>,
    emitted: {} as Sent<Pong>,
  },
  guards: { isDue: ({ context, event }) => event.value === context.count },
  actions: {
    pong: send(
      ({ event }) => event.from,
      ({ event }) => ({ type: 'pong', value: event.value }),
    ),
    count: assign({ count: ({ context }) => context.count + 1 }),
  },
}).createMachine({
  id: 'ponger',
  context: { count: 0 },
  on: { ping: { guard: 'isDue', actions: ['pong', 'count'] } },
});

/**
 * Two actors that count the messages they exchange.
 *
 * Stateright's lossy duplicating network delivers a message without removing it, or drops it. Here
 * that is a `set` with unbounded loss and duplication: a duplicate is delivered and stays.
 * Differs: a delivery may also remove the message, which is a duplicate and a drop in one step; so
 * the same states are reached, by more steps.
 * Left out: `#in` and `#out`, which Stateright keeps at 0 in the checks whose counts are asserted;
 * "must exceed max"; "must reach max", which is asked in `liveness-of-networks.test.ts`.
 */
export const pingPong = defineProtocol({
  id: 'published-ping-pong',
  title: 'Ping-pong (Stateright)',
  source: 'Nadal, Stateright, src/actor/actor_test_util.rs and the tests of src/actor/model.rs',
  parameters: {
    numberMax: integer({ min: 1, max: 9, default: 5, says: 'the largest count (`max_nat`)' }),
    network: choice(['lossless', 'duplicating', 'lossyDuplicating']),
  },
  roles: () => ({
    pinger: role(pinger, { input: { ponger: 'ponger' } }),
    ponger: role(ponger),
  }),
  network: ({ network }) => networks[network],
  constraint: (view) =>
    view.process('pinger').context.count <= view.parameters.numberMax &&
    view.process('ponger').context.count <= view.parameters.numberMax,
  properties: ({ invariant, reachable }) => ({
    deltaWithin1: invariant('the counts differ by at most 1', (view) => {
      const { count } = view.process('pinger').context;
      return Math.abs(count - view.process('ponger').context.count) <= 1;
    }),
    canReachMax: reachable('a count reaches the largest', (view) => {
      const { numberMax } = view.parameters;
      const counts = [view.process('pinger').context.count, view.process('ponger').context.count];
      return counts.includes(numberMax);
    }),
  }),
});

const networks = {
  lossless: { order: 'unordered' },
  duplicating: { order: 'set', delivery: 'keeps' },
  lossyDuplicating: {
    order: 'set',
    loss: { max: 'unbounded' },
    duplication: { max: 'unbounded' },
  },
} as const;
