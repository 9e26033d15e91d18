import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

const broken = {
  agreement: 'violated',
  safeProposals: 'violated',
  learnsOnce: 'violated',
  refinesConsensus: 'violated',
} as const;

/** Paxos for a single decision, with crashes and recovery. */
export const paxos = defineProtocol({
  id: 'paxos',
  title: 'Paxos',
  source: 'Lamport 2001',
  parameters,
  sizes: {
    tiny: { ballots: 2 },
    small: { ballots: 2, crashes: 1 },
    medium: { ballots: 3 },
    large: { ballots: 3, crashes: 1 },
    amnesic: { ballots: 2, crashes: 1, amnesias: 1 },
  },
  roles,
  // Messages may be lost, come twice and come late: whatever was sent can be received now, later, again or never.
  network: { order: 'set', delivery: 'keeps' },
  faults: ({ crashes, amnesias }) => ({
    crash: {
      // A proposer that forgets its ballots is a mutation, ballot-reuse.
      roles: amnesias === 0 ? ['proposer', 'acceptor'] : ['acceptor'],
      max: crashes,
      restart: true,
      amnesia: amnesias,
    },
  }),
  properties,
  monitors,
  expectations: ({ proposers, ballots, crashes, amnesias }) => ({
    // With one value there is nothing to disagree about.
    ...((proposers === 1 || ballots === 1) && { canAdopt: 'violated', canSplit: 'violated' }),
    ...(crashes === 0 && { canRecover: 'violated' }),
    // An acceptor that has lost what it wrote breaks its promises.
    ...(proposers > 1 && ballots > 1 && crashes > 0 && amnesias > 0 && broken),
  }),
  mutations,
});
