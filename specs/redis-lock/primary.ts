import { alterChart, type ProcessId, type Received } from '#faultline';
import { assign, emit } from 'xstate';
import type { Copy, Replicate, Replicated, Set, Taken } from './messages.ts';
import { server } from './server.ts';

/** What a server with a replica knows. */
interface Known extends Copy {
  /** Whether it takes the place of one that has failed, and does not know yet what that had. */
  readonly takesOver: boolean;
}

interface Heard<Message> {
  readonly context: Known;
  readonly event: Message;
}

const replica: ProcessId = 'replica';

/** Tells the replica, and waits for no answer. */
export const replicate = emit(({ context }: { readonly context: Known }) => ({
  ...copyOf(context),
  to: replica,
}));
const deletion = ['deleteKey', replicate];

/**
 * A server with a replica: that the lock is given it says when the replica has the key, too (`WAIT 1`). When it fails,
 * another takes its place under its name, and has what the replica has.
 *
 * Source: Redis 2024, "Distributed Locks with Redis", section "Why Failover-based Implementations Are Not Enough".
 * Left out: a server that is taken for dead, and is not.
 */
export const primary = alterChart(server, {
  context: ({ input }: { readonly input: { readonly recovered: object | undefined } }) => ({
    epoch: 0,
    key: null,
    fence: 0,
    takesOver: input.recovered !== undefined,
  }),
  on: {
    replicated: {
      actions: emit(({ event: { client, key, fence } }: Heard<Replicated>) => ({
        ...{ type: 'ok', token: key, fence },
        to: client,
      })),
    },
  },
  states: {
    starting: {
      always: [
        {
          guard: ({ context }: { readonly context: Known }) => context.takesOver,
          target: 'asking',
        },
        { guard: 'hasKey', target: 'present' },
        { target: 'absent' },
      ],
    },
    asking: {
      entry: emit({ type: 'takeOver', to: replica }),
      on: {
        taken: {
          target: 'starting',
          actions: assign(({ event: { epoch, key, fence } }: Heard<Received<Taken>>) => ({
            ...{ epoch, key, fence },
            takesOver: false,
          })),
        },
      },
    },
    absent: {
      on: {
        set: {
          actions: [
            { type: 'setKey', params: ({ event }: Heard<Set>) => event },
            emit(({ context, event }: Heard<Received<Set>>) => ({
              ...copyOf(context),
              client: event.from,
              to: replica,
            })),
          ],
        },
      },
    },
    present: {
      on: { compareAndDelete: { actions: deletion } },
      after: { ttl: { target: 'absent', actions: deletion } },
    },
  },
});

function copyOf({ epoch, key, fence }: Known): Replicate {
  return { type: 'replicate', client: null, epoch, key, fence };
}
