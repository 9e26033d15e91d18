import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { alternatingBit } from './alternating-bit.ts';
import { changRoberts } from './chang-roberts.ts';
import { countsOf, verdictsOf } from './counts.ts';
import { pingPong } from './ping-pong.ts';
import { terminationDetection } from './termination-detection.ts';
import { vectorClocks } from './vector-clocks.ts';

describe('Chang-Roberts leader election', () => {
  it.each([
    { nodes: 3, counts: [137, 227, 10] },
    { nodes: 4, counts: [823, 1_791, 15] },
  ])('has the counts of TLC with $nodes nodes', (row) => {
    const { counts, ...parameters } = row;
    const result = checkSync(changRoberts, { parameters });
    expect(countsOf(result)).toEqual(counts);
    expect(verdictsOf(result)).toEqual({ correctness: 'holds', canWin: 'holds' });
  });
});

describe('Termination detection on a ring', () => {
  it.each([
    { nodes: 2, counts: [54, 214, 6] },
    { nodes: 3, counts: [302, 2_001, 9] },
    { nodes: 4, counts: [1_566, 15_986, 12] },
  ])('has the counts of TLC with $nodes nodes', (row) => {
    const { counts, ...parameters } = row;
    const result = checkSync(terminationDetection, { parameters });
    expect(countsOf(result)).toEqual(counts);
    expect(verdictsOf(result)).toEqual({
      terminationDetection: 'holds',
      invariant: 'holds',
      canDetect: 'holds',
    });
  });
});

describe('Alternating bit', () => {
  it('has the counts of TLC with 2 values and channels of 2 messages', () => {
    const result = checkSync(alternatingBit, { parameters: { queueMax: 2 } });
    expect(countsOf(result)).toEqual([240, 1_392, 10]);
    expect(verdictsOf(result)).toEqual({ correctness: 'holds in bounds', canFill: 'holds' });
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
