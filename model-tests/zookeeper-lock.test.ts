import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeperLock } from '../specs/zookeeper-lock/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['mutualExclusion', 'exclusionInSessions', 'grantedInOrder', 'fencingSafety'],
    ...['noLostWakeup', 'noHerd', 'neverWaitsForItself', 'neverStarves', 'endsFree'],
    ...['canQueue', 'canHoldInTurn', 'canInherit', 'canMissPredecessor', 'canComeLate'],
  ].map((name) => [name, 'holds']),
);

/** These take a second or more, and are in the long tests. */
const slow = [
  ...['no-recheck', 'exists-null-means-held', 'watch-lowest'],
  ...['no-fence', 'old-session-node'],
];

describe('A ZooKeeper lock', () => {
  it.each([
    { size: 'tiny', mutualExclusion: 'holds' },
    { size: 'small', mutualExclusion: 'violated' },
  ] as const)('keeps its promises in size $size', ({ size, mutualExclusion }) => {
    const result = checkSync(zookeeperLock, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...kept, mutualExclusion });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-lock'][size]));
    if (size === 'tiny') return;
    // What is left of the chart needs a lost request, or timers that fire at any moment.
    const { items } = result.coverage;
    const missing = items.filter(({ role, exercised }) => role === 'client' && !exercised);
    expect(missing.map(({ name }) => name)).toEqual([
      'recovering.on.children[1]',
      'recovering.after.noPong',
    ]);
  });

  it('is in the states that a naive search finds, seven deep', () => {
    const found = naiveSearch(zookeeperLock, 7);
    const result = checkSync(zookeeperLock, { depthMax: 7 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(zookeeperLock, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To hold the lock: acquire, create, created, getChildren, children. To wait: exists and stat besides.
      canQueue: 5 + 7,
      // Release and delete in between.
      canHoldInTurn: 5 + 2 + 5,
      // Acquire and create; crash, and the end of the session; the other holds the lock.
      canInherit: 2 + 2 + 5,
      // The same, and the other has listed both nodes before: exists besides.
      canMissPredecessor: 2 + 2 + 6,
      // It holds the lock and begins to write; crash, and the end of the session; the other holds the lock,
      // begins to write and writes; the first write.
      canComeLate: 6 + 2 + 7 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(zookeeperLock, property)).toEqual(labelsOf(property));
    }
  });

  it('makes its node after all when the request has been lost', () => {
    const { coverage, properties } = checkSync(zookeeperLock, {
      parameters: { clients: 1, crashes: 0, accurate: false },
      network: { loss: { max: 1, roles: ['service'] } },
      keepGoing: true,
    });
    const again = coverage.items.find(({ name }) => name === 'recovering.on.children[1]');
    expect(again?.exercised).toBe(true);
    const isKept = ({ name }: { readonly name: string }) => name === 'neverWaitsForItself';
    expect(properties.find(isKept)?.verdict).toBe('holds');
  });
});

describe('Mutual exclusion by a ZooKeeper lock', () => {
  /** The verdict on mutual exclusion, and the steps of a shortest counterexample. */
  function exclusionIn(parameters: Readonly<Record<string, unknown>>) {
    const { properties } = checkSync(zookeeperLock, { parameters });
    const property = properties.find(({ name }) => name === 'mutualExclusion');
    return [property?.verdict, property?.trace?.steps.length];
  }

  it('is there where only the dead are taken for dead', () => {
    expect(exclusionIn({ crashes: 2 })).toEqual(['holds', undefined]);
  });

  it('is lost when the session of a holder ends, and it does not know', () => {
    // It holds the lock, and is cut off; the end of the session; the other holds it, too.
    expect(exclusionIn({ crashes: 0, partitions: 1 })).toEqual(['violated', 5 + 2 + 5]);
  });
});

describe('A mutation of a ZooKeeper lock', () => {
  const quick = Object.entries(zookeeperLock.mutations).filter(([name]) => !slow.includes(name));
  it.each(quick)('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(zookeeperLock, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(zookeeperLock, property)).toEqual(labelsOf(property));
  });
});
