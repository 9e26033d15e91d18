import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { causalBroadcast } from '../specs/causal-broadcast/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = ['causalDelivery', 'deliveredOnce', 'allDeliver', 'endsClear'];
const possibilities = ['canHoldForSender', 'canHoldForOther', 'canDifferInOrder', 'canFinish'];
const allHold = Object.fromEntries([...promises, ...possibilities].map((name) => [name, 'holds']));

describe('Causal broadcast', () => {
  it.each([
    // One message of a process comes before no other of its own.
    { size: 'tiny', not: { canHoldForSender: 'violated' } },
    // Who has not got the message of a process that crashed never gets what it was answered.
    {
      size: 'small',
      not: { canHoldForSender: 'violated', allDeliver: 'violated', endsClear: 'violated' },
    },
  ] as const)('keeps its promises in size $size', ({ size, not }) => {
    const result = checkSync(causalBroadcast, { size });
    expect(result.verdict).toBe('holds');
    expect(verdictsOf(result)).toEqual({ ...allHold, ...not });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['causal-broadcast'][size]));
    const missed = result.coverage.items.filter(({ exercised }) => !exercised);
    expect(missed.map(({ name }) => name)).toEqual(['canHoldForSender']);
  });

  it('has as many states as a search finds that takes one step at a time', () => {
    const { tiny } = causalBroadcast.sizes;
    expect(naiveSearch(causalBroadcast, tiny ?? {}).counts).toEqual(
      countsIn(sizeCounts['causal-broadcast'].tiny),
    );
  });

  it('shows what can happen in as few steps as it takes by hand', async () => {
    const parameters = { processes: 3, broadcasts: 2 };
    const witnesses = [
      ...checkSync(causalBroadcast, { size: 'tiny' }).properties,
      ...checkSync(causalBroadcast, { parameters, depthMax: 4 }).properties,
    ].filter(({ kind, trace }) => kind === 'reachable' && trace !== undefined);
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      // One broadcasts twice, and the second message comes first.
      canHoldForSender: 3,
      // One broadcasts; another has the message, and broadcasts; the third has the answer.
      canHoldForOther: 4,
      // Two broadcast.
      canDifferInOrder: 2,
      // Each broadcasts, and each message comes to two.
      canFinish: 3 + 3 * 2,
    });
    for (const property of witnesses) {
      expect(await replayedLabels(causalBroadcast, property)).toEqual(labelsOf(property));
    }
  });

  it('keeps its promises of two processes, of which either can crash', () => {
    const parameters = { processes: 2, broadcasts: 2, duplicates: 1, crashes: 1 };
    const result = checkSync(causalBroadcast, { parameters });
    expect(verdictsOf(result)).toEqual({ ...allHold, canHoldForOther: 'violated' });
  });

  it('leaves a process behind for ever where a message is lost', () => {
    const network = { order: 'unordered', loss: { max: 1 } } as const;
    const verdicts = verdictsOf(
      checkSync(causalBroadcast, { size: 'tiny', network, keepGoing: true }),
    );
    expect(verdicts).toMatchObject({ causalDelivery: 'holds', deliveredOnce: 'holds' });
    expect(verdicts).toMatchObject({ allDeliver: 'violated', endsClear: 'violated' });
  });
});

describe('A mutation of causal broadcast', () => {
  it.each(Object.entries(causalBroadcast.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(causalBroadcast, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(causalBroadcast, property)).toEqual(labelsOf(property));
  });

  it('is there for every promise', () => {
    const broken = Object.values(causalBroadcast.mutations).map(({ violates }) => violates);
    expect(new Set(broken)).toEqual(new Set(promises));
  });
});
