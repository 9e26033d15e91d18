import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeperElection } from '../specs/zookeeper-election/spec.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

it.each([
  { size: 'asynchronous', violated: ['oneLeader', 'canFollowDead'] },
  { size: 'medium', violated: [] },
] as const)('keeps the promises of a ZooKeeper election in size $size', ({ size, violated }) => {
  const result = checkSync(zookeeperElection, { size });
  expect(result.verdict).toBe('holds');
  const verdicts = Object.entries(verdictsOf(result));
  const others = verdicts.filter(([, verdict]) => verdict !== 'holds');
  expect(others).toEqual(violated.map((name) => [name, 'violated']));
  expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-election'][size]));
});

it('finds the states of a ZooKeeper election that a naive search finds', () => {
  const parameters = { candidates: 2, accurate: true, crashes: 1, partitions: 0 };
  const { counts } = naiveSearch(zookeeperElection, parameters);
  expect(counts).toEqual(countsIn(sizeCounts['zookeeper-election'].tiny));
});

describe('A mutation of a ZooKeeper leader election', () => {
  it.each([
    // To lead; to make a node; to wait; crash, the end of the session, nodeDeleted; to load and to claim.
    { name: 'no-recheck', steps: 9 + 2 + 7 + 3 + 4 },
    // To lead without getData and data; the end of the session; the other the same.
    { name: 'acts-before-loading-state', steps: 7 + 1 + 7 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(zookeeperElection, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(zookeeperElection.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(zookeeperElection, property)).toEqual(labelsOf(property));
  });

  it('needs a session that ends before its candidate knows: acts-before-loading-state', () => {
    const parameters = { accurate: true };
    const property = caughtBy(zookeeperElection, 'acts-before-loading-state', parameters);
    expect(property?.verdict).toBe('holds');
  });
});
