import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeperFollowers } from '../specs/zookeeper-followers/spec.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['singleSystemImage', 'freshAfterSync', 'noLostUpdate', 'atomicMulti', 'inOrder'],
    ...['allAnswered', 'canReadStale', 'canComeTooLate', 'canBeRefused', 'canFlush'],
  ].map((name) => [name, 'holds']),
);

describe('The servers of ZooKeeper', () => {
  it.each([
    { size: 'tiny', expected: { ...kept, canComeTooLate: 'violated' } },
    { size: 'small', expected: { ...kept, canBeRefused: 'violated' } },
  ] as const)('keep their promises in size $size', ({ size, expected }) => {
    const result = checkSync(zookeeperFollowers, { size });
    expect(verdictsOf(result)).toEqual(expected);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-followers'][size]));
  });

  it('are in the states that a naive search finds', () => {
    const { tiny } = zookeeperFollowers.sizes;
    const { counts } = naiveSearch(zookeeperFollowers, { ...tiny, servers: 2 });
    expect(counts).toEqual(countsIn(sizeCounts['zookeeper-followers'].tiny));
  });

  it('show what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(zookeeperFollowers, {
      size: 'tiny',
      parameters: { clients: 2, requests: 2 },
    });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To read: look, read, data. To write: count, write, propose. The other client: look, read.
      canReadStale: 3 + 3 + 2,
      // Both read; both write; a commit to each server, and nothing but a reject; badVersion is on its way.
      canComeTooLate: 14,
      // To read and to write; commit, written; move, connect.
      canBeRefused: 3 + 3 + 2 + 2,
      // To read and to write; the other client: catchUp, sync, flush.
      canFlush: 3 + 3 + 3,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(zookeeperFollowers, property)).toEqual(labelsOf(property));
    }
  });
});

describe('A mutation of the servers of ZooKeeper', () => {
  it.each([
    { name: 'read-not-monotone', steps: 14 },
    { name: 'sync-not-flushed', steps: 12 },
    { name: 'version-ignored', steps: 12 },
    { name: 'multi-in-parts', steps: 7 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(zookeeperFollowers, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(zookeeperFollowers.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(zookeeperFollowers, property)).toEqual(labelsOf(property));
  });

  it('is one of four', () => {
    expect(Object.keys(zookeeperFollowers.mutations)).toHaveLength(4);
  });

  it.each([
    { name: 'read-not-monotone', parameters: { moves: 0 }, why: 'no client goes elsewhere' },
    { name: 'sync-not-flushed', parameters: { clients: 1 }, why: 'nobody else writes' },
    { name: 'version-ignored', parameters: { clients: 1 }, why: 'nobody else writes' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(zookeeperFollowers, name, parameters)?.verdict).toBe('holds');
  });
});
