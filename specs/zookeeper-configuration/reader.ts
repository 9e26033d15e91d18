import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type {
  Connect,
  Connected,
  Data,
  Exists,
  GetData,
  Path,
  SessionExpired,
  SetWatch,
  Stat,
  WatchEvent,
} from '../zookeeper/messages.ts';
import { connectAgain, serviceOf } from '../zookeeper/requests.ts';

/**
 * Who keeps a copy of the configuration, and reads it again when it has changed.
 *
 * Reading and watching is one request: nothing can change between the two. After a new connection
 * the reader watches again, and says how far it has come.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §2.4, "Configuration Management".
 * Left out: a new session after the one that has expired, with which the reader would begin anew.
 */
export const reader = setup({
  types: {
    input: {} as {
      readonly service: ProcessId;
      readonly session: number;
      readonly path: Path;
    },
    context: {} as {
      readonly service: ProcessId;
      readonly session: number;
      readonly path: Path;
      /** The copy; `null` before the first. */
      readonly value: string | null;
      /** The transaction that has set it. */
      readonly zxid: number;
    },
    events: {} as Received<Data | Stat | WatchEvent | Connected | SessionExpired>,
    emitted: {} as Sent<GetData | Exists | Connect | SetWatch>,
  },
  guards: { hasCopy: ({ context }) => context.value !== null },
  actions: {
    readAndWatch: send(
      ({ context }) => context.service,
      ({ context: { session, path } }) => ({ type: 'getData', session, path, watch: true }),
    ),
    keep: assign({
      value: (_, { data }: Data) => data,
      zxid: (_, { zxid }: Data) => zxid,
    }),
    connect: send(serviceOf, connectAgain),
    watchAgain: send(
      ({ context }) => context.service,
      ({ context: { session, path, zxid } }) => ({ type: 'setWatch', session, path, zxid }),
    ),
  },
  delays: { noPong: 20 },
}).createMachine({
  id: 'reader',
  context: ({ input }) => ({ ...input, value: null, zxid: 0 }),
  initial: 'connected',
  on: { sessionExpired: '.expired' },
  states: {
    connected: {
      initial: 'reading',
      after: { noPong: 'disconnected' },
      states: {
        reading: {
          entry: 'readAndWatch',
          on: {
            data: { target: 'watching', actions: { type: 'keep', params: ({ event }) => event } },
          },
        },
        watching: { on: { nodeDataChanged: 'reading' } },
      },
    },
    // An event that comes now belongs to the old connection, and is lost with it.
    disconnected: {
      entry: 'connect',
      on: {
        connected: [
          { guard: 'hasCopy', target: 'connected.watching', actions: 'watchAgain' },
          { target: 'connected' },
        ],
      },
    },
    expired: {},
  },
});
