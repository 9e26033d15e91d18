import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Txn, TxnResponse, Watch, WatchResponse } from '../etcd/messages.ts';
import { reads } from '../etcd/requests.ts';
import { election } from './candidate.ts';

/**
 * An observer: asks which key is the first, watches it, and asks again. Where there is none it waits for the
 * next one to be put.
 *
 * Source: etcd 2024, `client/v3/concurrency`, `election.go`: Observe.
 * Differs: it asks again after each change, and not only when the key is deleted, as here the answers of a
 * watch overtake one another too.
 */
export const observer = setup({
  types: {
    input: {} as { readonly server: ProcessId },
    context: {} as {
      readonly server: ProcessId;
      /** How many calls and watches there have been: the number of the last one. */
      readonly calls: number;
      /** The create revisions of the leaders' keys, in the order in which it has seen them. */
      readonly epochs: readonly number[];
    },
    events: {} as { type: 'observe' } | Received<TxnResponse | WatchResponse>,
    emitted: {} as Sent<Txn | Watch>,
  },
  guards: {
    isAwaited: ({ context }, { call }: { readonly call: number }) => call === context.calls,
    isMine: ({ context }, { watch }: { readonly watch: number }) => watch === context.calls,
  },
  actions: {
    nextCall: assign({ calls: ({ context }) => context.calls + 1 }),
    findFirst: send(
      ({ context }) => context.server,
      ({ context: { calls } }) => reads(calls, election, { only: 'first' }),
    ),
    watchFirst: send(
      ({ context }) => context.server,
      ({ context: { calls } }, { revision, found }: TxnResponse) => ({
        type: 'watch',
        watch: calls,
        under: found[0]?.[0]?.key ?? election,
        startRevision: revision + 1,
      }),
    ),
    keepLeader: assign(({ context: { epochs } }, { found }: TxnResponse) => {
      const { createRevision } = found[0]?.[0] ?? {};
      const isNew = createRevision !== undefined && createRevision !== epochs.at(-1);
      return isNew ? { epochs: [...epochs, createRevision] } : {};
    }),
  },
}).createMachine({
  id: 'observer',
  context: ({ input: { server } }) => ({ server, calls: 0, epochs: [] }),
  initial: 'idle',
  states: {
    idle: { on: { observe: 'finding' } },
    finding: {
      entry: ['nextCall', 'findFirst'],
      on: {
        txnResponse: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          target: 'watching',
          actions: [
            { type: 'keepLeader', params: ({ event }) => event },
            { type: 'watchFirst', params: ({ event }) => event },
          ],
        },
      },
    },
    watching: {
      on: {
        watchResponse: {
          guard: { type: 'isMine', params: ({ event }) => event },
          target: 'finding',
        },
      },
    },
  },
});
