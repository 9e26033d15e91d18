import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeper } from '../specs/zookeeper/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['numbersDiffer', 'ephemeralLifetime', 'watchBeforeData', 'zxidOrder'],
    ...['canSkipNumber', 'canEndAtOnce', 'canBeTold'],
  ].map((name) => [name, 'holds']),
);

describe('ZooKeeper', () => {
  it.each(['tiny', 'small'] as const)('keeps its promises in size %s', (size) => {
    const result = checkSync(zookeeper, { size });
    expect(verdictsOf(result)).toEqual(kept);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.zookeeper[size]));
  });

  it('is in the states that a naive search finds, five deep', () => {
    const found = naiveSearch(zookeeper, 5);
    const result = checkSync(zookeeper, { depthMax: 5 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', () => {
    const { properties } = checkSync(zookeeper, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // Make and create; the end of the session; the other the same.
      canSkipNumber: 2 + 1 + 2,
      // Make, create, created; make, create; the end of the session.
      canEndAtOnce: 3 + 2 + 1,
      // Look and getChildren; make and create.
      canBeTold: 2 + 2,
    });
  });
});

describe('A mutation of ZooKeeper', () => {
  it.each([
    // Make and create, of each; the end of one session; created, make and create of the other.
    { name: 'seq-reuse', steps: 4 + 1 + 3 },
    // Make, create, created; make, create; the end of the session.
    { name: 'expiry-not-atomic', steps: 3 + 2 + 1 },
    // Look, getChildren, children; the other makes a node: make, create; look, getChildren, children.
    { name: 'watch-after-data', steps: 3 + 2 + 3 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(zookeeper, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(zookeeper.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(zookeeper, property)).toEqual(labelsOf(property));
  });

  it('is one of three', () => {
    expect(Object.keys(zookeeper.mutations)).toHaveLength(3);
  });
});
