import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { etcdWatch } from '../specs/etcd-watch/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it.each([
  { size: 'small', canBeTakenFurther: 'holds' },
  { size: 'medium', canBeTakenFurther: 'violated' },
] as const)('keeps the promises of an etcd watch in size $size', ({ size, canBeTakenFurther }) => {
  const result = checkSync(etcdWatch, { size });
  expect(result.verdict).toBe('holds');
  const { canBeTakenFurther: found, ...others } = verdictsOf(result);
  expect(new Set(Object.values(others))).toEqual(new Set(['holds']));
  expect(found).toBe(canBeTakenFurther);
  expect(countsOf(result)).toEqual(countsIn(sizeCounts['etcd-watch'][size]));
});

it('finds the states of an etcd watch that a naive search finds', () => {
  const found = naiveSearch(etcdWatch, Infinity);
  expect([found.distinct, found.generated, found.depth]).toEqual(
    countsIn(sizeCounts['etcd-watch'].tiny),
  );
});
