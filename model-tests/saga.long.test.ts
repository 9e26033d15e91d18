import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { saga } from '../specs/saga/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it('keeps the promises of a saga in size medium', () => {
  const result = checkSync(saga, { size: 'medium' });
  const verdicts = Object.entries(verdictsOf(result));
  expect(verdicts.filter(([, verdict]) => verdict !== 'holds')).toEqual([
    ['isolation', 'violated'],
  ]);
  expect(countsOf(result)).toEqual(countsIn(sizeCounts.saga.medium));
});

it('keeps the promises of two sagas that share two services', () => {
  const network = { loss: { max: 0 }, duplication: { max: 0 } } as const;
  const result = checkSync(saga, {
    parameters: { services: 2, sagas: 2, crashes: 0 },
    network,
  });
  const verdicts = Object.entries(verdictsOf(result));
  expect(verdicts.filter(([, verdict]) => verdict !== 'holds')).toEqual([
    ['isolation', 'violated'],
    ['noDirtyRead', 'violated'],
    ['canRecover', 'violated'],
  ]);
  expect(countsOf(result)).toEqual([2_439_844, 22_599_017, 38]);
});

// In size tiny this takes minutes: it asks XState 488 233 times.
it('finds the same number of states one local step at a time', () => {
  const parameters = { services: 1, sagas: 1, crashes: 1 };
  const { counts } = naiveSearch(saga, parameters);
  expect(counts).toEqual(countsOf(checkSync(saga, { parameters })));
});
