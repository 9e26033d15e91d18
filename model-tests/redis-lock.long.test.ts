import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { redisLock } from '../specs/redis-lock/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

describe('A Redis lock', () => {
  it('keeps its promises in size medium', () => {
    const result = checkSync(redisLock, { size: 'medium' });
    const verdicts = Object.entries(verdictsOf(result));
    expect(verdicts.filter(([, verdict]) => verdict !== 'holds')).toEqual([
      ['neverStarves', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['redis-lock'].medium));
  });

  it('is in the states that a naive search finds, in size tiny', () => {
    const found = naiveSearch(redisLock, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsIn(sizeCounts['redis-lock'].tiny),
    );
    expect(found.properties).toMatchObject({
      mutualExclusion: { verdict: 'holds' },
      canComeLate: { verdict: 'holds', steps: 15 },
    });
  });
});
