import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { replicatedService } from '../specs/replicated-service/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';

it.each(['small', 'medium'] as const)('keeps the promises of the service in size %s', (size) => {
  const result = checkSync(replicatedService, { size });
  const verdicts = Object.entries(verdictsOf(result));
  expect(verdicts.filter(([, verdict]) => !verdict.startsWith('holds'))).toEqual([
    ['singleLeader', 'violated'],
  ]);
  expect(countsOf(result)).toEqual(countsIn(sizeCounts['replicated-service'][size]));
});
