import { monitor, type ProcessId, type Received } from '#faultline';
import { assign, setup } from 'xstate';
import type { Change, LeaseId, Observation } from '../etcd/messages.ts';
import { lock, type Belief } from './client.ts';

type Heard = Received<Observation | Belief>;

/** Objects when a second client takes the lock, unless the lease of one whose turn it was has expired. */
const exclusionChart = setup({
  types: {
    context: {} as {
      /** The leases of the keys of the lock, in the order in which the keys came to be. */
      readonly queue: readonly LeaseId[];
      /** The client that believes that it holds the lock. */
      readonly holder: ProcessId | null;
    },
    events: {} as Heard,
    tags: {} as 'violation',
  },
  guards: {
    isFirst: ({ context }, { lease }: { readonly lease: LeaseId }) => context.queue[0] === lease,
    isFree: ({ context }) => context.holder === null,
    isHolder: ({ context, event }) => context.holder === event.from,
  },
  actions: {
    noteQueue: assign({
      queue: ({ context }, { changes }: { readonly changes: readonly Change[] }) =>
        changes.reduce(withChange, context.queue),
    }),
    noteHolder: assign({ holder: ({ event }) => event.from }),
    forgetHolder: assign({ holder: null }),
    forgetAll: assign({ holder: null, queue: [] }),
  },
}).createMachine({
  id: 'exclusion',
  context: { queue: [], holder: null },
  initial: 'watching',
  states: {
    watching: {
      on: {
        changed: { actions: { type: 'noteQueue', params: ({ event }) => event } },
        // The one whose turn it is does not know: nobody can promise anything from now on.
        expired: {
          guard: { type: 'isFirst', params: ({ event }) => event },
          target: 'excused',
          actions: 'forgetAll',
        },
        acquired: [{ guard: 'isFree', actions: 'noteHolder' }, { target: 'violated' }],
        released: { guard: 'isHolder', actions: 'forgetHolder' },
      },
    },
    excused: {},
    violated: { tags: 'violation' },
  },
});

function withChange(queue: readonly LeaseId[], change: Change): readonly LeaseId[] {
  const [start, lease = ''] = change.kind === 'put' ? change.keyValue.key : change.key;
  if (start !== lock[0]) return queue;
  return change.kind === 'put' ? [...queue, lease] : queue.filter((other) => other !== lease);
}

/** What is promised of the beliefs of clients, as long as no lease of the first in the queue expires. */
export const monitors = {
  exclusion: monitor(
    'at most one client believes that it holds the lock, until the lease of one whose turn it is expires',
    exclusionChart,
    { source: 'Kingsbury 2020, "etcd 3.4.3"' },
  ),
};
