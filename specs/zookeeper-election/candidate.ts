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
import { predecessorOf } from '../zookeeper/queue.ts';

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
    context: {} as {
      readonly service: ProcessId;
      readonly session: number;
      readonly guid: string;
      /** The candidate's node, and the one before it. */
      readonly node: Path | null;
      readonly predecessor: Path | null;
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
    isFirst: ({ context }, { paths }: Children) =>
      context.node !== null && predecessorOf(context.node, paths) === null,
    isThere: ({ context: { guid } }, { paths }: Children) =>
      paths.some(({ name }) => name === guid),
    isOwn: ({ context: { epoch } }, { data }: Data) => epoch > 0 && Number(data) === epoch,
    isAbout: ({ context: { predecessor } }, path: Path) => path.sequence === predecessor?.sequence,
  },
  actions: {
    create: send(
      ({ context }) => context.service,
      ({ context: { session, guid } }) => ({
        type: 'create',
        session,
        directory: 'election',
        name: guid,
        data: '',
        ephemeral: true,
        sequential: true,
      }),
    ),
    list: send(
      ({ context }) => context.service,
      ({ context: { session } }) => ({
        type: 'getChildren',
        session,
        directory: 'election',
        watch: false,
      }),
    ),
    watchPredecessor: send(
      ({ context }) => context.service,
      ({ context: { session, predecessor } }) => ({
        type: 'exists',
        session,
        path: predecessor ?? nowhere,
        watch: true,
      }),
    ),
    load: send(
      ({ context }) => context.service,
      ({ context: { session } }) => ({ type: 'getData', session, path: state, watch: false }),
    ),
    claim: send(
      ({ context }) => context.service,
      ({ context: { session, epoch } }) => ({
        type: 'setData',
        session,
        path: state,
        data: String(epoch),
      }),
    ),
    deleteNode: send(
      ({ context }) => context.service,
      ({ context: { session, node } }) => ({ type: 'delete', session, path: node ?? nowhere }),
    ),
    connect: send(
      ({ context }) => context.service,
      ({ context: { session } }) => ({ type: 'connect', session }),
    ),
    keepNode: assign({ node: (_, path: Path) => path }),
    findNode: assign({
      node: ({ context: { guid } }, { paths }: Children) =>
        paths.find(({ name }) => name === guid) ?? null,
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

const nowhere: Path = { directory: 'election', name: '', sequence: null };
