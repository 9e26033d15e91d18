import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Ack, Stale, Write } from '../redis-lock/messages.ts';
import type {
  Children,
  Connect,
  Connected,
  Create,
  Created,
  Delete,
  Deleted,
  Exists,
  GetChildren,
  NoNode,
  Open,
  Opened,
  Path,
  SessionExpired,
  Stat,
  WatchEvent,
} from '../zookeeper/messages.ts';
import {
  createIn,
  deleteNodeIn,
  ownNode,
  predecessorOf,
  queueGuards,
  watchPredecessorIn,
  type Queued,
} from '../zookeeper/queue.ts';
import { connectAgain, listIn, serviceOf } from '../zookeeper/requests.ts';

/** The nodes of the lock. */
export const directory = 'lock';

/**
 * A client of the lock: makes a node, and has the lock when its node is the first.
 *
 * The name of the node is never used twice (`guid`). By it the client finds its node again after the
 * connection has been lost together with the answer to `create`. The number of the node is the fence.
 *
 * Source: Apache ZooKeeper 2022, "Recipes and Solutions", section "Locks".
 * Left out: requests that overlap, and those that are lost with the connection.
 */
export const client = setup({
  types: {
    input: {} as {
      readonly service: ProcessId;
      readonly resource: ProcessId;
      /** The session that the client has when it begins. */
      readonly session: number;
      /** One name for each attempt. */
      readonly guids: readonly string[];
    },
    context: {} as Queued & {
      readonly resource: ProcessId;
      /** The names for the attempts to come. */
      readonly guids: readonly string[];
      /** Whether the resource still owes an answer. */
      readonly isWriting: boolean;
    },
    events: {} as
      | { type: 'acquire' }
      | { type: 'work' }
      | { type: 'release' }
      | Received<
          | Created
          | Children
          | Stat
          | NoNode
          | Deleted
          | Connected
          | Opened
          | SessionExpired
          | WatchEvent
          | Ack
          | Stale
        >,
    emitted: {} as Sent<Create | GetChildren | Exists | Delete | Connect | Open | Write>,
    tags: {} as 'seeking' | 'holding',
  },
  guards: {
    ...queueGuards,
    mayTry: ({ context }) => context.guids.length > 0,
    isCurrent: ({ context }, { session }: SessionExpired) => session === context.session,
    isAnswered: ({ context }) => !context.isWriting,
  },
  actions: {
    create: send(serviceOf, createIn(directory)),
    list: send(serviceOf, listIn(directory)),
    watchPredecessor: send(serviceOf, watchPredecessorIn(directory)),
    deleteNode: send(serviceOf, deleteNodeIn(directory)),
    connect: send(serviceOf, connectAgain),
    openSession: send(serviceOf, { type: 'open' }),
    beginWrite: assign({ isWriting: true }),
    write: send(
      ({ context }) => context.resource,
      ({ context: { node } }) => ({ type: 'write', fence: node?.sequence ?? 0 }),
    ),
    endWrite: assign({ isWriting: false }),
    keepNode: assign({ node: (_, path: Path) => path }),
    findNode: assign({
      node: ({ context }, children: Children) => ownNode(context, children),
    }),
    keepPredecessor: assign({
      predecessor: ({ context: { node } }, { paths }: Children) =>
        node && predecessorOf(node, paths),
    }),
    forgetPredecessor: assign({ predecessor: null }),
    keepSession: assign({ session: (_, { session }: Opened) => session }),
    takeGuid: assign(({ context: { guids } }) => ({
      guid: guids[0] ?? null,
      guids: guids.slice(1),
    })),
    forgetNode: assign({ node: null, predecessor: null }),
  },
  delays: { noPong: 20 },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({
    ...input,
    guid: null,
    node: null,
    predecessor: null,
    isWriting: false,
  }),
  initial: 'idle',
  on: {
    sessionExpired: {
      guard: { type: 'isCurrent', params: ({ event }) => event },
      target: '.lost',
    },
    ack: { actions: 'endWrite' },
    stale: { actions: 'endWrite' },
  },
  states: {
    idle: { on: { acquire: { guard: 'mayTry', target: 'trying', actions: 'takeGuid' } } },
    trying: {
      initial: 'creating',
      // Nothing has come from the service for long. Whoever holds the lock cannot count on it now.
      after: { noPong: 'disconnected' },
      states: {
        creating: {
          tags: 'seeking',
          entry: 'create',
          on: {
            created: {
              target: 'listing',
              actions: { type: 'keepNode', params: ({ event }) => event.path },
            },
          },
        },
        listing: {
          tags: 'seeking',
          entry: ['forgetPredecessor', 'list'],
          on: {
            children: [
              { guard: { type: 'isFirst', params: ({ event }) => event }, target: 'holding' },
              {
                target: 'checking',
                actions: { type: 'keepPredecessor', params: ({ event }) => event },
              },
            ],
          },
        },
        // The node before may have gone since the list was made: then the list is made again.
        checking: {
          tags: 'seeking',
          entry: 'watchPredecessor',
          on: { stat: 'waiting', noNode: 'listing' },
        },
        // That the node before is gone does not mean that there is none: its client may have waited, too.
        waiting: {
          tags: 'seeking',
          on: {
            nodeDeleted: {
              guard: { type: 'isAbout', params: ({ event }) => event.path },
              target: 'listing',
            },
          },
        },
        holding: {
          tags: 'holding',
          on: {
            work: { guard: 'isAnswered', actions: ['write', 'beginWrite'] },
            release: { guard: 'isAnswered', target: '#client.releasing' },
          },
        },
      },
    },
    // Every request that was under way may have been carried out, or not.
    disconnected: { tags: 'seeking', entry: 'connect', on: { connected: 'recovering' } },
    recovering: {
      tags: 'seeking',
      entry: 'list',
      on: {
        children: [
          {
            guard: { type: 'isThere', params: ({ event }) => event },
            target: 'trying.listing',
            actions: { type: 'findNode', params: ({ event }) => event },
          },
          { target: 'trying' },
        ],
      },
      after: { noPong: 'disconnected' },
    },
    releasing: {
      initial: 'deleting',
      states: {
        deleting: {
          entry: 'deleteNode',
          on: { deleted: '#client.idle', noNode: '#client.idle' },
          after: { noPong: 'reconnecting' },
        },
        reconnecting: { entry: 'connect', on: { connected: 'deleting' } },
      },
      exit: 'forgetNode',
    },
    // With the session the node has gone. There is nothing to recover.
    lost: {
      entry: 'forgetNode',
      on: { acquire: { guard: 'mayTry', target: 'reopening', actions: 'takeGuid' } },
    },
    reopening: {
      entry: 'openSession',
      on: {
        opened: {
          target: 'trying',
          actions: { type: 'keepSession', params: ({ event }) => event },
        },
      },
    },
  },
});
