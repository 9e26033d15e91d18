import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { leaderLease } from '../specs/leader-lease/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it.each([
  { size: 'asynchronous', singleLeader: 'violated', canFollowDead: 'violated' },
  { size: 'drifting', singleLeader: 'holds', canFollowDead: 'violated' },
  { size: 'small', singleLeader: 'holds', canFollowDead: 'violated' },
  { size: 'paused', singleLeader: 'violated', canFollowDead: 'holds' },
  { size: 'medium', singleLeader: 'holds', canFollowDead: 'violated' },
] as const)('keeps the promises of a leader lease in size $size', ({ size, ...verdicts }) => {
  const result = checkSync(leaderLease, { size });
  expect(result.verdict).toBe('holds');
  const writes = size === 'small' || size === 'asynchronous';
  expect(verdictsOf(result)).toEqual({
    ...{ ...verdicts, stability: 'violated', canComeLate: writes ? 'holds' : 'violated' },
    ...{ fencingSafety: 'holds', epochUnique: 'holds', newLeader: 'holds', endsFree: 'holds' },
    ...{ canLeadInTurn: 'holds', canRenew: 'holds', canBeLate: 'holds' },
  });
  expect(countsOf(result)).toEqual(countsIn(sizeCounts['leader-lease'][size]));
});

it('exercises the charts of a leader lease where a leader stands still, and others write', () => {
  const parameters = { pauses: 1, writes: true };
  expect(checkSync(leaderLease, { parameters }).coverage.complete).toBe(true);
});

it('finds the states of a leader lease that a naive search finds', () => {
  const found = naiveSearch(leaderLease, Infinity);
  expect([found.distinct, found.generated, found.depth]).toEqual(
    countsIn(sizeCounts['leader-lease'].tiny),
  );
});
