import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { zookeeperDiscovery } from '../specs/zookeeper-discovery/spec.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it.each(['asynchronous', 'medium'] as const)(
  'lets ZooKeeper service discovery find the instances that are there in size %s',
  (size) => {
    const result = checkSync(zookeeperDiscovery, { size });
    expect(new Set(Object.values(verdictsOf(result)))).toEqual(new Set(['holds']));
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-discovery'][size]));
  },
);

it('finds the states of ZooKeeper service discovery that a naive search finds', () => {
  const { counts } = naiveSearch(zookeeperDiscovery, {
    ...{ providers: 1, reopenings: 1, accurate: true, crashes: 1, partitions: 1 },
  });
  expect(counts).toEqual(countsIn(sizeCounts['zookeeper-discovery'].tiny));
});
