import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { threePhaseCommit } from '../specs/three-phase-commit/spec.ts';
import { countsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

const counts = sizeCounts['three-phase-commit'];

describe('Three-phase commit', () => {
  it('keeps its promises in size medium', () => {
    const result = checkSync(threePhaseCommit, { size: 'medium' });
    expect(result.verdict).toBe('holds');
    expect(result.properties.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    expect(countsOf(result)).toEqual(countsIn(counts.medium));
  });

  it('has in size tiny as many states as a naive search finds', () => {
    const { tiny } = threePhaseCommit.sizes;
    expect(naiveSearch(threePhaseCommit, tiny ?? {}).counts).toEqual(countsIn(counts.tiny));
  });

  it.each([
    { mutation: 'partition', steps: 19 },
    { mutation: 'tr4-skip-precommit', steps: 22 },
  ])('with three participants it takes longer to break it: $mutation', ({ mutation, steps }) => {
    const result = checkSync(threePhaseCommit, { mutation, parameters: { participants: 3 } });
    const agreement = result.properties.find(({ name }) => name === 'agreement');
    expect(agreement?.trace?.steps).toHaveLength(steps);
  });
});
