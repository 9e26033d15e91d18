import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { lamportClocks } from '../specs/lamport-clocks/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it('keeps the promises of Lamport clocks in size small, and exercises all of their chart', () => {
  const result = checkSync(lamportClocks, { size: 'small' });
  expect(result.verdict).toBe('holds');
  expect(new Set(Object.values(verdictsOf(result)))).toEqual(new Set(['holds']));
  expect(countsOf(result)).toEqual(countsIn(sizeCounts['lamport-clocks'].small));
  expect(result.coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
});
