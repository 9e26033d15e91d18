import { send, type ProcessId, type Sent } from '#faultline';
import { assign, setup } from 'xstate';
import type { BecomeLeader } from './messages.ts';

/**
 * An election as the replicas see it: from time to time one of them is told that it leads, each time under a greater
 * epoch. Whether the leader before is gone, nobody knows; whether it has heard of the new one, neither.
 *
 * Source: Gray & Cheriton 1989; Hunt et al. 2010; Ongaro & Ousterhout 2014, §5.2.
 * Left out: how it comes about. Leases, ZooKeeper and Raft are in specs of their own.
 */
export const election = setup({
  types: {
    context: {} as {
      /** The last epoch; 0 before the first. */
      readonly epoch: number;
    },
    events: {} as { type: 'elect'; readonly replica: ProcessId },
    emitted: {} as Sent<BecomeLeader>,
  },
  actions: {
    nextEpoch: assign({ epoch: ({ context }) => context.epoch + 1 }),
    appoint: send(
      ({ event }) => event.replica,
      ({ context: { epoch } }) => ({ type: 'becomeLeader', epoch }),
    ),
  },
}).createMachine({
  id: 'election',
  context: { epoch: 0 },
  initial: 'open',
  states: { open: { on: { elect: { actions: ['nextEpoch', 'appoint'] } } } },
});
