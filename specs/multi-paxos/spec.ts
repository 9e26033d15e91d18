import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Multi-Paxos: a log agreed upon slot by slot, with one leader for as long as nobody overtakes it. */
export const multiPaxos = defineProtocol({
  id: 'multi-paxos',
  title: 'Multi-Paxos',
  source: 'Lamport 2001, §3',
  parameters,
  sizes: {
    tiny: { slots: 1, crashes: 1 },
    small: { slots: 2 },
    medium: { slots: 2, crashes: 1 },
  },
  roles,
  // Messages may be lost, come twice and come late: whatever was sent can be received now, later, again or never.
  network: { order: 'set', delivery: 'keeps' },
  faults: ({ crashes }) => ({ crash: { max: crashes, restart: true } }),
  properties,
  monitors,
  expectations: ({ slots, ballots, crashes }) => ({
    // A single slot is shared by nobody, and has no gap before it; a single leader takes nothing over.
    ...(slots === 1 && { canPipeline: 'violated' }),
    ...((slots === 1 || ballots === 1) && { canShare: 'violated', canFillGap: 'violated' }),
    ...(ballots === 1 && { canTakeOver: 'violated' }),
    ...(crashes === 0 && { canRecover: 'violated' }),
  }),
  mutations,
});
