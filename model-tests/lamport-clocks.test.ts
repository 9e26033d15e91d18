import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { lamportClocks } from '../specs/lamport-clocks/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['mutex', 'inOrder', 'boundedNetwork', 'neverStuck', 'noStarvation', 'clockCondition'],
];
const possibilities = ['canFinish', 'canQueue', 'canTie', 'canDifferUnrelated'];
const allHold = Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds']));

describe('Lamport clocks', () => {
  it('keep their promises in size tiny', () => {
    const result = checkSync(lamportClocks, { size: 'tiny' });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual(allHold);
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['lamport-clocks'].tiny));
    expect(result.coverage.complete).toBe(true);
    expect(result.coverage.items.filter(({ exercised }) => !exercised)).toEqual([]);
  });

  it('have as many states as a search finds that takes one step at a time', () => {
    const { tiny } = lamportClocks.sizes;
    expect(naiveSearch(lamportClocks, tiny ?? {}).counts).toEqual(
      countsIn(sizeCounts['lamport-clocks'].tiny),
    );
  });

  it('show what can happen in as few steps as it takes by hand', async () => {
    const { properties } = checkSync(lamportClocks, { size: 'tiny' });
    const witnesses = properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // In each of two rounds of two processes: want, request, acknowledgement, exit. After every release but
      // the last comes something on the same channel that has to be received.
      canFinish: 2 * 2 * 4 + 3,
      // Both want; the request and the acknowledgement of the one that is first.
      canQueue: 2 + 2,
      canTie: 2,
      // The one wants and is acknowledged, enters, leaves and wants again; the other has a clock of 2 and wants.
      canDifferUnrelated: 1 + 2 + 1 + 1 + 1,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(lamportClocks, property)).toEqual(labelsOf(property));
    }
  });

  it('are equal for requests that nobody has heard of, where both processes ask first of all', () => {
    const result = checkSync(lamportClocks, { parameters: { processes: 2, rounds: 1 } });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, canDifferUnrelated: 'violated' });
  });
});

describe('A mutation of Lamport clocks', () => {
  it.each(Object.entries(lamportClocks.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(lamportClocks, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(lamportClocks, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise', () => {
    const broken = Object.values(lamportClocks.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(promises));
  });

  // Here a process enters in the step that lets it. The lengths where entering is a step of its own are known
  // from a model that was written without charts: one more for each of the two that are inside.
  it.each([
    { mutation: 'no-ack-wait', steps: 2, finer: 4 },
    { mutation: 'no-tie-break', steps: 6, finer: 8 },
    { mutation: 'non-fifo', steps: 6, finer: 8 },
    { mutation: 'clock-not-advanced-on-receive', steps: 6, finer: 8 },
    { mutation: 'merge-without-increment', steps: 6, finer: 8 },
  ])('lets two inside in $steps steps, or $finer finer ones: $mutation', (row) => {
    const { properties } = checkSync(lamportClocks, { mutation: row.mutation, keepGoing: true });
    const mutex = properties.find(({ name }) => name === 'mutex');
    expect([mutex?.verdict, mutex?.trace?.steps.length]).toEqual(['violated', row.steps]);
    expect(row.steps + 2).toBe(row.finer);
  });
});
