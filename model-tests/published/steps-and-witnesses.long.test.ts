import { checkSync } from '#faultline';
import { describe, expect, it } from 'vitest';
import { coffeeCan } from './coffee-can.ts';
import { countsOf, verdictsOf } from './counts.ts';
import { racingCounters } from './racing-counters.ts';

describe('Published verdicts at their published sizes', () => {
  it('hold of the steps of a coffee can with 100 beans, in as many states as TLC finds', () => {
    const result = checkSync(coffeeCan, { parameters: { beans: 100 } });
    expect(countsOf(result)).toEqual([5_150, 20_002, 1]);
    expect(verdictsOf(result)).toMatchObject({ decreases: 'holds', keepsParity: 'holds' });
  });

  it('let two processes that add one ten times each end with 2, and not with 1', () => {
    const result = checkSync(racingCounters, { parameters: { times: 10 }, keepGoing: true });
    expect(verdictsOf(result)).toEqual({
      endsWithAll: 'holds',
      endsWithTwo: 'holds',
      endsWithOne: 'violated',
    });
  });
});
