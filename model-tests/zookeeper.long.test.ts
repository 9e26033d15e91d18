import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { zookeeper } from '../specs/zookeeper/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it('keeps the promises of ZooKeeper in size medium', () => {
  const result = checkSync(zookeeper, { size: 'medium' });
  expect(new Set(Object.values(verdictsOf(result)))).toEqual(new Set(['holds']));
  expect(countsOf(result)).toEqual(countsIn(sizeCounts.zookeeper.medium));
});

it('finds the states of ZooKeeper that a naive search finds', () => {
  const { counts } = naiveSearch(zookeeper, { clients: 2, requests: 2 });
  expect(counts).toEqual(countsIn(sizeCounts.zookeeper.tiny));
});
