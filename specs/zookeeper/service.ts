import { reply } from '#faultline';
import type { Path } from './messages.ts';
import { operations } from './operations.ts';
import { ephemeralsOf, newPath, type Watch } from './tree.ts';

/**
 * A ZooKeeper ensemble, as its clients see it while a majority of its servers is up: one tree, one
 * transaction after the other.
 *
 * Each session has a timer. It stands for one that every sign of life of the client sets anew, and so it fires
 * only when none has come for long.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §2; Apache ZooKeeper 2022, "Programmer's Guide".
 * Differs: the tree has two levels, directories and their nodes, and directories are always there. A
 * client that is out of reach is told that its session is over when it can be reached, and need not ask.
 * Left out: versions of data, multi, access control, and servers that lag behind.
 */
export const service = operations.createMachine({
  id: 'service',
  context: ({ input: { clients, nodes = [] } }) => ({
    zxid: 0,
    nodes,
    creates: {},
    sessions: clients.map((client, index) => ({ id: index + 1, client })),
    opened: clients.length,
    watches: [],
  }),
  entry: 'startTimers',
  initial: 'serving',
  states: {
    // A request of a session that is over is not heard: its client is told so anyway.
    serving: {
      on: {
        create: [
          {
            guard: { type: 'mayCreate', params: ({ event }) => event },
            actions: [
              {
                type: 'tellWatchers',
                params: ({ context, event }) => [
                  { type: 'nodeCreated', path: newPath(context, event) },
                ],
              },
              { type: 'answerCreated', params: ({ event }) => event },
              { type: 'createNode', params: ({ event }) => event },
            ],
          },
          {
            guard: { type: 'isOpen', params: ({ event }) => event },
            actions: reply({ type: 'nodeExists' }),
          },
        ],
        delete: [
          {
            guard: { type: 'isThere', params: ({ event }) => event },
            actions: [
              {
                type: 'tellWatchers',
                params: ({ event: { path } }) => [{ type: 'nodeDeleted', path }],
              },
              { type: 'deleteNode', params: ({ event }) => event },
              { type: 'answerDeleted', params: ({ event }) => event },
            ],
          },
          {
            guard: { type: 'isOpen', params: ({ event }) => event },
            actions: { type: 'answerNoNode', params: ({ event }) => event },
          },
        ],
        setData: [
          {
            guard: { type: 'isThere', params: ({ event }) => event },
            actions: [
              {
                type: 'tellWatchers',
                params: ({ event: { path } }) => [{ type: 'nodeDataChanged', path }],
              },
              { type: 'setData', params: ({ event }) => event },
              { type: 'answerDataSet', params: ({ event }) => event },
            ],
          },
          {
            guard: { type: 'isOpen', params: ({ event }) => event },
            actions: { type: 'answerNoNode', params: ({ event }) => event },
          },
        ],
        exists: [
          {
            guard: { type: 'isThere', params: ({ event }) => event },
            actions: [
              { type: 'watch', params: ({ event }) => dataWatch(event) },
              { type: 'answerStat', params: ({ event }) => event },
            ],
          },
          {
            guard: { type: 'isOpen', params: ({ event }) => event },
            actions: [
              { type: 'watch', params: ({ event }) => dataWatch(event) },
              { type: 'answerNoNode', params: ({ event }) => event },
            ],
          },
        ],
        // There is no watch for the data of a node that is not there.
        getData: [
          {
            guard: { type: 'isThere', params: ({ event }) => event },
            actions: [
              { type: 'watch', params: ({ event }) => dataWatch(event) },
              { type: 'answerData', params: ({ event }) => event },
            ],
          },
          {
            guard: { type: 'isOpen', params: ({ event }) => event },
            actions: { type: 'answerNoNode', params: ({ event }) => event },
          },
        ],
        getChildren: {
          guard: { type: 'isOpen', params: ({ event }) => event },
          actions: [
            { type: 'watch', params: ({ event }) => childWatch(event) },
            { type: 'answerChildren', params: ({ event }) => event },
          ],
        },
        connect: {
          guard: { type: 'isOpen', params: ({ event }) => event },
          actions: [
            { type: 'dropWatches', params: ({ event }) => event },
            reply({ type: 'connected' }),
          ],
        },
        setWatch: [
          {
            guard: { type: 'hasChanged', params: ({ event }) => event },
            actions: { type: 'tellChanged', params: ({ event }) => event },
          },
          {
            guard: { type: 'isOpen', params: ({ event }) => event },
            actions: {
              type: 'watch',
              params: ({ event }) => dataWatch({ ...event, watch: true }),
            },
          },
        ],
        open: {
          actions: [
            { type: 'openSession', params: ({ event }) => event.from },
            'startTimer',
            'answerOpened',
          ],
        },
        expire: {
          actions: [
            { type: 'tellEnd', params: ({ event }) => event },
            {
              type: 'tellWatchers',
              params: ({ context, event: { session } }) =>
                ephemeralsOf(context, session).map((path) => ({ type: 'nodeDeleted', path })),
            },
            { type: 'endSession', params: ({ event }) => event },
          ],
        },
      },
    },
  },
});

function dataWatch(asked: {
  readonly session: number;
  readonly path: Path;
  readonly watch: boolean;
}): Watch | undefined {
  const { session, path, watch } = asked;
  return watch ? { kind: 'data', session, path } : undefined;
}

function childWatch(asked: {
  readonly session: number;
  readonly directory: string;
  readonly watch: boolean;
}): Watch | undefined {
  const { session, directory, watch } = asked;
  return watch ? { kind: 'child', session, directory } : undefined;
}
