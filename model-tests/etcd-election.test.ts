import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { etcdElection } from '../specs/etcd-election/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['leaderByKey', 'fencedByEpoch', 'epochsGrow', 'observesInOrder', 'observesLeaders'],
    ...['neverStarves', 'endsFree', 'canQueue'],
  ].map((name) => [name, 'holds']),
);

// To lead: campaign, the transaction, the answer, the question for older keys, the answer.
const toLead = 5;

describe('An etcd election', () => {
  const result = checkSync(etcdElection, { size: 'tiny' });

  it('keeps its promises in size tiny', () => {
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({
      ...kept,
      ...{ oneLeader: 'violated', canInherit: 'holds', canLeadWithoutKey: 'holds' },
      ...{ canBeRefused: 'holds', canObserve: 'violated' },
    });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['etcd-election'].tiny));
    // Two lead when the lease of the first has expired, and it does not know.
    const property = result.properties.find(({ name }) => name === 'oneLeader');
    expect(property?.trace?.steps).toHaveLength(toLead + 1 + toLead);
  });

  it('is in the states that a naive search finds, six deep', () => {
    const found = naiveSearch(etcdElection, 6);
    const bounded = checkSync(etcdElection, { depthMax: 6 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(bounded));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const witnesses = result.properties.filter(
      ({ kind, name }) => kind === 'reachable' && name !== 'canObserve',
    );
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To wait takes as long as to lead.
      canQueue: toLead + toLead,
      // The first has its key, its lease expires, and it learns so; it is known to be gone.
      canInherit: 3 + 2 + toLead,
      // One leads, the other waits, and watches; the lease of that, and resign and its transaction; it hears
      // that the key is deleted, and asks again.
      canLeadWithoutKey: toLead + toLead + 1 + 1 + 2 + 1 + 2,
      // It leads, and begins to proclaim; its lease expires before the transaction.
      canBeRefused: toLead + 1 + 1 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(etcdElection, property)).toEqual(labelsOf(property));
    }
  });
});

describe('A mutation of an etcd election', () => {
  it.each(Object.entries(etcdElection.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(etcdElection, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(etcdElection, property)).toEqual(labelsOf(property));
  });

  it.each([
    { name: 'no-wait', parameters: { candidates: 1 }, why: 'nobody else stands' },
    { name: 'no-revision-guard', parameters: { expiries: 0 }, why: 'no lease expires' },
    { name: 'resign-by-name', parameters: { retries: 0 }, why: 'nobody asks again' },
    { name: 'observe-youngest', parameters: { candidates: 1 }, why: 'one candidate stands' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(etcdElection, name, parameters)?.verdict).toBe('holds');
  });
});
