import { reply, send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, enqueueActions, setup } from 'xstate';
import type { Answer, Create, InSession, Open, Path, Request, SetWatch } from './messages.ts';
import {
  clientOf,
  ephemeralsOf,
  eventFor,
  newPath,
  nodeAt,
  withData,
  withNode,
  withoutNodes,
  withWatch,
  type Change,
  type Tree,
  type Watch,
  type Znode,
} from './tree.ts';

/** A request of a session, as it arrives. */
type Asked = Received<Exclude<Request, Open>>;

/** What the service can ask itself, do and answer. Its chart says when. */
export const operations = setup({
  types: {
    input: {} as {
      /** Each has a session already: the first has session 1. */
      readonly clients: readonly ProcessId[];
      readonly nodes?: readonly Znode[];
    },
    context: {} as Tree,
    events: {} as Received<Request> | { type: 'expire'; session: number },
    emitted: {} as Sent<Answer>,
  },
  guards: {
    isOpen: ({ context }, asked: Asked) => isOpen(context, asked),
    mayCreate: ({ context }, asked: Received<Create>) =>
      isOpen(context, asked) && nodeAt(context, newPath(context, asked)) === undefined,
    isThere: ({ context }, asked: Asked & { readonly path: Path }) =>
      isOpen(context, asked) && nodeAt(context, asked.path) !== undefined,
    hasChanged: ({ context }, asked: Received<SetWatch>) =>
      isOpen(context, asked) && (nodeAt(context, asked.path)?.mzxid ?? Infinity) > asked.zxid,
  },
  actions: {
    createNode: assign(({ context }, asked: Create) => withNode(context, asked)),
    deleteNode: assign(({ context }, { path }: { readonly path: Path }) =>
      withoutNodes(context, [path]),
    ),
    setData: assign(({ context }, { path, data }: { readonly path: Path; readonly data: string }) =>
      withData(context, path, data),
    ),
    openSession: assign(({ context: { sessions, opened } }, client: ProcessId) => ({
      sessions: [...sessions, { id: opened + 1, client }],
      opened: opened + 1,
    })),
    endSession: assign(({ context }, { session }: InSession) => ({
      ...withoutNodes(context, ephemeralsOf(context, session)),
      sessions: context.sessions.filter(({ id }) => id !== session),
      watches: context.watches.filter((watch) => watch.session !== session),
    })),
    watch: assign(({ context }, watch: Watch | undefined) => ({
      watches: watch === undefined ? context.watches : withWatch(context, watch),
    })),
    dropWatches: assign(({ context: { watches } }, { session }: InSession) => ({
      watches: watches.filter((watch) => watch.session !== session),
    })),
    // A watch tells of one change, and is gone. What it tells goes before any answer that shows the change.
    tellWatchers: enqueueActions(({ context, enqueue }, changes: readonly Change[]) => {
      for (const watch of context.watches) {
        const event = eventFor(watch, changes);
        const to = clientOf(context, watch.session);
        if (event !== undefined && to !== undefined) enqueue.emit({ ...event, to });
      }
      enqueue.assign({
        watches: context.watches.filter((watch) => eventFor(watch, changes) === undefined),
      });
    }),
    startTimers: enqueueActions(({ context: { sessions }, enqueue }) => {
      for (const { id } of sessions) {
        enqueue.raise(
          { type: 'expire', session: id },
          { id: `session ${id}`, delay: 'sessionTimeout' },
        );
      }
    }),
    startTimer: enqueueActions(({ context: { opened }, enqueue }) => {
      enqueue.raise(
        { type: 'expire', session: opened },
        { id: `session ${opened}`, delay: 'sessionTimeout' },
      );
    }),
    answerCreated: reply(({ context }, asked: Create) => ({
      type: 'created',
      path: newPath(context, asked),
    })),
    answerDeleted: reply((_, { path }: { readonly path: Path }) => ({ type: 'deleted', path })),
    answerDataSet: reply(({ context }, { path }: { readonly path: Path }) => ({
      type: 'dataSet',
      path,
      zxid: context.zxid,
    })),
    answerNoNode: reply((_, { path }: { readonly path: Path }) => ({ type: 'noNode', path })),
    answerStat: reply((_, { path }: { readonly path: Path }) => ({ type: 'stat', path })),
    answerData: reply(({ context }, { path }: { readonly path: Path }) => ({
      type: 'data',
      path,
      data: nodeAt(context, path)?.data ?? '',
      zxid: nodeAt(context, path)?.mzxid ?? 0,
    })),
    answerChildren: reply(({ context }, { directory }: { readonly directory: string }) => ({
      type: 'children',
      paths: context.nodes
        .filter(({ path }) => path.directory === directory)
        .map(({ path }) => path),
    })),
    answerOpened: reply(({ context }) => ({ type: 'opened', session: context.opened })),
    tellEnd: send(
      ({ context }, { session }: InSession) => clientOf(context, session) ?? '',
      (_, { session }) => ({ type: 'sessionExpired', session }),
    ),
    tellChanged: reply((_, { path }: { readonly path: Path }) => ({
      type: 'nodeDataChanged',
      path,
    })),
  },
  delays: { sessionTimeout: 30 },
});

function isOpen(tree: Tree, { from, session }: Asked): boolean {
  return clientOf(tree, session) === from;
}
