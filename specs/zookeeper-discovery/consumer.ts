import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  Children,
  Connect,
  Connected,
  Data,
  GetChildren,
  GetData,
  Path,
  SessionExpired,
  WatchEvent,
} from '../zookeeper/messages.ts';
import { connectAgain, serviceOf } from '../zookeeper/requests.ts';

/**
 * Who looks for the instances of a service: lists their nodes and watches the list with one request, then asks
 * for the address in each.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §2.4, "Group Membership".
 * Left out: a new session after the one that has expired, with which the consumer would begin anew.
 */
export const consumer = setup({
  types: {
    input: {} as { readonly service: ProcessId; readonly session: number },
    context: {} as {
      readonly service: ProcessId;
      readonly session: number;
      /** Where the instances are, as far as is known. */
      readonly addresses: readonly string[];
      /** Of the list that is made now: nodes to ask for, and addresses found. */
      readonly missing: readonly Path[];
      readonly found: readonly string[];
    },
    events: {} as Received<Children | Data | WatchEvent | Connected | SessionExpired>,
    emitted: {} as Sent<GetChildren | GetData | Connect>,
  },
  guards: { hasAll: ({ context }) => context.missing.length === 0 },
  actions: {
    listAndWatch: send(
      ({ context }) => context.service,
      ({ context: { session } }) => ({
        type: 'getChildren',
        session,
        directory: 'instances',
        watch: true,
      }),
    ),
    ask: send(
      ({ context }) => context.service,
      ({ context: { session, missing } }) => ({
        type: 'getData',
        session,
        path: missing[0] ?? { directory: 'instances', name: '', sequence: null },
        watch: false,
      }),
    ),
    connect: send(serviceOf, connectAgain),
    begin: assign((_, { paths }: Children) => ({ missing: paths, found: [] })),
    add: assign({ found: ({ context: { found } }, { data }: Data) => [...found, data] }),
    goOn: assign({ missing: ({ context: { missing } }) => missing.slice(1) }),
    forget: assign({ missing: [], found: [] }),
    keep: assign(({ context: { found } }) => ({ addresses: found, found: [] })),
  },
  delays: { noPong: 20 },
}).createMachine({
  id: 'consumer',
  context: ({ input }) => ({ ...input, addresses: [], missing: [], found: [] }),
  initial: 'connected',
  on: { sessionExpired: '.expired' },
  states: {
    connected: {
      initial: 'listing',
      after: { noPong: 'disconnected' },
      // The list has changed, and what is under way is of no use. This is heard before any answer that shows
      // the change: nobody waits for the address of an instance that has gone.
      on: { nodeChildrenChanged: '.listing' },
      states: {
        listing: {
          entry: ['forget', 'listAndWatch'],
          on: {
            children: {
              target: 'asking',
              actions: { type: 'begin', params: ({ event }) => event },
            },
          },
        },
        asking: {
          initial: 'next',
          states: {
            next: {
              always: [
                { guard: 'hasAll', target: '#consumer.connected.settled' },
                { target: 'waiting' },
              ],
            },
            waiting: {
              entry: 'ask',
              on: {
                data: {
                  target: 'next',
                  actions: [{ type: 'add', params: ({ event }) => event }, 'goOn'],
                },
              },
            },
          },
        },
        settled: { entry: 'keep' },
      },
    },
    // What is known may be old, and is better than nothing.
    disconnected: { entry: 'connect', on: { connected: 'connected' } },
    expired: {},
  },
});
