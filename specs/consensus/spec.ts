import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/**
 * Consensus: for each slot of a log at most one value is chosen, for ever. What Paxos and Raft implement.
 *
 * Differs: in the source there is one slot. Several may be filled in one step, since one message may tell
 * that several entries of a log are chosen.
 */
export const consensus = defineProtocol({
  id: 'consensus',
  title: 'Consensus',
  source: 'Lamport, Consensus.tla',
  parameters,
  sizes: {
    tiny: { slots: 1, values: 2 },
    small: { slots: 2, values: 2 },
    medium: { slots: 3, values: 3 },
  },
  roles,
  properties,
  // A single slot leaves no gap.
  expectations: ({ slots }) => (slots === 1 ? { canLeaveGap: 'violated' } : {}),
  mutations,
});
