import { broadcast, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, emit, setup } from 'xstate';
import type { Accept, Ballot, Prepare, Promise, Proposal, Proposed } from './messages.ts';
import { isMajority } from './votes.ts';

/** Where a proposer finds itself: nothing of it ever changes. */
export interface Situation {
  readonly acceptors: readonly ProcessId[];
  /** What it proposes when it is free to. */
  readonly value: string;
  /** The ballots that it may use, from the lowest. Nobody else has any of them. */
  readonly ballots: readonly Ballot[];
}

/** What a proposer begins with. */
export interface ProposerInput extends Situation {
  /** The last ballot that it used before a crash. */
  readonly recovered?: { readonly ballot: Ballot };
}

/**
 * A proposer: asks for the promises of a majority, and proposes the value that they leave it, in ballots of
 * its own.
 *
 * Source: Lamport 2001, §2.2, phases 1(a) and 2(a), and §2.5.
 * Left out: that an acceptor tells a proposer that it has promised a higher ballot. A proposer may give up at
 * any moment and try again; to know when it should only saves time.
 */
export const proposer = setup({
  types: {
    input: {} as ProposerInput,
    context: {} as Situation & {
      /** The ballot that it tries, or has tried last; 0 before the first. It survives a crash. */
      readonly ballot: Ballot;
      /** Who has promised, in the order of `acceptors`; empty once they are enough. */
      readonly promised: readonly ProcessId[];
      /** Of what these have accepted, the proposal with the highest ballot. */
      readonly adopted: Proposal | null;
    },
    events: {} as { type: 'propose' } | { type: 'retry' } | Received<Promise>,
    emitted: {} as Sent<Prepare | Accept> | Proposed,
  },
  guards: {
    hasBallot: ({ context: { ballots, ballot } }) => ballots.some((other) => other > ballot),
    isNews: ({ context: { ballot, promised } }, promise: Received<Promise>) =>
      promise.ballot === ballot && !promised.includes(promise.from),
    hasMajority: ({ context: { promised, acceptors } }) => isMajority(promised, acceptors),
  },
  actions: {
    takeBallot: assign(({ context: { ballots, ballot } }) => ({
      ballot: ballots.find((other) => other > ballot) ?? ballot,
      promised: [],
      adopted: null,
    })),
    prepare: broadcast(
      ({ context }) => context.acceptors,
      ({ context: { ballot } }) => ({ type: 'prepare', ballot }),
    ),
    notePromise: assign({
      promised: ({ context: { acceptors, promised } }, { from }: Received<Promise>) =>
        acceptors.filter((id) => id === from || promised.includes(id)),
    }),
    // Whoever has accepted something may have helped to choose it. Only the last of them all can be chosen.
    adoptHighest: assign({
      adopted: ({ context: { adopted } }, { accepted }: Received<Promise>) =>
        accepted !== null && accepted.ballot > (adopted?.ballot ?? 0) ? accepted : adopted,
    }),
    forgetPromises: assign({ promised: [] }),
    propose: broadcast(
      ({ context }) => context.acceptors,
      ({ context: { ballot, value, adopted } }) => {
        return { type: 'accept', ballot, value: adopted?.value ?? value };
      },
    ),
    observeProposal: emit(({ context: { ballot, value, adopted } }) => {
      return { type: 'proposed', ballot, value: adopted?.value ?? value };
    }),
  },
}).createMachine({
  id: 'proposer',
  context: ({ input: { acceptors, value, ballots, recovered } }) => ({
    acceptors,
    value,
    ballots,
    ballot: recovered?.ballot ?? 0,
    promised: [],
    adopted: null,
  }),
  initial: 'idle',
  states: {
    // After a crash it knows nothing but which ballots it must not use again.
    idle: { on: { propose: { guard: 'hasBallot', target: 'preparing' } } },
    preparing: {
      entry: ['takeBallot', 'prepare'],
      on: {
        promise: {
          guard: { type: 'isNews', params: ({ event }) => event },
          actions: [
            { type: 'notePromise', params: ({ event }) => event },
            { type: 'adoptHighest', params: ({ event }) => event },
          ],
        },
        retry: { guard: 'hasBallot', target: 'preparing', reenter: true },
      },
      always: { guard: 'hasMajority', target: 'proposing' },
    },
    proposing: {
      entry: ['forgetPromises', 'propose', 'observeProposal'],
      on: { retry: { guard: 'hasBallot', target: 'preparing' } },
    },
  },
});
