import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { countsOf, verdictsOf } from './counts.ts';
import { diningPhilosophers } from './dining-philosophers.ts';
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
