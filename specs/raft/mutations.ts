import { electionMutations } from './election-mutations.ts';
import { compactionMutations } from './mutations/compaction.ts';
import { replicationMutations } from './replication-mutations.ts';

/**
 * How Raft goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has: a
 * request, a delivery, a loss, a timeout, a crash and a restart are a step each.
 */
export const mutations = { ...electionMutations, ...replicationMutations, ...compactionMutations };
