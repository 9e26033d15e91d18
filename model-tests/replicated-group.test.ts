import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { groupState } from '../specs/replicated-group/group-state.ts';
import { logsOf, startsWith } from '../specs/replicated-group/logs.ts';
import { replicatedGroup } from '../specs/replicated-group/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';
import { raftGroup } from './support/raft-group.ts';

describe('A replicated group', () => {
  it.each(['tiny', 'small', 'medium'] as const)('keeps its promises in size %s', (size) => {
    const result = checkSync(replicatedGroup, { size });
    expect(result.verdict).toBe('holds');
    expect(new Set(Object.values(verdictsOf(result)))).toEqual(new Set(['holds']));
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['replicated-group'][size]));
  });

  it('has a state for each log without a leader, and for each that a leader has more of', () => {
    const logs = logsOf(2, ['v1', 'v2']);
    const led = logs.flatMap((log) => logs.filter((known) => startsWith(known, log)));
    const { distinctStates } = checkSync(replicatedGroup, { size: 'small' });
    expect(distinctStates).toBe(logs.length + led.length);
  });

  it('is in the states that a naive search finds', () => {
    const found = naiveSearch(replicatedGroup, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsOf(checkSync(replicatedGroup, {})),
    );
  });

  it('has a state for what a protocol says of its log and its leader', () => {
    const context = { log: ['v1'], known: ['v1', 'v2'] };
    expect(groupState(['v1'], ['v1', 'v2'])).toEqual({
      processes: { group: { state: 'led', context } },
    });
    expect(groupState(['v1'], undefined)).toEqual({
      processes: { group: { state: 'leaderless', context: { log: ['v1'], known: [] } } },
    });
  });
});

describe('A mutation of a replicated group', () => {
  it.each(Object.entries(replicatedGroup.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(replicatedGroup, name);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(replicatedGroup, property)).toEqual(labelsOf(property));
  });
});

describe('Raft', () => {
  it('is a replicated group, in size tiny', () => {
    expect(checkSync(raftGroup, { size: 'tiny' }).verdict).toBe('holds in bounds');
  });

  it.each([
    // Two votes for one, and two for the other; what the first commits is not in the log of the second.
    { mutation: 'vote-twice', steps: 9 },
    { mutation: 'no-up-to-date-check', steps: 9 },
    // What counts as committed is with the leader alone.
    { mutation: 'minority-commit', steps: 4 },
    { mutation: 'sent-is-stored', steps: 4 },
    { mutation: 'applied-at-once', steps: 8 },
  ])('is none any more when it is broken: $mutation', ({ mutation, steps }) => {
    const property = caughtBy(raftGroup, mutation);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
  });
});
