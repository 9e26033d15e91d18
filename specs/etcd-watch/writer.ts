import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Key, Operation, Txn, TxnResponse } from '../etcd/messages.ts';

/** All keys under this path are watched. */
export const watched: Key = ['config'];

/**
 * Who changes keys, one transaction after the other.
 *
 * Source: etcd 2024, "KV API guarantees".
 */
export const writer = setup({
  types: {
    input: {} as {
      readonly server: ProcessId;
      /** How many transactions there are. */
      readonly writes: number;
    },
    context: {} as {
      readonly server: ProcessId;
      readonly writes: number;
      /** How many have been asked for. */
      readonly calls: number;
    },
    events: {} as { type: 'write' } | Received<TxnResponse>,
    emitted: {} as Sent<Txn>,
  },
  guards: { hasMore: ({ context }) => context.calls < context.writes },
  actions: {
    nextCall: assign({ calls: ({ context }) => context.calls + 1 }),
    ask: send(
      ({ context }) => context.server,
      ({ context: { calls } }) => ({
        type: 'txn',
        call: calls,
        compare: [],
        success: operations(calls),
        failure: [],
      }),
    ),
  },
}).createMachine({
  id: 'writer',
  context: ({ input }) => ({ ...input, calls: 0 }),
  initial: 'idle',
  states: {
    idle: { on: { write: { guard: 'hasMore', target: 'writing' } } },
    writing: { entry: ['nextCall', 'ask'], on: { txnResponse: 'idle' } },
  },
});

/** In turn: two keys that are watched, one that is not, and one that is written while another goes. */
function operations(call: number): readonly Operation[] {
  const put = (key: Key): Operation => ({ kind: 'put', key, value: call, lease: null });
  const [size, color] = [
    [...watched, 'size'],
    [...watched, 'color'],
  ];
  if (call % 3 === 1) return [put(size), put(color)];
  if (call % 3 === 2) return [put(['elsewhere'])];
  return [put(size), { kind: 'delete', key: color }];
}
