import { broadcast, type ProcessId, type Received, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { Abort, Commit, Prepared } from './messages.ts';

/**
 * The transaction manager: collects the names of the prepared resource managers, and commits when
 * it has all of them or aborts whenever it likes.
 *
 * Source: Lamport, TwoPhase.tla, actions TMRcvPrepared, TMCommit and TMAbort.
 */
export const transactionManager = setup({
  types: {
    input: {} as { readonly resourceManagers: readonly ProcessId[] },
    context: {} as {
      readonly resourceManagers: readonly ProcessId[];
      /** tmPrepared, in the order of `resourceManagers`: it is a set. */
      readonly prepared: readonly ProcessId[];
    },
    events: {} as Received<Prepared> | { type: 'decideCommit' } | { type: 'decideAbort' },
    emitted: {} as Sent<Commit | Abort>,
  },
  guards: {
    allPrepared: ({ context }) => context.prepared.length === context.resourceManagers.length,
  },
  actions: {
    notePrepared: assign({
      prepared: ({ context }, { from }: Received<Prepared>) =>
        context.resourceManagers.filter((id) => id === from || context.prepared.includes(id)),
    }),
    commit: broadcast(({ context }) => context.resourceManagers, { type: 'commit' }),
    abort: broadcast(({ context }) => context.resourceManagers, { type: 'abort' }),
  },
}).createMachine({
  id: 'transactionManager',
  context: ({ input }) => ({ resourceManagers: input.resourceManagers, prepared: [] }),
  initial: 'init',
  states: {
    init: {
      on: {
        prepared: { actions: { type: 'notePrepared', params: ({ event }) => event } },
        decideCommit: { guard: 'allPrepared', target: 'committed' },
        decideAbort: 'aborted',
      },
    },
    // The decision stays in the network for ever: there is nothing more to do.
    committed: { entry: 'commit' },
    aborted: { entry: 'abort' },
  },
});
