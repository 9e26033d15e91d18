import {
  defineProtocol,
  integer,
  processIds,
  role,
  send,
  type ProcessId,
  type Received,
  type Sent,
} from '#faultline';
import { and, assign, setup } from 'xstate';

/** The identity of a node on its way around the ring. */
type Identity = { readonly type: 'identity'; readonly id: number };

interface Input {
  /** `Id[self]`. */
  readonly id: number;
  readonly initiator: boolean;
  /** `succ(self)`. */
  readonly successor: ProcessId;
}

const params = ({ event }: { readonly event: Identity }) => ({ id: event.id });
const handle = { type: 'handle', params } as const;
const forward = { type: 'forward', params } as const;

/** A node of the ring; an initiator is a candidate until it hears of a smaller identity. */
const node = setup({
  types: {
    input: {} as Input,
    /** `handled` is a set, in increasing order: the messages that were taken out of `msgs[self]`. */
    context: {} as Input & { readonly handled: readonly number[] },
    events: {} as { readonly type: 'start' } | Received<Identity>,
    emitted: {} as Sent<Identity>,
  },
  guards: {
    isInitiator: ({ context }) => context.initiator,
    isNew: ({ context, event }) => event.type === 'identity' && !context.handled.includes(event.id),
    isSmaller: ({ context, event }) => event.type === 'identity' && event.id < context.id,
    isOwn: ({ context, event }) => event.type === 'identity' && event.id === context.id,
  },
  actions: {
    announce: send(
      ({ context }) => context.successor,
      ({ context }) => ({ type: 'identity', id: context.id }),
    ),
    handle: assign({
      handled: ({ context }, { id }: { id: number }) =>
        [...context.handled, id].sort((left, right) => left - right),
    }),
    forward: send(
      ({ context }) => context.successor,
      (_, { id }: { id: number }) => ({ type: 'identity', id }),
    ),
  },
}).createMachine({
  id: 'node',
  context: ({ input }) => ({ ...input, handled: [] }),
  initial: 'n0',
  states: {
    n0: {
      on: {
        start: [
          { guard: 'isInitiator', target: 'n1.candidate', actions: 'announce' },
          { target: 'n1.lost' },
        ],
      },
    },
    n1: {
      on: {
        identity: [
          { guard: and(['isNew', 'isSmaller']), target: '.lost', actions: [handle, forward] },
          { guard: and(['isNew', 'isOwn']), target: '.won', actions: handle },
          { guard: 'isNew', actions: handle },
        ],
      },
      initial: 'candidate',
      states: {
        candidate: {},
        lost: { on: { identity: { guard: 'isNew', actions: [handle, forward] } } },
        won: {},
      },
    },
  },
});

/**
 * Leader election on a ring in one direction: the initiator with the smallest identity wins.
 *
 * Differs: a node that has not started leaves its messages where they are, and no chart can refuse a
 * message and have it later. So the network keeps every message, and a node remembers which of them it
 * has handled: `msgs[n]` is what was sent to n, less what n has handled. That is as many states as
 * long as no identity comes to a node twice, and how far it goes does not depend on who starts first; with
 * `Id[i] = i`, as in MCChangRoberts.tla, both are so.
 * Left out: TypeOK, which the compiler checks; Liveness.
 */
export const changRoberts = defineProtocol({
  id: 'published-chang-roberts',
  title: 'Chang-Roberts leader election (ChangRoberts.tla)',
  source: 'Merz, ChangRoberts.tla and MCChangRoberts.tla; Chang & Roberts 1979, CACM 22(5)',
  parameters: { nodes: integer({ min: 2, max: 5, default: 3, says: 'how many nodes (`N`)' }) },
  roles: ({ nodes }) => ({
    node: role(node, {
      count: nodes,
      inputs: ({ index }) => {
        const successor = processIds('node', nodes)[(index + 1) % nodes] as ProcessId;
        return [false, true].map((initiator) => ({ id: index + 1, initiator, successor }));
      },
      stimuli: [{ type: 'start' }],
    }),
  }),
  network: { order: 'set', delivery: 'keeps' },
  properties: ({ invariant, reachable }) => ({
    correctness: invariant(
      'who wins is the initiator with the smallest identity, and all others know that they lost',
      (view) => {
        const nodes = view.all('node');
        const winners = nodes.filter((one) => one.matches({ n1: 'won' }));
        return winners.every(({ id: winner, context: { id, initiator } }) => {
          const others = nodes.filter((other) => other.id !== winner);
          return (
            initiator &&
            others.every(
              (other) =>
                (other.matches({ n1: 'lost' }) || other.matches('n0')) &&
                (!other.context.initiator || (!other.matches('n0') && other.context.id > id)),
            )
          );
        });
      },
      { source: 'ChangRoberts.tla, Correctness' },
    ),
    canWin: reachable('the last node wins', (view) =>
      view
        .all('node')
        .slice(-1)
        .every((last) => last.matches({ n1: 'won' })),
    ),
  }),
});
