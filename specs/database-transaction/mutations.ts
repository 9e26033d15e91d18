import { alterChart, reply, type MutationsOf } from '#faultline';
import type { monitors } from './monitors.ts';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';
import { startOf, type ShardInput } from './shard.ts';

/**
 * How the database goes wrong when one line of it is missing, and what then fails.
 *
 * The parameters are the smallest that show it, and `steps` is what a shortest counterexample has: beginning,
 * delivering a message, replicating an entry, a timeout, and losing and electing a leader are a step each.
 */
export const mutations = {
  'decision-before-replication': {
    says: 'a coordinator tells the shards of the commit, and its group does not have it yet',
    violates: 'agreement',
    steps: 10,
    parameters: { transactions: 1, shards: 1, leaderChanges: 1 },
    charts: {
      coordinator: (chart) =>
        alterChart(chart, { states: { committing: { entry: 'sendCommit' } } }),
    },
  },
  'yes-before-replication': {
    says: 'a shard votes yes, and its group does not have the vote and the lock yet',
    violates: 'commitValidity',
    steps: 4,
    parameters: { transactions: 1, shards: 1, leaderChanges: 0 },
    charts: {
      shard: (chart) => alterChart(chart, { states: { replicating: { entry: 'answerYes' } } }),
    },
  },
  'recover-by-absence': {
    says: 'a coordinator without a decision answers a shard that asks: abort, and writes no such decision',
    violates: 'agreement',
    steps: 8,
    parameters: { transactions: 1, shards: 1, leaderChanges: 0 },
    charts: {
      coordinator: (chart) =>
        alterChart(chart, {
          states: {
            init: { on: { decisionRequest: { actions: 'answerAbort' } } },
            waiting: { on: { decisionRequest: { actions: 'answerAbort' } } },
          },
        }),
    },
  },
  'lock-released-at-prepare': {
    says: 'a shard gives the lock back when it has voted yes, and not when it knows the decision',
    violates: 'serializability',
    steps: 10,
    parameters: { transactions: 2, shards: 1, leaderChanges: 0 },
    charts: {
      shard: (chart) =>
        alterChart(chart, { states: { replicating: { after: { logging: { target: 'free' } } } } }),
    },
  },
  'reads-not-locked': {
    says: 'a transaction that only reads at a shard takes no lock there',
    violates: 'serializability',
    steps: 16,
    parameters: { transactions: 2, shards: 2, leaderChanges: 0, skew: true },
    charts: {
      shard: (chart) =>
        alterChart(chart, {
          states: {
            replicating: {
              after: {
                logging: [
                  {
                    guard: 'isOnlyRead',
                    target: 'free',
                    actions: ['logYes', 'voteYes', 'giveUpProposal'],
                  },
                  { target: 'prepared', actions: ['logYes', 'voteYes', 'giveUpProposal'] },
                ],
              },
            },
          },
        }),
    },
  },
  'stale-leader-read': {
    says: 'a leader that has been replaced, and does not know, answers a read',
    violates: 'freshReads',
    steps: 11,
    parameters: { transactions: 1, shards: 1, leaderChanges: 1, reader: true },
    charts: {
      shard: (chart) =>
        alterChart(
          chart.provide({
            actions: {
              answerRead: reply(({ context: { formerly, versions } }) => {
                return { type: 'value', versions: formerly ?? versions };
              }),
            },
          }),
          {
            context: ({ input }: { readonly input: ShardInput }) => ({
              ...startOf(input),
              ...(input.recovered && { formerly: input.recovered.versions }),
            }),
          },
        ),
    },
  },
  'non-idempotent-prepare': {
    says: 'a shard that is asked again, by a new leader, finds that the lock is taken: by the same transaction',
    violates: 'voteStability',
    steps: 7,
    parameters: { transactions: 1, shards: 1, leaderChanges: 1 },
    charts: {
      shard: (chart) =>
        alterChart(chart, { on: { prepare: { guard: 'isPrepared', actions: 'answerNo' } } }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties, keyof typeof monitors>;
