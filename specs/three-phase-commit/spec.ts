import { defineProtocol } from '#faultline';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** Three-phase commit with its termination protocol, where nobody takes a slow process for a dead one. */
export const threePhaseCommit = defineProtocol({
  id: 'three-phase-commit',
  title: 'Three-phase commit',
  source: 'Skeen 1981; Bernstein, Hadzilacos & Goodman 1987, §7.5',
  parameters,
  sizes: {
    tiny: { participants: 2, crashes: 2 },
    small: { participants: 3, crashes: 2 },
    medium: { participants: 4, crashes: 1 },
    large: { participants: 4, crashes: 2 },
    partitioned: { participants: 2, crashes: 0, partitions: 1 },
  },
  roles,
  // A crash cuts a broadcast: some have the message then, and others do not.
  faults: ({ crashes, partitions }) => ({
    crash: { max: crashes, cutsBroadcast: true },
    partition: { max: partitions, heal: false },
  }),
  // A timeout is right: who is taken for dead is dead, and has nothing left to say.
  time: { timeouts: 'accurate' },
  properties,
  // With no crash nobody goes on without the coordinator. A partition is what the protocol cannot stand.
  expectations: ({ crashes, partitions }) => ({
    ...(crashes === 0 && {
      canCommitWithout: 'violated',
      canAbortAfterYes: 'violated',
      canBeUncertain: 'violated',
    }),
    ...(partitions > 0 && {
      agreement: 'violated',
      refinesAtomicCommit: 'violated',
      committedBesideWaiting: 'violated',
      abortedBesidePreCommitted: 'violated',
    }),
  }),
  mutations,
});
