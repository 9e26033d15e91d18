import type { MutationsOf } from '#faultline';
import { assign, enqueueActions } from 'xstate';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';
import { ephemeralsOf, withNode, withoutNodes, withWatch } from './tree.ts';

/**
 * How ZooKeeper would break what it promises, and what then fails.
 *
 * A wish (`make`, `remove`, `look`), a delivery and the end of a session are a step each.
 */
export const mutations = {
  'seq-reuse': {
    says: 'a sequential node gets the number of nodes that are there, not of those that ever were',
    violates: 'numbersDiffer',
    steps: 8,
    charts: {
      service: (chart) =>
        chart.provide({
          actions: {
            createNode: assign(({ context }, asked) => {
              const creates = { [asked.directory]: context.nodes.length };
              return withNode({ ...context, creates }, asked);
            }),
          },
        }),
    },
  },
  'expiry-not-atomic': {
    says: 'the end of a session takes one node only, and leaves the others for later',
    violates: 'ephemeralLifetime',
    steps: 6,
    parameters: { clients: 1, requests: 2 },
    charts: {
      service: (chart) =>
        chart.provide({
          actions: {
            endSession: assign(({ context }, { session }) => ({
              ...withoutNodes(context, ephemeralsOf(context, session).slice(0, 1)),
              sessions: context.sessions.filter(({ id }) => id !== session),
            })),
          },
        }),
    },
  },
  'watch-after-data': {
    says: 'a watch tells of a change when its client has asked for the list again, and after the answer',
    violates: 'watchBeforeData',
    steps: 8,
    charts: {
      service: (chart) =>
        chart.provide({
          actions: {
            // The watch has gone off, and nobody is told.
            tellWatchers: assign({ watches: [] }),
            watch: assign({}),
            answerChildren: enqueueActions(({ context, event, enqueue }, { directory }) => {
              if (!('session' in event && 'from' in event)) return;
              const { from, session } = event;
              const { zxid, nodes, watches } = context;
              enqueue.emit({ type: 'children', paths: nodes.map(({ path }) => path), to: from });
              const isWatched = watches.some((watch) => watch.session === session);
              if (!isWatched && zxid > 0) {
                enqueue.emit({ type: 'nodeChildrenChanged', directory, to: from });
              }
              enqueue.assign({
                watches: withWatch(context, { kind: 'child', session, directory }),
              });
            }),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
