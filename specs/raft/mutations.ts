import { compactionMutations } from './mutations/compaction.ts';
import { electionMutations } from './mutations/elections.ts';
import { membershipMutations } from './mutations/membership.ts';
import { preVoteMutations } from './mutations/pre-vote.ts';
import { replicationMutations } from './mutations/replication.ts';

/**
 * How Raft goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has: a
 * request, a delivery, a loss, a timeout, a crash and a restart are a step each.
 */
export const mutations = {
  ...electionMutations,
  ...preVoteMutations,
  ...replicationMutations,
  ...membershipMutations,
  ...compactionMutations,
};
