import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { zookeeperFollowers } from '../specs/zookeeper-followers/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it('checks the servers of ZooKeeper in size medium, where all can happen', () => {
  const result = checkSync(zookeeperFollowers, { size: 'medium' });
  expect(new Set(Object.values(verdictsOf(result)))).toEqual(new Set(['holds']));
  expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-followers'].medium));
  expect(result.coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
});
