import { defineProtocol, integer, processIds, role, type AbstractState } from '#faultline';
import { assign, setup } from 'xstate';

/** Who is given the lock, and under which number. */
export interface Grant {
  readonly holder: string;
  readonly fence: number;
}

/** No number below this one is given any more, but to who waits already. */
interface Next {
  readonly next: number;
}

/**
 * What any lock with a fence comes to, seen from outside: it is given under greater and greater numbers, to one at a time,
 * and goes by itself or when it is given back. A queue hands it on in one step. Some numbers are never given.
 *
 * Source: Kleppmann 2016, "Making the lock safe with fencing".
 */
const lockAutomaton = setup({
  types: {
    context: {} as Next & {
      readonly holder: string | null;
      /** That of the holder; 0 while there is none. */
      readonly fence: number;
    },
    events: {} as
      ({ type: 'grant' } & Grant & Next) | ({ type: 'free' } & Next) | ({ type: 'skip' } & Next),
  },
  guards: {
    // Those that wait have their numbers, in their order.
    isGreater: ({ context }, { fence, next }: Grant & Next) =>
      fence > context.fence && fence < next && context.next <= next,
    isNew: ({ context }, { fence, next }: Grant & Next) => fence >= context.next && fence < next,
    isLater: ({ context }, { next }: Next) => context.next <= next,
  },
  actions: {
    give: assign((_, { holder, fence, next }: Grant & Next) => ({ holder, fence, next })),
    free: assign((_, { next }: Next) => ({ holder: null, fence: 0, next })),
    skip: assign((_, { next }: Next) => ({ next })),
  },
}).createMachine({
  id: 'lockAutomaton',
  context: { holder: null, fence: 0, next: 1 },
  initial: 'free',
  on: {
    skip: {
      guard: { type: 'isLater', params: ({ event }) => event },
      actions: { type: 'skip', params: ({ event }) => event },
    },
  },
  states: {
    free: {
      on: {
        grant: {
          guard: { type: 'isNew', params: ({ event }) => event },
          target: 'held',
          actions: { type: 'give', params: ({ event }) => event },
        },
      },
    },
    held: {
      on: {
        grant: {
          guard: { type: 'isGreater', params: ({ event }) => event },
          actions: { type: 'give', params: ({ event }) => event },
        },
        free: {
          guard: { type: 'isLater', params: ({ event }) => event },
          target: 'free',
          actions: { type: 'free', params: ({ event }) => event },
        },
      },
    },
  },
});

/** The interface of a lock with a fence: what a protocol that gives locks is to refine. */
export const lockInterface = defineProtocol({
  id: 'lock-interface',
  title: 'The interface of a lock with a fence',
  source: 'Kleppmann 2016',
  parameters: {
    clients: integer({ min: 1, max: 4, default: 2, says: 'how many clients' }),
    fences: integer({ min: 1, max: 12, default: 3, says: 'the last number that is given' }),
  },
  roles: ({ clients, fences }) => {
    const numbers = Array.from({ length: fences }, (_, index) => index + 1);
    return {
      lock: role(lockAutomaton, {
        stimuli: numbers.flatMap((number) => [
          { type: 'free' as const, next: number + 1 },
          { type: 'skip' as const, next: number + 1 },
          ...processIds('client', clients).flatMap((holder) =>
            numbers.slice(0, number).map((fence) => {
              return { type: 'grant' as const, holder, fence, next: number + 1 };
            }),
          ),
        ]),
      }),
    };
  },
});

/**
 * The state of the interface in which somebody has the lock, or nobody.
 *
 * @param next - The number that the next one to ask for the lock would get.
 *
 * @example
 * refines('it is a lock', lockInterface, (view) => asLock({ holder: 'client1', fence: 1 }, 2))
 */
export function asLock(grant: Grant | null, next: number): AbstractState {
  const { holder, fence } = grant ?? { holder: null, fence: 0 };
  const state = grant === null ? 'free' : 'held';
  return { processes: { lock: { state, context: { holder, fence, next } } } };
}
