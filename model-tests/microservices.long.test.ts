import { checkSync } from '#faultline';
import { expect, it } from 'vitest';
import { microservices } from '../specs/microservices/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

it.each(['small', 'crashing', 'medium'] as const)(
  'keeps the promises of workers in size %s',
  (size) => {
    const result = checkSync(microservices, { size });
    const verdicts = Object.entries(verdictsOf(result));
    expect(verdicts.filter(([, verdict]) => !verdict.startsWith('holds'))).toEqual([
      ['oneAtWork', 'violated'],
    ]);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts.microservices[size]));
  },
);

it('exercises all charts, messages and faults, 24 steps deep, where processes crash', () => {
  const parameters = { services: 2, crashes: 1 };
  const { coverage } = checkSync(microservices, { parameters, depthMax: 24 });
  const parts = coverage.items.filter(({ kind }) => kind !== 'premise');
  expect(parts.filter(({ exercised }) => !exercised)).toEqual([]);
});

it('needs no fence at the services for atomicity: there are tombstones', () => {
  const result = checkSync(microservices, {
    ...{ mutation: 'unfenced-steps', size: 'small', keepGoing: true },
  });
  expect(verdictsOf(result)).toMatchObject({
    fencingSafety: 'violated',
    sagaAtomicity: 'holds in bounds',
    exactlyOnceEffect: 'holds in bounds',
  });
});

it('finds the same number of states one local step at a time', () => {
  const { counts } = naiveSearch(microservices, { workers: 1, services: 1, fences: 2, crashes: 0 });
  const result = checkSync(microservices, { parameters: { workers: 1 } });
  expect(counts).toEqual(countsOf(result));
});

const slow = Object.entries(microservices.mutations).filter(
  ([, { parameters }]) => parameters !== undefined,
);

it.each(slow)('catches a mutation of the workers: %s', async (name, { steps }) => {
  const property = caughtBy(microservices, name);
  expect(property?.verdict).toBe('violated');
  expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
  expect(await replayedLabels(microservices, property)).toEqual(labelsOf(property));
});

it('does not break atomicity where there is one step: log-after-send', () => {
  expect(caughtBy(microservices, 'log-after-send', { services: 1 })?.verdict).toMatch(/^holds/);
});
