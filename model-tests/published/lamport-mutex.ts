import {
  broadcast,
  defineProtocol,
  integer,
  processIds,
  role,
  send,
  type Envelope,
  type ProcessId,
  type Received,
  type Sent,
} from '#faultline';
import { assign, setup } from 'xstate';

type Request = { readonly type: 'req'; readonly clock: number };
type Acknowledgement = { readonly type: 'ack' };
type Release = { readonly type: 'rel' };
type Message = Request | Acknowledgement | Release;

interface Context {
  readonly self: ProcessId;
  /** Every process, `self` included; ties between equal clocks go to the one that comes first. */
  readonly processes: readonly ProcessId[];
  readonly clock: number;
  /** `req[p]`: the clock of the request known from each process, 0 if none. */
  readonly requests: Readonly<Record<ProcessId, number>>;
  /** `ack[p]`: who has acknowledged the own request, in the order of `processes`: it is a set. */
  readonly acknowledged: readonly ProcessId[];
}

/** A process that wants to enter the critical section now and then. */
const process = setup({
  types: {
    input: {} as Pick<Context, 'self' | 'processes'>,
    context: {} as Context,
    events: {} as Received<Message> | { type: 'request' } | { type: 'enter' } | { type: 'exit' },
    emitted: {} as Sent<Message>,
  },
  guards: {
    hasNoRequest: ({ context }) => context.requests[context.self] === 0,
    mayEnter: ({ context }) =>
      context.acknowledged.length === context.processes.length &&
      context.processes.every((other) => other === context.self || beats(context, other)),
  },
  actions: {
    noteRequest: assign({
      requests: ({ context }, { from, clock }: { from: ProcessId; clock: number }) => ({
        ...context.requests,
        [from]: clock,
      }),
    }),
    noteAcknowledgement: assign({
      acknowledged: ({ context }, { from }: { from: ProcessId }) =>
        context.processes.filter((id) => id === from || context.acknowledged.includes(id)),
    }),
    forgetAcknowledgements: assign({ acknowledged: [] }),
    advanceClock: assign({
      clock: ({ context }, { clock }: { clock: number }) => Math.max(context.clock, clock) + 1,
    }),
    broadcastRequest: broadcast(
      ({ context }) => othersOf(context),
      ({ context }) => ({
        type: 'req',
        clock: context.clock,
      }),
    ),
    broadcastRelease: broadcast(({ context }) => othersOf(context), { type: 'rel' }),
  },
}).createMachine({
  id: 'process',
  context: ({ input: { self, processes } }) => ({
    self,
    processes,
    clock: 1,
    requests: Object.fromEntries(processes.map((id) => [id, 0])),
    acknowledged: [],
  }),
  initial: 'outside',
  on: {
    request: {
      guard: 'hasNoRequest',
      actions: [
        {
          type: 'noteRequest',
          params: ({ context }) => ({ from: context.self, clock: context.clock }),
        },
        'forgetAcknowledgements',
        { type: 'noteAcknowledgement', params: ({ context }) => ({ from: context.self }) },
        'broadcastRequest',
      ],
    },
    // Entering again changes nothing and stays possible until the exit, as in the source.
    enter: { guard: 'mayEnter', target: '.critical' },
    req: {
      actions: [
        { type: 'noteRequest', params: ({ event }) => ({ from: event.from, clock: event.clock }) },
        { type: 'advanceClock', params: ({ event }) => ({ clock: event.clock }) },
        send(({ event }) => event.from, { type: 'ack' }),
      ],
    },
    ack: {
      actions: { type: 'noteAcknowledgement', params: ({ event }) => ({ from: event.from }) },
    },
    rel: {
      actions: { type: 'noteRequest', params: ({ event }) => ({ from: event.from, clock: 0 }) },
    },
  },
  states: {
    outside: {},
    critical: {
      on: {
        exit: {
          target: 'outside',
          actions: [
            { type: 'noteRequest', params: ({ context }) => ({ from: context.self, clock: 0 }) },
            'forgetAcknowledgements',
            'broadcastRelease',
          ],
        },
      },
    },
  },
});

/**
 * Lamport's mutual exclusion by time stamps, over channels that keep the order.
 *
 * Left out: TypeOK, which the compiler checks.
 * Differs: BoundedNetwork, three messages at most in a channel, is stated as one of each type, which is
 * the reason that the source gives for it and is found out faster.
 */
export const lamportMutex = defineProtocol({
  id: 'published-lamport-mutex',
  title: "Lamport's mutual exclusion (LamportMutex.tla)",
  source: 'Merz, LamportMutex.tla, with MCLamportMutex.cfg; Lamport 1978, CACM 21(7)',
  parameters: {
    processes: integer({ min: 2, max: 3, default: 3, says: 'how many processes (`N`)' }),
    clockMax: integer({ min: 1, max: 6, default: 6, says: 'the largest clock (`maxClock`)' }),
  },
  roles: ({ processes }) => ({
    process: role(process, {
      count: processes,
      input: ({ id }) => ({ self: id, processes: processIds('process', processes) }),
      stimuli: [{ type: 'request' }, { type: 'enter' }, { type: 'exit' }],
    }),
  }),
  network: { order: 'fifo' },
  constraint: (view) =>
    view.all('process').every(({ context }) => context.clock <= view.parameters.clockMax),
  properties: ({ invariant, reachable }) => ({
    mutex: invariant(
      'at most one process is in the critical section',
      (view) => view.all('process').filter((one) => one.matches('critical')).length <= 1,
    ),
    oneRequest: invariant('no channel holds two requests', (view) =>
      haveOwnChannels(view.inFlight('req')),
    ),
    oneAcknowledgement: invariant('no channel holds two acknowledgements', (view) =>
      haveOwnChannels(view.inFlight('ack')),
    ),
    oneRelease: invariant('no channel holds two releases', (view) =>
      haveOwnChannels(view.inFlight('rel')),
    ),
    canEnter: reachable('the last process enters the critical section', (view) =>
      view
        .all('process')
        .slice(-1)
        .every((one) => one.matches('critical')),
    ),
  }),
});

function haveOwnChannels(messages: readonly Envelope[]): boolean {
  return new Set(messages.map(({ from, to }) => `${from} ${to}`)).size === messages.length;
}

function othersOf({ processes, self }: Context): readonly ProcessId[] {
  return processes.filter((id) => id !== self);
}

/** Whether a process believes that its own request goes before that of another. */
function beats({ requests, processes, self }: Context, other: ProcessId): boolean {
  const own = requests[self] ?? 0;
  const theirs = requests[other] ?? 0;
  const isFirst = processes.indexOf(self) < processes.indexOf(other);
  return theirs === 0 || own < theirs || (own === theirs && isFirst);
}
