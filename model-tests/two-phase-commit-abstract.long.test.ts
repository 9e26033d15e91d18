import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommitAbstract } from '../specs/two-phase-commit-abstract/spec.ts';
import { countsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

describe('Two-phase commit, abstract', () => {
  it('is consistent in size medium', () => {
    const result = checkSync(twoPhaseCommitAbstract, { size: 'medium' });
    expect(result.properties.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds']);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['two-phase-commit-abstract'].medium));
  });
});
