import { checkSync, stateGraph } from '#faultline';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommitAbstract } from '../../specs/two-phase-commit-abstract/spec.ts';
import { atomicCommitment } from './acp-nb.ts';
import { backupTransactionManager } from './backup-transaction-manager.ts';
import { countsOf, verdictsOf } from './counts.ts';
import { failureDetectorCommit } from './failure-detector-commit.ts';
import { paxos } from './paxos.ts';
import { unreliableDetectorCommit } from './unreliable-detector-commit.ts';
import { voteProof, waysToStep } from './vote-proof.ts';
import { voting, type VotingState } from './voting.ts';

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

describe('Voting, as its proof has it', () => {
  // TLC, with several workers, reports a depth of 15. From the same states and the same steps the
  // breadth-first depth is 14: workers that run ahead of each other can only find a longer way.
  it('has the states of TLC with 3 acceptors, 2 values and 3 ballots', () => {
    const { verdict, distinctStates, depth } = checkSync(voteProof);
    expect([verdict, distinctStates, depth]).toEqual(['holds', 6_962, 14]);
  });

  // Every way in which TLC finds a vote safe would be a stimulus, 894 in all: too many to try each in
  // every state. They are counted in the states instead, and the initial state besides.
  it('has as many steps as TLC generates', () => {
    const { states } = stateGraph(voteProof);
    const ways = states.map(({ record }) => {
      return waysToStep(record.processes[0]?.context as unknown as VotingState, 2);
    });
    expect(1 + ways.reduce((sum, count) => sum + count, 0)).toBe(318_877);
  });
});

describe('Atomic commitment with a simple broadcast', () => {
  it('has the counts of TLC with 3 participants, who vote in every way', () => {
    const parameters = { participants: 3, broadcast: 'simple' };
    const result = checkSync(atomicCommitment, { parameters });
    expect([result.verdict, ...countsOf(result)]).toEqual(['holds', 54_944, 218_352, 21]);
  });
});

describe('Atomic commitment with failure detectors', () => {
  it('has the counts of TLC with 3 participants, when no suspicion is wrong', () => {
    const result = checkSync(failureDetectorCommit);
    expect([result.verdict, ...countsOf(result)]).toEqual(['holds', 24_922, 159_538, 16]);
  });

  it('has the counts of TLC with 2 participants, when any suspicion may be wrong', () => {
    const result = checkSync(unreliableDetectorCommit);
    expect([result.verdict, ...countsOf(result)]).toEqual(['holds', 3_016, 49_592, 7]);
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
