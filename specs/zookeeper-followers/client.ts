import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import type {
  BadVersion,
  Connect,
  Connected,
  Data,
  Noticed,
  Read,
  Refused,
  Sync,
  Synced,
  Write,
  Written,
} from './messages.ts';

/** An answer that tells up to where the server is. */
type Answer = Received<Data | Written | BadVersion | Synced>;

/**
 * A client of one server at a time: reads, counts up what it has read, syncs, and goes to another server. Each
 * answer tells it up to which transaction the server is.
 *
 * Source: Hunt, Konar, Junqueira & Reed 2010, §2.3 and §4.4.
 * Left out: requests that overlap.
 */
export const client = setup({
  types: {
    input: {} as {
      readonly servers: readonly ProcessId[];
      readonly index: number;
      /** How much it asks for in all. */
      readonly requests: number;
      /** How often it goes to another server. */
      readonly moves: number;
    },
    context: {} as {
      readonly servers: readonly ProcessId[];
      /** Which server it is connected to: its index. */
      readonly index: number;
      readonly requests: number;
      /** How often it will still go elsewhere. Each connection has another number. */
      readonly moves: number;
      /** The last transaction that it has seen. */
      readonly zxid: number;
      /** What it has read last, and has not tried to change since. */
      readonly known: { readonly version: number; readonly data: number } | null;
    },
    events: {} as
      | { type: 'look' }
      | { type: 'count' }
      | { type: 'catchUp' }
      | { type: 'move' }
      | Received<Data | Written | BadVersion | Synced | Connected | Refused>,
    emitted: {} as Sent<Read | Write | Sync | Connect> | Noticed,
    tags: {} as 'waiting',
  },
  guards: {
    mayAsk: ({ context }) => context.requests > 0,
    mayCount: ({ context }) => context.requests > 0 && context.known !== null,
    mayMove: ({ context }) => context.moves > 0,
    // What a server sends that the client has left does not arrive.
    isCurrent: ({ context }, { from }: { readonly from: ProcessId }) => from === serverOf(context),
    isAwaited: ({ context }, { from, connection }: Received<Written | BadVersion | Synced>) =>
      from === serverOf(context) && connection === context.moves,
  },
  actions: {
    countRequest: assign({ requests: ({ context }) => context.requests - 1 }),
    countMove: assign({ moves: ({ context }) => context.moves - 1 }),
    goOn: assign({ index: ({ context: { index, servers } }) => (index + 1) % servers.length }),
    read: send(({ context }) => serverOf(context), { type: 'read' }),
    write: send(
      ({ context }) => serverOf(context),
      ({ context: { known, moves } }) => ({
        type: 'write',
        version: known?.version ?? 0,
        data: (known?.data ?? 0) + 1,
        connection: moves,
      }),
    ),
    forget: assign({ known: null }),
    sync: send(
      ({ context }) => serverOf(context),
      ({ context: { moves } }) => ({ type: 'sync', connection: moves }),
    ),
    connect: send(
      ({ context }) => serverOf(context),
      ({ context }) => ({ type: 'connect', zxid: context.zxid }),
    ),
    keepZxid: assign({
      zxid: ({ context }, { zxid }: Answer) => Math.max(context.zxid, zxid),
    }),
    keepData: assign({
      known: (_, { version, first }: Data) => ({ version, data: first }),
    }),
    observeSeen: emit((_, { zxid }: Answer) => ({ type: 'seen', zxid })),
    observeSyncBegan: emit({ type: 'syncBegan' }),
    observeSyncEnded: emit({ type: 'syncEnded' }),
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, zxid: 0, known: null }),
  initial: 'idle',
  // The connection is lost; what was asked may be carried out, or not.
  on: {
    move: { guard: 'mayMove', target: '.connecting', actions: ['countMove', 'goOn'] },
  },
  states: {
    idle: {
      on: {
        look: { guard: 'mayAsk', target: 'reading', actions: ['countRequest', 'read'] },
        count: {
          guard: 'mayCount',
          target: 'writing',
          actions: ['countRequest', 'write', 'forget'],
        },
        catchUp: {
          guard: 'mayAsk',
          target: 'syncing',
          actions: ['countRequest', 'observeSyncBegan', 'sync'],
        },
      },
    },
    reading: {
      tags: 'waiting',
      on: {
        data: {
          guard: { type: 'isCurrent', params: ({ event }) => event },
          target: 'idle',
          actions: [
            { type: 'keepZxid', params: ({ event }) => event },
            { type: 'keepData', params: ({ event }) => event },
            { type: 'observeSeen', params: ({ event }) => event },
          ],
        },
      },
    },
    writing: {
      tags: 'waiting',
      on: {
        written: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'idle',
          actions: [
            { type: 'keepZxid', params: ({ event }) => event },
            { type: 'observeSeen', params: ({ event }) => event },
          ],
        },
        badVersion: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'idle',
          actions: [
            { type: 'keepZxid', params: ({ event }) => event },
            { type: 'observeSeen', params: ({ event }) => event },
          ],
        },
      },
    },
    syncing: {
      tags: 'waiting',
      on: {
        synced: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'idle',
          actions: [
            { type: 'keepZxid', params: ({ event }) => event },
            { type: 'observeSeen', params: ({ event }) => event },
            'observeSyncEnded',
          ],
        },
      },
    },
    connecting: {
      tags: 'waiting',
      entry: 'connect',
      on: {
        connected: { guard: { type: 'isCurrent', params: ({ event }) => event }, target: 'idle' },
        refused: {
          guard: { type: 'isCurrent', params: ({ event }) => event },
          target: 'connecting',
          reenter: true,
          actions: 'goOn',
        },
      },
    },
  },
});

function serverOf({
  servers,
  index,
}: {
  readonly servers: readonly ProcessId[];
  readonly index: number;
}): ProcessId {
  return servers[index] ?? '';
}
