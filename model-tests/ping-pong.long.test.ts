import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { pingPong } from '../specs/ping-pong/spec.ts';
import { countsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it('keeps the promises of ping-pong in size medium', () => {
  const result = checkSync(pingPong, { size: 'medium' });
  expect(result.verdict).toBe('holds');
  expect(countsOf(result)).toEqual(countsIn(sizeCounts['ping-pong'].medium));
});

it('finds the same number of states one local step at a time', () => {
  const parameters = { pongers: 2, tries: 2, losses: 1, crashes: 1 };
  const { counts } = naiveSearch(pingPong, parameters);
  expect(countsOf(checkSync(pingPong, { parameters }))).toEqual(counts);
});
