import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { etcdLock } from '../specs/etcd-lock/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const kept = Object.fromEntries(
  [
    ...['exclusion', 'exclusionByKey', 'fencingSafety', 'leaseSemantics', 'revisionMonotone'],
    ...['neverStarves', 'noticesExpiry', 'endsFree'],
    ...['canQueue', 'canHoldInTurn', 'canInherit', 'canFindItselfGone'],
  ].map((name) => [name, 'holds']),
);

describe('An etcd lock', () => {
  it.each([
    { size: 'tiny', canBeRefused: 'holds' },
    { size: 'small', canBeRefused: 'violated' },
  ] as const)('keeps its promises in size $size', ({ size, canBeRefused }) => {
    const result = checkSync(etcdLock, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...kept, mutualExclusion: 'violated', canBeRefused });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['etcd-lock'][size]));
  });

  it('is in the states that a naive search finds, eight deep', () => {
    const found = naiveSearch(etcdLock, 8);
    const result = checkSync(etcdLock, { depthMax: 8 });
    expect([found.distinct, found.generated, found.depth]).toEqual(countsOf(result));
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(etcdLock, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // To hold the lock: lock, the transaction, the answer. To wait: the same, and the older key is found.
      canQueue: 3 + 5,
      // In between, unlock and its transaction; no key is found, and its own is.
      canHoldInTurn: 3 + 3 + 2 + 2 + 2,
      // Lock and the transaction, and the lease expires; the same of the other, and what comes after.
      canInherit: 2 + 1 + 1 + 3 + 2 + 2,
      // Its own lease expires instead, as soon as it looks for its own key.
      canFindItselfGone: 11,
      // It holds the lock, begins to write, and the lease expires before the transaction.
      canBeRefused: 3 + 1 + 1 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(etcdLock, property)).toEqual(labelsOf(property));
    }
  });

  it('keeps its promises where it asks again, and where what has changed is compacted', () => {
    const parameters = { expiries: 0, retries: 1, compactions: 1, writes: false };
    const { verdict, coverage } = checkSync(etcdLock, { parameters });
    expect(verdict).toBe('holds');
    const isNew = ({ name }: { readonly name: string }) =>
      name === 'watchCanceled' || name === 'releasing.after.retryTimeout';
    expect(coverage.items.filter(isNew).map(({ exercised }) => exercised)).toEqual([true, true]);
  });
});

describe('Mutual exclusion by an etcd lock', () => {
  /** The verdict on mutual exclusion, and the steps of a shortest counterexample. */
  function exclusionIn(parameters: Readonly<Record<string, unknown>>) {
    const { properties } = checkSync(etcdLock, { parameters });
    const property = properties.find(({ name }) => name === 'mutualExclusion');
    return [property?.verdict, property?.trace?.steps.length];
  }

  it('is there as long as no lease expires', () => {
    expect(exclusionIn({ expiries: 0 })).toEqual(['holds', undefined]);
    expect(exclusionIn({ clients: 3, expiries: 0, writes: false })).toEqual(['holds', undefined]);
  });

  it('is lost when a lease expires, and its client does not know', () => {
    // Each gets the lock in three steps, and the lease of the first expires.
    expect(exclusionIn({ expiries: 1 })).toEqual(['violated', 3 + 1 + 3]);
  });
});

describe('A mutation of an etcd lock', () => {
  it.each(Object.entries(etcdLock.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(etcdLock, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(etcdLock, property)).toEqual(labelsOf(property));
  });

  it.each([
    { name: 'no-recheck', parameters: { clients: 2 }, why: 'nobody else wants the lock' },
    { name: 'no-revision-guard', parameters: { expiries: 0 }, why: 'no lease expires' },
    { name: 'wait-first-only', parameters: { clients: 2 }, why: 'two clients are in the queue' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(etcdLock, name, parameters)?.verdict).toBe('holds');
  });

  it('is caught with two clients that lock twice: no-recheck', () => {
    const property = caughtBy(etcdLock, 'no-recheck', { clients: 2, rounds: 2 });
    expect(property?.trace?.steps).toHaveLength(15);
  });
});
