import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { etcdElection } from '../specs/etcd-election/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

describe('An etcd election', () => {
  it.each(['small', 'medium'] as const)('keeps its promises in size %s', (size) => {
    const result = checkSync(etcdElection, { size });
    expect(result.verdict).toBe('holds');
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['etcd-election'][size]));
  });

  it('is in the states that a naive search finds, in size tiny', () => {
    const found = naiveSearch(etcdElection, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsIn(sizeCounts['etcd-election'].tiny),
    );
  });
});
