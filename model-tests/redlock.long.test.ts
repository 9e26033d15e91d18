import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { redlock } from '../specs/redlock/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

describe('Redlock', () => {
  it('keeps all but mutual exclusion in size medium, in which a client pauses', () => {
    const result = checkSync(redlock, { size: 'medium' });
    const verdicts = Object.entries(verdictsOf(result));
    expect(verdicts.filter(([, verdict]) => verdict !== 'holds')).toEqual([
      ['mutualExclusion', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.redlock.medium));
  });

  it('is in the states that a naive search finds, in size tiny', () => {
    const found = naiveSearch(redlock, Infinity);
    const counts = countsIn(sizeCounts.redlock.tiny);
    expect([found.distinct, found.generated, found.depth]).toEqual(counts);
  });
});
