import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { zookeeperElection } from '../specs/zookeeper-election/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['oneLeader', 'oneLeaderInSessions', 'oneLeaderPerEpoch', 'isAcknowledged', 'epochsGrow'],
    ...['newLeader', 'canLead', 'canResign', 'canFollowDead'],
  ].map((name) => [name, 'holds']),
);

// To lead: volunteer, create, created, getChildren, children, getData, data, setData, dataSet.
const toLead = 9;

describe('A ZooKeeper leader election', () => {
  it.each([
    { size: 'tiny', oneLeader: 'holds', steps: undefined },
    // One leads, and is cut off; the end of the session; the other leads.
    { size: 'small', oneLeader: 'violated', steps: toLead + 2 + toLead },
  ] as const)('keeps its promises in size $size', ({ size, oneLeader, steps }) => {
    const result = checkSync(zookeeperElection, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...kept, oneLeader });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['zookeeper-election'][size]));
    const property = result.properties.find(({ name }) => name === 'oneLeader');
    expect(property?.trace?.steps.length).toBe(steps);
    if (size === 'tiny') return;
    // What is left of the chart needs a lost request, or timers that fire at any moment.
    const { items } = result.coverage;
    const missing = items.filter(({ role, exercised }) => role === 'candidate' && !exercised);
    expect(missing.map(({ name }) => name)).toEqual([
      'recovering.on.children[1]',
      'recovering.after.noPong',
    ]);
  });

  it('is in the states that a naive search finds, seven deep', () => {
    const found = naiveSearch(zookeeperElection, 7);
    const result = checkSync(zookeeperElection, { depthMax: 7 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(zookeeperElection, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To wait: volunteer, create, created, getChildren, children, exists, stat.
      canLead: toLead + 7,
      // Resign, delete, deleted in between.
      canResign: toLead + 3 + toLead,
      // It need not hear that it leads; crash, and the end of the session.
      canFollowDead: toLead - 1 + 2 + toLead,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(zookeeperElection, property)).toEqual(labelsOf(property));
    }
  });
});

describe('A mutation of a ZooKeeper leader election', () => {
  const quick = Object.entries(zookeeperElection.mutations).filter(
    // These take longer, and are in the long tests.
    ([name]) => name !== 'no-recheck' && name !== 'acts-before-loading-state',
  );
  it.each(quick)('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(zookeeperElection, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(zookeeperElection, property)).toEqual(labelsOf(property));
  });

  it('needs a third candidate: no-recheck', () => {
    expect(caughtBy(zookeeperElection, 'no-recheck', { candidates: 2 })?.verdict).toBe('holds');
  });
});
