import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  Children,
  Create,
  Created,
  Delete,
  Deleted,
  GetChildren,
  Path,
  SessionExpired,
  WatchEvent,
} from './messages.ts';
import { isSame } from './tree.ts';

/** Where the client makes its nodes. */
const directory = 'nodes';

/**
 * A client that makes nodes, deletes them and looks at the list, one after the other. It is surprised when it
 * sees a change that its watch should have told it of.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §2.2.
 * Left out: lost connections, which the recipes have.
 */
export const client = setup({
  types: {
    input: {} as {
      readonly service: ProcessId;
      readonly session: number;
      /** How much it asks for in all. */
      readonly requests: number;
    },
    context: {} as {
      readonly service: ProcessId;
      readonly session: number;
      readonly requests: number;
      /** The node that it has made last. */
      readonly node: Path | null;
      /** The list as it was read and is watched; `null` when it may have changed. */
      readonly seen: readonly Path[] | null;
    },
    events: {} as
      | { type: 'make' }
      | { type: 'remove' }
      | { type: 'look' }
      | Received<Created | Deleted | Children | SessionExpired | WatchEvent>,
    emitted: {} as Sent<Create | Delete | GetChildren>,
  },
  guards: {
    mayAsk: ({ context }) => context.requests > 0,
    mayRemove: ({ context }) => context.requests > 0 && context.node !== null,
    isExpected: ({ context: { seen } }, { paths }: Children) =>
      seen === null ||
      (seen.length === paths.length &&
        seen.every((path) => paths.some((other) => isSame(path, other)))),
  },
  actions: {
    count: assign({ requests: ({ context }) => context.requests - 1 }),
    create: send(
      ({ context }) => context.service,
      ({ context: { session } }) => ({
        type: 'create',
        session,
        directory,
        name: 'node',
        data: '',
        ephemeral: true,
        sequential: true,
      }),
    ),
    deleteNode: send(
      ({ context }) => context.service,
      ({ context: { session, node } }) => ({
        type: 'delete',
        session,
        path: node ?? { directory, name: '', sequence: null },
      }),
    ),
    list: send(
      ({ context }) => context.service,
      ({ context: { session } }) => ({ type: 'getChildren', session, directory, watch: true }),
    ),
    keepNode: assign({ node: (_, { path }: Created) => path }),
    forgetNode: assign({ node: null }),
    keepList: assign({ seen: (_, { paths }: Children) => paths }),
    forgetList: assign({ seen: null }),
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, node: null, seen: null }),
  initial: 'idle',
  on: { nodeChildrenChanged: { actions: 'forgetList' }, sessionExpired: '.expired' },
  states: {
    idle: {
      on: {
        make: { guard: 'mayAsk', target: 'making', actions: 'count' },
        remove: { guard: 'mayRemove', target: 'removing', actions: 'count' },
        look: { guard: 'mayAsk', target: 'looking', actions: 'count' },
      },
    },
    making: {
      entry: 'create',
      on: {
        created: { target: 'idle', actions: { type: 'keepNode', params: ({ event }) => event } },
      },
    },
    removing: { entry: 'deleteNode', on: { deleted: { target: 'idle', actions: 'forgetNode' } } },
    looking: {
      entry: 'list',
      on: {
        children: [
          {
            guard: { type: 'isExpected', params: ({ event }) => event },
            target: 'idle',
            actions: { type: 'keepList', params: ({ event }) => event },
          },
          { target: 'surprised' },
        ],
      },
    },
    surprised: {},
    expired: {},
  },
});
