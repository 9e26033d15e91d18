import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { blockedStates } from './support/blocked-states.ts';

describe('Two-phase commit', () => {
  it('keeps its promises in size medium', () => {
    const result = checkSync(twoPhaseCommit, { size: 'medium' });
    const verdicts = verdictsOf(result);
    expect(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'holds')).toEqual([
      ['neverBlocks', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['two-phase-commit'].medium));
  });

  // Bernstein, Hadzilacos & Goodman 1987, §7.4: the cooperative termination protocol reduces blocking
  // to the case that everybody who is up is uncertain.
  it('blocks only while all are uncertain when participants ask one another', () => {
    expect(blockedStates({ cooperative: true })).toEqual({ 'down prepared prepared': 48 });
  });
});
