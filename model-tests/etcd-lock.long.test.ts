import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { etcdLock } from '../specs/etcd-lock/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy } from './support/caught.ts';

describe('An etcd lock', () => {
  it('keeps its promises in size medium', () => {
    const result = checkSync(etcdLock, { size: 'medium' });
    expect(result.verdict).toBe('holds');
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['etcd-lock'].medium));
  });

  it('is in the states that a naive search finds, in size tiny', () => {
    const found = naiveSearch(etcdLock, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsIn(sizeCounts['etcd-lock'].tiny),
    );
  });
});

describe('A mutation of an etcd lock', () => {
  it.each([
    { name: 'no-recheck', parameters: { expiries: 0 }, why: 'no lease expires' },
    { name: 'unlock-by-name', parameters: { retries: 0 }, why: 'nobody asks again' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(etcdLock, name, parameters)?.verdict).toBe('holds');
  });
});
