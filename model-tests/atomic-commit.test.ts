import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { atomicCommitState, type Transaction } from '../specs/atomic-commit/promises.ts';
import { atomicCommit } from '../specs/atomic-commit/spec.ts';
import { naiveSearch } from './oracle/naive-search.ts';
import { countsOf, verdictsOf } from './published/counts.ts';
import { countsIn, sizeCounts } from './size-counts.ts';
import { caughtBy, labelsOf, replayedLabels } from './support/caught.ts';

describe('Atomic commit', () => {
  it.each(['tiny', 'small', 'medium'] as const)('keeps its promises in size %s', (size) => {
    const result = checkSync(atomicCommit, { size });
    expect(result.verdict).toBe('holds');
    expect(new Set(Object.values(verdictsOf(result)))).toEqual(new Set(['holds']));
    expect(countsOf(result)).toEqual(countsIn(sizeCounts['atomic-commit'][size]));
  });

  it.each([1, 2, 5])('has each subset of %i participants decided, with either outcome', (count) => {
    const { distinctStates } = checkSync(atomicCommit, { parameters: { participants: count } });
    // And nobody, while the outcome is open.
    expect(distinctStates).toBe(2 * 2 ** count + 1);
  });

  it('is in the states that a naive search finds', () => {
    const found = naiveSearch(atomicCommit, Infinity);
    expect([found.distinct, found.generated, found.depth]).toEqual(
      countsOf(checkSync(atomicCommit, {})),
    );
  });
});

describe('The state of atomic commit that a transaction is in', () => {
  const undecided = { vote: 'yes', decision: null } as const;

  it.each<[string, Transaction, object]>([
    [
      'nobody has decided',
      { coordinator: null, participants: [undecided] },
      { outcome: 'open', participant1: 'undecided' },
    ],
    [
      'the coordinator has decided',
      { coordinator: 'commit', participants: [undecided] },
      { outcome: 'commit', participant1: 'undecided' },
    ],
    [
      'a participant has decided alone',
      { coordinator: null, participants: [undecided, { vote: null, decision: 'abort' }] },
      { outcome: 'abort', participant1: 'undecided', participant2: 'decided' },
    ],
  ])('says who has decided and what, when %s', (_, transaction, state) => {
    expect(atomicCommitState(transaction)).toEqual({ processes: { transaction: { state } } });
  });
});

describe('A mutation of atomic commit', () => {
  it.each(Object.entries(atomicCommit.mutations))('is caught: %s', async (name, { steps }) => {
    const property = caughtBy(atomicCommit, name);
    expect([property?.verdict, property?.trace?.steps.length]).toEqual(['violated', steps]);
    expect(await replayedLabels(atomicCommit, property)).toEqual(labelsOf(property));
  });
});
