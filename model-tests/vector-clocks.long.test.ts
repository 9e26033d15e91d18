import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { vectorClocks } from '../specs/vector-clocks/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

describe('Vector clocks', () => {
  it('keep their promises in size medium, in which nobody crashes', () => {
    const result = checkSync(vectorClocks, { size: 'medium' });
    expect(result.verdict).toBe('holds');
    const verdicts = Object.entries(verdictsOf(result));
    expect(verdicts.filter(([, verdict]) => verdict !== 'holds')).toEqual([
      ['canGoOn', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['vector-clocks'].medium));
  });
});
