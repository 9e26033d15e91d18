import { defineProtocol } from '#faultline';
import { monitors } from './monitors.ts';
import { mutations } from './mutations.ts';
import { properties } from './properties.ts';
import { parameters, roles } from './roles.ts';

/** A distributed database: two-phase commit, where every process is a group that replicates its log. */
export const databaseTransaction = defineProtocol({
  id: 'database-transaction',
  title: 'Distributed transaction',
  source: 'Gray & Lamport 2006; Corbett et al. 2012',
  parameters,
  sizes: {
    tiny: { transactions: 1, leaderChanges: 1 },
    small: { transactions: 2, leaderChanges: 0 },
    reading: { transactions: 1, leaderChanges: 1, reader: true },
    medium: { transactions: 2, leaderChanges: 1 },
  },
  roles,
  network: { order: 'set' },
  // A leader is lost, and its group elects another one, which has the log. It may be lost in the middle of
  // a step: then the group has what was written before, and nobody may know of it.
  faults: ({ leaderChanges }) => ({
    crash: {
      roles: ['coordinator', 'shard'],
      max: leaderChanges,
      restart: true,
      cutsBroadcast: true,
    },
  }),
  properties,
  monitors,
  // A single transaction meets no other. Only a lost leader is waited for, and for ever if none follows it.
  expectations: ({ transactions, leaderChanges }) => ({
    ...(transactions === 1 && { canConflict: 'violated', canFollow: 'violated' }),
    ...(leaderChanges === 0
      ? { canWaitForLeader: 'violated', canCommitAfterLoss: 'violated' }
      : { neverBlocksWithoutMajority: 'violated' }),
  }),
  mutations,
});
