import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { countsOf, verdictsOf } from './counts.ts';
import { diningPhilosophers } from './dining-philosophers.ts';
import { lamportMutex } from './lamport-mutex.ts';
import { peterson } from './peterson.ts';

describe("Peterson's algorithm", () => {
  it('has the counts of TLC', () => {
    const result = checkSync(peterson);
    expect(countsOf(result)).toEqual([42, 77, 11]);
    expect(verdictsOf(result)).toEqual({
      claimed: 'holds',
      entitled: 'holds',
      mutualExclusion: 'holds',
      enters: 'holds',
      alive: 'holds',
    });
  });
});

describe('The dining philosophers', () => {
  it('have the counts of TLC when they are 5', () => {
    const result = checkSync(diningPhilosophers, { parameters: { philosophers: 5 } });
    expect(countsOf(result)).toEqual([67, 336, 29]);
    expect(verdictsOf(result)).toEqual({ exclusiveAccess: 'holds', eats: 'holds', alive: 'holds' });
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
