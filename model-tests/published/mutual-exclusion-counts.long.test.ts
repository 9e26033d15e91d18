import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { countsOf, verdictsOf } from './counts.ts';
import { lamportMutex } from './lamport-mutex.ts';

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
