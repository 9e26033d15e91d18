import {
  defineProtocol,
  reply,
  role,
  send,
  type ProcessId,
  type Received,
  type Sent,
} from '#faultline';
import { setup } from 'xstate';

interface Acquire {
  readonly type: 'acquire';
}
interface Granted {
  readonly type: 'granted';
}

const lockChart = setup({
  types: { events: {} as Received<Acquire>, emitted: {} as Sent<Granted> },
  actions: { grant: reply({ type: 'granted' }) },
  delays: { ttl: 30 },
}).createMachine({
  id: 'lock',
  initial: 'free',
  states: {
    free: { on: { acquire: { target: 'taken', actions: 'grant' } } },
    taken: { after: { ttl: 'free' } },
  },
});

const clientChart = setup({
  types: {
    input: {} as { readonly lock: ProcessId },
    context: {} as { readonly lock: ProcessId },
    events: {} as Received<Granted> | { readonly type: 'want' },
    emitted: {} as Sent<Acquire>,
  },
  actions: { acquire: send(({ context }) => context.lock, { type: 'acquire' }) },
  delays: { lease: 10 },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ lock: input.lock }),
  initial: 'idle',
  states: {
    idle: { on: { want: { target: 'waiting', actions: 'acquire' } } },
    waiting: { on: { granted: 'holding' } },
    holding: { after: { lease: 'done' } },
    done: {},
  },
});

/** A lock that expires, and clients that stop in time when their clocks run and they do. */
export const ttlLock = defineProtocol({
  id: 'ttl-lock',
  title: 'A lock with a time to live',
  roles: () => ({
    lock: role(lockChart),
    client: role(clientChart, { count: 2, input: { lock: 'lock' }, stimuli: [{ type: 'want' }] }),
  }),
  properties: ({ invariant, reachable }) => ({
    mutex: invariant(
      'at most one client holds the lock',
      (view) => view.all('client').filter((client) => client.matches('holding')).length <= 1,
    ),
    bothDone: reachable('both clients have had the lock', (view) =>
      view.all('client').every((client) => client.matches('done')),
    ),
  }),
});
