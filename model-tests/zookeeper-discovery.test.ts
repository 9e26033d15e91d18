import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeperDiscovery } from '../specs/zookeeper-discovery/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['noGhost', 'listedIsReady', 'settledAccurate', 'keepsWhatItKnows'],
    ...['readyIsListed', 'deadIsDropped'],
    ...['canKnowAll', 'canKnowDead', 'canVanish', 'canComeBack', 'canBeOld'],
  ].map((name) => [name, 'holds']),
);

describe('ZooKeeper service discovery', () => {
  it.each(['tiny', 'small'] as const)('finds the instances that are there in size %s', (size) => {
    const result = checkSync(zookeeperDiscovery, { size });
    expect(verdictsOf(result)).toEqual(kept);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-discovery'][size]));
    const { items } = result.coverage;
    const missing = items.filter(({ role, exercised }) => role !== 'service' && !exercised);
    const names = missing.map(({ name }) => name);
    // What is left needs a session more than a provider may open, a lost request, or two partitions.
    const rare = ['gone', 'on.sessionExpired[1]', 'recovering.on.children[1]'];
    const twice = 'recovering.after.noPong';
    expect(names).toEqual(size === 'tiny' ? [...rare, twice] : ['recovering.on.children[1]']);
  });

  it('is in the states that a naive search finds, six deep', () => {
    const found = naiveSearch(zookeeperDiscovery, 6);
    const result = checkSync(zookeeperDiscovery, { depthMax: 6 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(zookeeperDiscovery, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To register: ready, create. To find one: getChildren, children, getData, data.
      canKnowAll: 2 + 4,
      // A crash besides.
      canKnowDead: 2 + 4 + 1,
      // To register; getChildren, children; crash, the end of the session; getData.
      canVanish: 2 + 2 + 2 + 1,
      // Partition, the end of the session, heal, sessionExpired; open, opened; to register, and to be found.
      canComeBack: 4 + 2 + 2 + 4,
      // To register, and to be found; crash, partition, noPong.
      canBeOld: 2 + 4 + 3,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(zookeeperDiscovery, property)).toEqual(labelsOf(property));
    }
  });

  it('never lets the consumer wait for the address of an instance that has gone', () => {
    const { coverage } = checkSync(zookeeperDiscovery, { size: 'tiny' });
    const gone = coverage.items.find(({ kind, name }) => kind === 'message' && name === 'noNode');
    expect(gone?.states).toEqual(['connected.listing', 'disconnected']);
  });
});

describe('A mutation of ZooKeeper service discovery', () => {
  it.each([
    // To register; crash, the end of the session.
    { name: 'persistent-node', steps: 2 + 2 },
    // To make no node, as long as it is asked for: partition, the end of the session, heal, sessionExpired, ready
    // and what the consumer hears.
    { name: 'no-reregister', steps: 8 },
    // To register, and to be found; partition, noPong.
    { name: 'loss-is-empty', steps: 2 + 4 + 2 },
    // Create.
    { name: 'register-before-ready', steps: 1 },
    // GetChildren, children; to register.
    { name: 'no-watch', steps: 2 + 2 },
    // To register; getChildren, children; the other registers; nodeChildrenChanged; getData, data.
    { name: 'no-relist', steps: 2 + 2 + 2 + 1 + 2 },
  ])('is caught: $name', async ({ name, steps }) => {
    const property = caughtBy(zookeeperDiscovery, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps);
    expect(zookeeperDiscovery.mutations[name]?.steps).toBe(steps);
    expect(await replayedLabels(zookeeperDiscovery, property)).toEqual(labelsOf(property));
  });

  it('is one of six', () => {
    expect(Object.keys(zookeeperDiscovery.mutations)).toHaveLength(6);
  });

  it('lists the dead for ever: persistent-node', () => {
    const { properties } = checkSync(zookeeperDiscovery, {
      mutation: 'persistent-node',
      keepGoing: true,
    });
    expect(properties.find(({ name }) => name === 'deadIsDropped')?.verdict).toBe('violated');
  });

  it('needs a second instance: no-relist', () => {
    expect(caughtBy(zookeeperDiscovery, 'no-relist', { providers: 1 })?.verdict).toBe('holds');
  });
});
