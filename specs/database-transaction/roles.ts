import { boolean, integer, processIds, role, type ValuesOf } from '#faultline';
import { coordinator } from './coordinator.ts';
import { reader } from './reader.ts';
import { shard } from './shard.ts';

/** How large the protocol is, and how often a group loses its leader. */
export const parameters = {
  transactions: integer({ min: 1, max: 3, default: 1, says: 'how many transactions' }),
  shards: integer({ min: 1, max: 4, default: 2, says: 'how many shards each of them needs' }),
  leaderChanges: integer({ min: 0, max: 4, default: 1, says: 'how many leaders are lost in all' }),
  skew: boolean({ says: 'whether a transaction reads at every shard, and writes at one' }),
  reader: boolean({ says: 'whether somebody reads at the first shard, without a transaction' }),
};

/** Who takes part: a group for each transaction and for each shard, each as its leader. */
export const roles = ({
  transactions,
  shards,
  skew,
  reader: reads,
}: ValuesOf<typeof parameters>) => {
  const coordinators = processIds('coordinator', transactions);
  const ids = processIds('shard', shards);
  return {
    coordinator: role(coordinator, {
      count: transactions,
      // Who knows of no decision begins anew when the client asks again, and aborts when a shard asks.
      input: { participants: ids, decisionAfterCrash: null },
      durable: ['decision'],
      stimuli: [{ type: 'begin' }],
    }),
    shard: role(shard, {
      count: shards,
      input: ({ index }) => ({
        writers: skew ? coordinators.slice(index, index + 1) : coordinators,
      }),
      durable: ['branches', 'versions'],
    }),
    reader: role(reader, {
      count: reads ? 1 : 0,
      input: { shard: 'shard1' },
      stimuli: [{ type: 'begin' }],
    }),
  };
};
