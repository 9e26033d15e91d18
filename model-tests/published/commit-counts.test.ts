import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommitAbstract } from '../../specs/two-phase-commit-abstract/spec.ts';
import { backupTransactionManager } from './backup-transaction-manager.ts';
import { countsOf, verdictsOf } from './counts.ts';
import { independentSagas } from './independent-sagas.ts';
import { transactionCommit } from './transaction-commit.ts';

describe('Transaction commit', () => {
  it.each([
    { resourceManagers: 2, counts: [12, 23, 5] },
    { resourceManagers: 3, counts: [34, 94, 7] },
  ])('has the counts of TLC with $resourceManagers resource managers', (row) => {
    const { counts, ...parameters } = row;
    const result = checkSync(transactionCommit, { parameters });
    expect(countsOf(result)).toEqual(counts);
    expect(verdictsOf(result)).toEqual({ consistent: 'holds', commits: 'holds', aborts: 'holds' });
  });
});

describe('Two-phase commit without failures', () => {
  it.each([
    { resourceManagers: 2, counts: [56, 154, 8] },
    { resourceManagers: 3, counts: [288, 1_146, 11] },
    { resourceManagers: 5, counts: [8_832, 58_146, 17] },
    { resourceManagers: 6, counts: [50_816, 402_306, 20] },
    { resourceManagers: 7, counts: [296_448, 2_744_706, 23] },
  ])('has the counts of TLC with $resourceManagers resource managers', (row) => {
    const { counts, ...parameters } = row;
    const result = checkSync(twoPhaseCommitAbstract, { parameters });
    expect(countsOf(result)).toEqual(counts);
    expect(verdictsOf(result)).toEqual({
      consistent: 'holds',
      canCommit: 'holds',
      canAbort: 'holds',
    });
  });
});

describe('Two-phase commit with a backup transaction manager', () => {
  it('has the counts of TLC with 2 resource managers, when all may fail', () => {
    const parameters = { resourceManagers: 2, rmMayFail: true, tmMayFail: true };
    const result = checkSync(backupTransactionManager, { parameters });
    expect(countsOf(result)).toEqual([257, 738, 12]);
    expect(verdictsOf(result)).toEqual({
      consistency: 'holds',
      committed: 'holds',
      backupCommits: 'holds',
    });
  });
});

describe('Independent sagas', () => {
  it('have the states of Specl when they are 3', () => {
    const result = checkSync(independentSagas);
    expect(result.distinctStates).toBe(5_832);
    expect(verdictsOf(result)).toEqual({
      committedComplete: 'holds',
      abortedClean: 'holds',
      canDiffer: 'holds',
    });
  });
});
