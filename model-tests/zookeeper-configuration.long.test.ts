import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { zookeeperConfiguration } from '../specs/zookeeper-configuration/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it.each(['asynchronous', 'medium'] as const)(
  'is followed by the readers of a ZooKeeper configuration in size %s',
  (size) => {
    const result = checkSync(zookeeperConfiguration, { size });
    expect(new Set(Object.values(verdictsOf(result)))).toEqual(new Set(['holds']));
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-configuration'][size]));
  },
);

it('finds the states of a ZooKeeper configuration that a naive search finds', () => {
  const found = naiveSearch(zookeeperConfiguration, Infinity);
  expect([found.distinct, found.generated, found.depth]).toEqual(
    countsIn(sizeCounts['zookeeper-configuration'].tiny),
  );
});
