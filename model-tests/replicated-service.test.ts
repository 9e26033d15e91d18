import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { replicatedService } from '../specs/replicated-service/spec.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { naiveSearch } from './published/naive-search.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

const promises = [
  ...['refinesLeadership', 'fencingSafety', 'stability', 'newLeader'],
  ...['electionSafety', 'leaderCompleteness', 'stateMachineSafety', 'noDisruption'],
];

describe('A replicated service', () => {
  it('keeps its promises in size tiny, and shows what can happen', async () => {
    const result = checkSync(replicatedService, { size: 'tiny' });
    expect(verdictsOf(result)).toEqual({
      ...Object.fromEntries(promises.map((name) => [name, 'holds in bounds'])),
      ...{ singleLeader: 'violated', canCommit: 'holds', canCarryOver: 'holds' },
      ...{ canLose: 'holds', canBeRefused: 'holds', canRecover: 'holds' },
    });
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['replicated-service'].tiny));
    const witnesses = result.properties.filter(({ kind }) => kind === 'reachable');
    const steps = witnesses.map(({ name, trace }) => [name, trace?.steps.length]);
    expect(Object.fromEntries(steps)).toEqual({
      ...{ canCommit: 9, canCarryOver: 13, canLose: 9, canBeRefused: 7, canRecover: 0 },
    });
    for (const property of witnesses) {
      expect(await replayedLabels(replicatedService, property)).toEqual(labelsOf(property));
    }
  });

  it('keeps its promises where the network keeps no order', () => {
    const parameters = { replicas: 2, entries: 2, ordered: false };
    const verdicts = verdictsOf(checkSync(replicatedService, { parameters }));
    expect(promises.map((name) => verdicts[name])).toEqual(promises.map(() => 'holds in bounds'));
  });

  it('is in the states that a naive search finds', () => {
    const parameters = { replicas: 2, candidates: 2, epochs: 2, entries: 1, crashes: 0 };
    const { counts } = naiveSearch(replicatedService, { ...parameters, ordered: false });
    const choices = { parameters: { ...parameters, ordered: false } };
    expect(counts).toEqual(countsOf(checkSync(replicatedService, choices)));
  });
});

// What the first size does not promise is promised where one is elected once, and can be broken there.
describe('A replicated service whose leader is elected once', () => {
  const leadersOf = (mutation?: string) => {
    const parameters = { epochs: 1 };
    const choices = mutation === undefined ? { parameters } : { parameters, mutation };
    return verdictsOf(checkSync(replicatedService, choices)).singleLeader;
  };

  it('has one leader at most', () => {
    expect(leadersOf()).toBe('holds in bounds');
  });

  it('has two where the election gives the same epoch again', () => {
    expect(leadersOf('epoch-not-incremented')).toBe('violated');
  });
});

describe('A mutation of the replicated service', () => {
  it.each(Object.entries(replicatedService.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(replicatedService, name);
    expect(property?.verdict).toBe('violated');
    expect(property?.trace?.steps).toHaveLength(steps ?? NaN);
    expect(await replayedLabels(replicatedService, property)).toEqual(labelsOf(property));
  });

  it.each([
    { name: 'no-fence', parameters: { epochs: 1 }, why: 'one is elected once' },
    { name: 'commits-alone', parameters: { epochs: 1 }, why: 'one is elected once' },
    { name: 'writes-in-front', parameters: { entries: 1 }, why: 'the log has one entry' },
    { name: 'overtaken', parameters: { ordered: true }, why: 'the network keeps the order' },
  ])('is not caught where $why: $name', ({ name, parameters }) => {
    expect(caughtBy(replicatedService, name, parameters)?.verdict).toMatch(/^holds/);
  });
});
