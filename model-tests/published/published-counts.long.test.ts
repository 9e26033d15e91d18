import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommitAbstract } from '../../specs/two-phase-commit-abstract/spec.ts';
import { atomicCommitment } from './acp-nb.ts';
import { backupTransactionManager } from './backup-transaction-manager.ts';
import { countsOf, verdictsOf } from './counts.ts';
import { paxos } from './paxos.ts';
import { voting } from './voting.ts';

describe('Two-phase commit without failures', () => {
  // Before the decision a resource manager is working, aborted, or prepared and known to be so or
  // not: 4 states. After a commit it has 2, after an abort 6. That makes 4ⁿ + 2ⁿ + 6ⁿ states, with
  // (n+1)4ⁿ + 1 enabled steps before the decision, n2ⁿ after a commit, 8n6ⁿ⁻¹ after an abort, and the
  // initial state besides.
  it('has 10 340 352 states with 9 resource managers', () => {
    const result = checkSync(twoPhaseCommitAbstract, { parameters: { resourceManagers: 9 } });
    expect([result.verdict, ...countsOf(result)]).toEqual(['holds', 10_340_352, 123_558_402, 29]);
  });
});

describe('Two-phase commit with a backup transaction manager', () => {
  it('has the counts of TLC with 3 resource managers, when all may fail', () => {
    const parameters = { resourceManagers: 3, rmMayFail: true, tmMayFail: true };
    const result = checkSync(backupTransactionManager, { parameters });
    expect([result.verdict, ...countsOf(result)]).toEqual(['holds', 1_245, 5_841, 15]);
  });
});

describe('Paxos', () => {
  it('has the counts of TLC with 3 acceptors and 2 values', () => {
    const parameters = { acceptors: 3, values: 2, ballotMax: 1 };
    const result = checkSync(paxos, { parameters });
    expect([result.verdict, ...countsOf(result)]).toEqual(['holds', 3_921, 23_563, 17]);
  });
});

describe('Voting', () => {
  it('has the counts of TLC with 3 acceptors, 2 values and 3 ballots', () => {
    const parameters = { acceptors: 3, values: 2, ballotMax: 2 };
    expect(countsOf(checkSync(voting, { parameters }))).toEqual([6_752, 41_017, 16]);
  });
});

describe('Non-blocking atomic commitment', () => {
  it('has the counts of TLC with 2 participants, who vote in every way', () => {
    const result = checkSync(atomicCommitment, { parameters: { participants: 2 } });
    expect(countsOf(result)).toEqual([4_284, 23_988, 19]);
    expect(verdictsOf(result)).toEqual({
      agreement: 'holds',
      commitValidity: 'holds',
      abortValidity: 'holds',
      stability: 'holds',
      canCommit: 'holds',
      canAbort: 'holds',
    });
  });
});
