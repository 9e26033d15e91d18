import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  Children,
  Connect,
  Connected,
  Create,
  Created,
  Data,
  DataSet,
  Delete,
  Deleted,
  Exists,
  GetChildren,
  GetData,
  NoNode,
  Path,
  SessionExpired,
  SetData,
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

/** The nodes of the candidates. */
export const directory = 'election';

/** What the leaders leave to each other: the number of the last of them. */
export const state: Path = { directory: 'state', name: 'epoch', sequence: null };

/**
 * A candidate: queues as for a lock, and leads when its node is the first. Before it leads it reads what the
 * leader before it has left, and writes that there is a new one: so all know, and it knows that it does.
 *
 * Source: Apache ZooKeeper 2022, "Recipes and Solutions", section "Leader Election".
 * Left out: a new session after the one that has expired.
 */
export const candidate = setup({
  types: {
    input: {} as {
      readonly service: ProcessId;
      readonly session: number;
      /** The name of the node. */
      readonly guid: string;
    },
    context: {} as Queued & {
      /** The number under which the candidate leads, has led last, or is about to; 0 before. */
      readonly epoch: number;
    },
    events: {} as
      | { type: 'volunteer' }
      | { type: 'resign' }
      | Received<
          | Created
          | Children
          | Stat
          | NoNode
          | Data
          | DataSet
          | Deleted
          | Connected
          | SessionExpired
          | WatchEvent
        >,
    emitted: {} as Sent<Create | GetChildren | Exists | GetData | SetData | Delete | Connect>,
    tags: {} as 'standing' | 'leading',
  },
  guards: {
    ...queueGuards,
    isOwn: ({ context: { epoch } }, { data }: Data) => epoch > 0 && Number(data) === epoch,
  },
  actions: {
    create: send(serviceOf, createIn(directory)),
    list: send(serviceOf, listIn(directory)),
    watchPredecessor: send(serviceOf, watchPredecessorIn(directory)),
    load: send(serviceOf, ({ context: { session } }) => ({
      ...{ type: 'getData', session, path: state, watch: false },
    })),
    claim: send(serviceOf, ({ context: { session, epoch } }) => ({
      ...{ type: 'setData', session, path: state, data: String(epoch) },
    })),
    deleteNode: send(serviceOf, deleteNodeIn(directory)),
    connect: send(serviceOf, connectAgain),
    keepNode: assign({ node: (_, path: Path) => path }),
    findNode: assign({
      node: ({ context }, children: Children) => ownNode(context, children),
    }),
    keepPredecessor: assign({
      predecessor: ({ context: { node } }, { paths }: Children) =>
        node && predecessorOf(node, paths),
    }),
    forgetPredecessor: assign({ predecessor: null }),
    takeNextEpoch: assign({ epoch: (_, { data }: Data) => Number(data) + 1 }),
  },
  delays: { noPong: 20 },
}).createMachine({
  id: 'candidate',
  context: ({ input }) => ({ ...input, node: null, predecessor: null, epoch: 0 }),
  initial: 'idle',
  on: { sessionExpired: '.expired' },
  states: {
    idle: { on: { volunteer: 'connected' } },
    connected: {
      initial: 'creating',
      after: { noPong: 'disconnected' },
      states: {
        creating: {
          tags: 'standing',
          entry: 'create',
          on: {
            created: {
              target: 'listing',
              actions: { type: 'keepNode', params: ({ event }) => event.path },
            },
          },
        },
        listing: {
          tags: 'standing',
          entry: ['forgetPredecessor', 'list'],
          on: {
            children: [
              { guard: { type: 'isFirst', params: ({ event }) => event }, target: 'loading' },
              {
                target: 'checking',
                actions: { type: 'keepPredecessor', params: ({ event }) => event },
              },
            ],
          },
        },
        checking: {
          tags: 'standing',
          entry: 'watchPredecessor',
          on: { stat: 'waiting', noNode: 'listing' },
        },
        waiting: {
          tags: 'standing',
          on: {
            nodeDeleted: {
              guard: { type: 'isAbout', params: ({ event }) => event.path },
              target: 'listing',
            },
          },
        },
        // Elected, and the others do not know it yet.
        loading: {
          tags: 'standing',
          entry: 'load',
          on: {
            data: [
              // It leads still, or again: nobody else has been elected since.
              { guard: { type: 'isOwn', params: ({ event }) => event }, target: 'leading' },
              {
                target: 'claiming',
                actions: { type: 'takeNextEpoch', params: ({ event }) => event },
              },
            ],
          },
        },
        claiming: { tags: 'standing', entry: 'claim', on: { dataSet: 'leading' } },
        leading: { tags: 'leading', on: { resign: '#candidate.resigning' } },
      },
    },
    // Whoever leads stops here.
    disconnected: { tags: 'standing', entry: 'connect', on: { connected: 'recovering' } },
    recovering: {
      tags: 'standing',
      entry: 'list',
      after: { noPong: 'disconnected' },
      on: {
        children: [
          {
            guard: { type: 'isThere', params: ({ event }) => event },
            target: 'connected.listing',
            actions: { type: 'findNode', params: ({ event }) => event },
          },
          { target: 'connected' },
        ],
      },
    },
    resigning: {
      initial: 'deleting',
      states: {
        deleting: {
          entry: 'deleteNode',
          on: { deleted: '#candidate.resigned', noNode: '#candidate.resigned' },
          after: { noPong: 'reconnecting' },
        },
        reconnecting: { entry: 'connect', on: { connected: 'deleting' } },
      },
    },
    resigned: {},
    expired: {},
  },
});
