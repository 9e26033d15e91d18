import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeperConfiguration } from '../specs/zookeeper-configuration/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['quiescentFresh', 'neverGoesBack', 'catchesUp'],
    ...['canFollow', 'canSkip', 'canMissEvent', 'canExpire'],
  ].map((name) => [name, 'holds']),
);

describe('A ZooKeeper configuration', () => {
  it.each(['tiny', 'small'] as const)('is followed by its readers in size %s', (size) => {
    const result = checkSync(zookeeperConfiguration, { size });
    expect(verdictsOf(result)).toEqual(kept);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-configuration'][size]));
    const { items } = result.coverage;
    expect(items.filter(({ role, exercised }) => role !== 'service' && !exercised)).toEqual([]);
  });

  it('is in the states that a naive search finds, eight deep', () => {
    const found = naiveSearch(zookeeperConfiguration, 8);
    const result = checkSync(zookeeperConfiguration, { depthMax: 8 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(zookeeperConfiguration, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To change: change, setData, dataSet. To read: getData and data.
      canFollow: 3 * 3 + 2,
      // To read; two changes, the answer to the second still to come; nodeDataChanged, getData.
      canSkip: 2 + 5 + 2,
      // GetData; partition, noPong; change, setData.
      canMissEvent: 1 + 2 + 2,
      // To read; partition, the end of the session; change, setData; heal, sessionExpired.
      canExpire: 2 + 2 + 2 + 2,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(zookeeperConfiguration, property)).toEqual(labelsOf(property));
    }
  });
});

describe('A mutation of a ZooKeeper configuration', () => {
  it.each([
    // To read; change, setData; exists, stat.
    { name: 'read-then-watch', steps: 2 + 2 + 2 },
    // To read; to change; nodeDataChanged; to read; change, setData.
    { name: 'no-rearm', steps: 2 + 3 + 1 + 2 + 2 },
    // To read; partition, noPong, heal; connect, connected; change, setData.
    { name: 'no-reregister-on-reconnect', steps: 2 + 3 + 2 + 2 },
    // The same, and exists and stat besides.
    { name: 'watch-from-now', steps: 2 + 3 + 2 + 2 + 2 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(zookeeperConfiguration, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(zookeeperConfiguration.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(zookeeperConfiguration, property)).toEqual(labelsOf(property));
  });

  it('is one of four', () => {
    expect(Object.keys(zookeeperConfiguration.mutations)).toHaveLength(4);
  });

  it.each(['no-reregister-on-reconnect', 'watch-from-now'])(
    'needs a connection that is lost: %s',
    (name) => {
      expect(caughtBy(zookeeperConfiguration, name, { partitions: 0 })?.verdict).toBe('holds');
    },
  );
});
