import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeperLock } from '../specs/zookeeper-lock/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

describe('A ZooKeeper lock', () => {
  it.each([
    { size: 'asynchronous', violated: ['mutualExclusion', 'canInherit'] },
    { size: 'medium', violated: [] },
  ] as const)('keeps its promises in size $size', ({ size, violated }) => {
    const result = checkSync(zookeeperLock, { size });
    expect(result.verdict).toBe('holds');
    const verdicts = Object.entries(verdictsOf(result));
    const others = verdicts.filter(([, verdict]) => verdict !== 'holds');
    expect(others).toEqual(violated.map((name) => [name, 'violated']));
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-lock'][size]));
    const exclusion = result.properties.find(({ name }) => name === 'mutualExclusion');
    // One holds the lock; its session ends at any moment; the other holds the lock.
    const steps = size === 'asynchronous' ? 5 + 1 + 5 : undefined;
    expect(exclusion?.trace?.steps.length).toBe(steps);
  });

  it('is in the states that a naive search finds', () => {
    const found = naiveSearch(zookeeperLock, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsIn(sizeCounts['zookeeper-lock'].tiny),
    );
  });
});

describe('A mutation of a ZooKeeper lock', () => {
  // A client waits between the one that holds the lock, and never notices, and the one that takes it.
  it.each([
    // To hold the lock; to make a node; to wait; crash, the end of the session, nodeDeleted.
    { name: 'no-recheck', steps: 5 + 2 + 7 + 3 },
    // To make a node; two others ask for the one that is there; the client of the first holds the lock, and gives
    // it back: created, getChildren, children, release, delete.
    { name: 'watch-lowest', steps: 2 + 6 + 6 + 5 },
    // To hold the lock, and begin to write; the end of the session; the other the same, and writes; the first write.
    { name: 'no-fence', steps: 6 + 1 + 7 + 1 },
    // To hold the lock; to make a node; to ask for it when it has gone: crash, the end of the session.
    { name: 'exists-null-means-held', steps: 5 + 2 + 7 + 2 },
    // Acquire, and noPong twice; create, connect and open, with their answers; a list to find the node, and one
    // to see that it is the first, with the end of the old session between; the other holds the lock.
    { name: 'old-session-node', steps: 3 + 6 + 5 + 5 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(zookeeperLock, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(zookeeperLock.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(zookeeperLock, property)).toEqual(labelsOf(property));
  });

  // With two clients there is nobody who waits behind one that waits.
  it.each(['no-recheck', 'exists-null-means-held', 'watch-lowest'])(
    'needs three clients: %s',
    (name) => {
      expect(caughtBy(zookeeperLock, name, { clients: 2 })?.verdict).toBe('holds');
    },
  );

  it('needs sessions that end before their clients know: no-fence', () => {
    const parameters = { accurate: true, crashes: 0 };
    expect(caughtBy(zookeeperLock, 'no-fence', parameters)?.verdict).toBe('holds');
  });
});

it('does not depend on who is told: herds wake up, and one of them gets the lock', () => {
  const { properties } = checkSync(zookeeperLock, { mutation: 'watch-lowest', keepGoing: true });
  const broken = properties.filter(
    ({ kind, verdict }) => kind !== 'reachable' && verdict !== 'holds',
  );
  expect(broken.map(({ name }) => name)).toEqual(['noHerd']);
});
