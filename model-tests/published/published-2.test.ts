import { checkSync, type CheckResult } from '#faultline';
import { describe, expect, it } from 'vitest';
import { atomicCommitment } from './acp-nb.ts';
import { lamportMutex } from './lamport-mutex.ts';
import { paxos } from './paxos.ts';
import { pingPong } from './ping-pong.ts';
import { vectorClocks } from './vector-clocks.ts';

/** Distinct states, generated states and depth, as TLC counts them. */
function countsOf({ distinctStates, generatedStates, depth }: CheckResult) {
  return [distinctStates, generatedStates, depth];
}

function verdictsOf({ properties }: CheckResult) {
  return Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
}

describe('Paxos', () => {
  it.each([
    { acceptors: 2, values: 1, ballotMax: 1, counts: [81, 326, 13] },
    { acceptors: 2, values: 2, ballotMax: 1, counts: [145, 611, 13] },
    { acceptors: 2, values: 2, ballotMax: 2, counts: [1_501, 8_222, 19] },
    { acceptors: 3, values: 1, ballotMax: 1, counts: [1_681, 9_903, 17] },
    { acceptors: 3, values: 2, ballotMax: 1, counts: [3_921, 23_563, 17] },
  ])(
    'has the counts of TLC with $acceptors acceptors, $values values, ballots to $ballotMax',
    (row) => {
      const { counts, ...parameters } = row;
      const result = checkSync(paxos, { parameters });
      expect(countsOf(result)).toEqual(counts);
      expect(verdictsOf(result)).toEqual({
        agreement: 'holds',
        votesSafe: 'holds',
        lastVotes: 'holds',
        messages: 'holds',
        canChoose: 'holds',
      });
    },
  );
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

describe("Lamport's mutual exclusion", () => {
  it('has the counts of TLC with 3 processes and clocks up to 6', () => {
    const result = checkSync(lamportMutex, { parameters: { processes: 3, clockMax: 6 } });
    expect(countsOf(result)).toEqual([724_274, 2_729_079, 61]);
    // The constraint on the clocks bounds the check.
    expect(verdictsOf(result)).toEqual({
      mutex: 'holds in bounds',
      oneRequest: 'holds in bounds',
      oneAcknowledgement: 'holds in bounds',
      oneRelease: 'holds in bounds',
      canEnter: 'holds',
    });
  });
});

describe('Vector clocks', () => {
  it.each([
    { processes: 2, tickMax: 2, counts: [36, 73, 7] },
    { processes: 2, tickMax: 3, counts: [100, 241, 9] },
    { processes: 3, tickMax: 1, counts: [123, 454, 8] },
  ])('have the counts of Specl with $processes processes and $tickMax ticks each', (row) => {
    const { counts, ...parameters } = row;
    const result = checkSync(vectorClocks, { parameters });
    expect(countsOf(result)).toEqual(counts);
    expect(verdictsOf(result)).toEqual({
      selfAware: 'holds',
      nonNegative: 'holds',
      allKnow: 'holds',
    });
  });
});

describe('Ping-pong', () => {
  it.each([
    { network: 'lossless', numberMax: 5, distinct: 11 },
    { network: 'duplicating', numberMax: 5, distinct: 11 },
    { network: 'lossyDuplicating', numberMax: 5, distinct: 4_094 },
    { network: 'lossyDuplicating', numberMax: 1, distinct: 14 },
  ])('has the states of Stateright on a $network network, up to $numberMax', (row) => {
    const { distinct, ...parameters } = row;
    const result = checkSync(pingPong, { parameters });
    expect(result.distinctStates).toBe(distinct);
    expect(verdictsOf(result)).toEqual({ deltaWithin1: 'holds in bounds', canReachMax: 'holds' });
  });
});
