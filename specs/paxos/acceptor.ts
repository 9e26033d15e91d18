import { broadcast, reply, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import type { Accept, Accepted, Ballot, Prepare, Promise, Proposal, Voted } from './messages.ts';

/** What an acceptor must remember: it survives a crash. */
export interface Memory {
  /** Below this ballot it accepts nothing; 0 before its first promise. */
  readonly promised: Ballot;
  /** What it has accepted last. */
  readonly accepted: Proposal | null;
}

/** What an acceptor begins with: the learners, and what it remembers when it restarts. */
export interface AcceptorInput {
  readonly learners: readonly ProcessId[];
  readonly recovered?: Memory;
}

/**
 * An acceptor: promises to accept nothing below a ballot, and accepts what it has not promised against.
 *
 * Source: Lamport 2001, §2.2, phases 1(b) and 2(b).
 */
export const acceptor = setup({
  types: {
    input: {} as AcceptorInput,
    context: {} as Memory & { readonly learners: readonly ProcessId[] },
    events: {} as Received<Prepare | Accept>,
    emitted: {} as Sent<Promise | Accepted> | Voted,
  },
  guards: {
    isAbovePromise: ({ context }, { ballot }: Prepare) => ballot > context.promised,
    keepsPromise: ({ context }, { ballot }: Accept) => ballot >= context.promised,
  },
  actions: {
    notePromise: assign({ promised: (_, { ballot }: Prepare) => ballot }),
    promise: reply(({ context: { promised, accepted } }) => {
      return { type: 'promise', ballot: promised, accepted };
    }),
    noteProposal: assign((_, { ballot, value }: Accept) => ({
      promised: ballot,
      accepted: { ballot, value },
    })),
    observeVote: emit((_, { ballot, value }: Accept) => ({ type: 'voted', ballot, value })),
    tellLearners: broadcast(
      ({ context }) => context.learners,
      (_, { ballot, value }: Accept) => ({ type: 'accepted', ballot, value }),
    ),
  },
}).createMachine({
  id: 'acceptor',
  context: ({ input: { learners, recovered } }) => ({
    learners,
    promised: recovered?.promised ?? 0,
    accepted: recovered?.accepted ?? null,
  }),
  initial: 'listening',
  states: {
    // What comes too late is not answered.
    listening: {
      on: {
        prepare: {
          guard: { type: 'isAbovePromise', params: ({ event }) => event },
          actions: [{ type: 'notePromise', params: ({ event }) => event }, 'promise'],
        },
        accept: {
          guard: { type: 'keepsPromise', params: ({ event }) => event },
          actions: [
            { type: 'noteProposal', params: ({ event }) => event },
            { type: 'observeVote', params: ({ event }) => event },
            { type: 'tellLearners', params: ({ event }) => event },
          ],
        },
      },
    },
  },
});
