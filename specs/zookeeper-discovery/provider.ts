import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  Children,
  Connect,
  Connected,
  Create,
  Created,
  GetChildren,
  Open,
  Opened,
  SessionExpired,
} from '../zookeeper/messages.ts';
import { connectAgain, listIn, serviceOf } from '../zookeeper/requests.ts';

/**
 * One instance of a service that others look for: when it is ready it makes a node with its address, which
 * goes with its session. It makes another one with each session.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §2.4, "Group Membership".
 * Left out: an instance that stops of its own will.
 */
export const provider = setup({
  types: {
    input: {} as {
      readonly service: ProcessId;
      readonly session: number;
      /** Stands for where the instance can be reached. */
      readonly address: string;
      /** How many new sessions it may open. */
      readonly reopenings: number;
    },
    context: {} as {
      readonly service: ProcessId;
      readonly session: number;
      readonly address: string;
      readonly reopenings: number;
      /** Whether it can serve those that find it. */
      readonly isReady: boolean;
    },
    events: {} as
      { type: 'ready' } | Received<Created | Children | Connected | Opened | SessionExpired>,
    emitted: {} as Sent<Create | GetChildren | Connect | Open>,
  },
  guards: {
    mayReopen: ({ context }) => context.reopenings > 0,
    isReady: ({ context }) => context.isReady,
    isListed: ({ context: { address } }, { paths }: Children) =>
      paths.some(({ name }) => name === address),
  },
  actions: {
    setReady: assign({ isReady: true }),
    register: send(
      ({ context }) => context.service,
      ({ context: { session, address } }) => ({
        type: 'create',
        session,
        directory: 'instances',
        name: address,
        data: address,
        ephemeral: true,
        sequential: true,
      }),
    ),
    list: send(serviceOf, listIn('instances')),
    connect: send(serviceOf, connectAgain),
    openSession: send(({ context }) => context.service, { type: 'open' }),
    countReopening: assign({ reopenings: ({ context }) => context.reopenings - 1 }),
    keepSession: assign({ session: (_, { session }: Opened) => session }),
  },
  delays: { noPong: 20 },
}).createMachine({
  id: 'provider',
  context: ({ input }) => ({ ...input, isReady: false }),
  initial: 'starting',
  on: {
    sessionExpired: [
      { guard: 'mayReopen', target: '.reopening', actions: 'countReopening' },
      { target: '.gone' },
    ],
  },
  states: {
    starting: { on: { ready: { target: 'connected', actions: 'setReady' } } },
    connected: {
      initial: 'registering',
      after: { noPong: 'disconnected' },
      states: {
        registering: { entry: 'register', on: { created: 'registered' } },
        registered: {},
      },
    },
    disconnected: { entry: 'connect', on: { connected: 'recovering' } },
    // The node may have been made, although the answer was lost with the connection.
    recovering: {
      entry: 'list',
      after: { noPong: 'disconnected' },
      on: {
        children: [
          {
            guard: { type: 'isListed', params: ({ event }) => event },
            target: 'connected.registered',
          },
          { target: 'connected' },
        ],
      },
    },
    reopening: {
      entry: 'openSession',
      on: {
        opened: [
          {
            guard: 'isReady',
            target: 'connected',
            actions: { type: 'keepSession', params: ({ event }) => event },
          },
          {
            target: 'starting',
            actions: { type: 'keepSession', params: ({ event }) => event },
          },
        ],
      },
    },
    gone: {},
  },
});
