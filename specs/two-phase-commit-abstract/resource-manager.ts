import { send, type ProcessId, type Received, type Sent } from '#faultline';
import { setup } from 'xstate';
import type { Abort, Commit, Prepared } from './messages.ts';

/**
 * A resource manager: prepares or aborts on its own, and obeys the decision in whatever state it is.
 *
 * Source: Lamport, TwoPhase.tla, actions RMPrepare, RMChooseToAbort, RMRcvCommitMsg, RMRcvAbortMsg.
 */
export const resourceManager = setup({
  types: {
    input: {} as { readonly transactionManager: ProcessId },
    context: {} as { readonly transactionManager: ProcessId },
    events: {} as Received<Commit | Abort> | { type: 'prepare' } | { type: 'chooseToAbort' },
    emitted: {} as Sent<Prepared>,
  },
  actions: {
    sendPrepared: send(({ context }) => context.transactionManager, { type: 'prepared' }),
  },
}).createMachine({
  id: 'resourceManager',
  context: ({ input }) => ({ transactionManager: input.transactionManager }),
  initial: 'working',
  // The messages stay in the network for ever, so a decision can be received again and again.
  on: { commit: '.committed', abort: '.aborted' },
  states: {
    // Until it is prepared it may abort on its own, and tells nobody.
    working: {
      on: { prepare: { target: 'prepared', actions: 'sendPrepared' }, chooseToAbort: 'aborted' },
    },
    // From here it can only obey.
    prepared: {},
    committed: {},
    aborted: {},
  },
});
