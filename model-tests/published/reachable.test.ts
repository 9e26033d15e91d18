import { checkSync, type Protocol } from '#faultline';
import { describe, expect, it } from 'vitest';
import { countsOf, verdictsOf } from './counts.ts';
import { dieHard } from './die-hard.ts';
import { racingCounters } from './racing-counters.ts';
import { riverCrossing } from './river-crossing.ts';

/** The verdict on the only property, and the length of its witness. */
function witnessOf(protocol: Protocol, parameters: Readonly<Record<string, number>>) {
  const [property] = checkSync(protocol, { parameters, keepGoing: true }).properties;
  return [property?.verdict, property?.trace?.steps.length];
}

describe('What can be reached', () => {
  it('are four gallons in six steps, in as many states as TLC finds', () => {
    const result = checkSync(dieHard);
    expect(result.properties[0]?.trace?.steps).toHaveLength(6);
    // Each of six actions is always enabled.
    expect(countsOf(result).slice(0, 2)).toEqual([16, 1 + 16 * 6]);
  });

  it('are not four gallons when both jugs hold five', () => {
    expect(witnessOf(dieHard, { small: 5 })).toEqual(['violated', undefined]);
  });

  it.each([
    { pairs: 3, seats: 2, crossings: 11 },
    { pairs: 4, seats: 2, crossings: undefined },
    { pairs: 4, seats: 3, crossings: 9 },
    { pairs: 5, seats: 3, crossings: 11 },
    { pairs: 6, seats: 3, crossings: undefined },
  ])(
    'is the other side of a river, or not: $pairs missionaries and cannibals, a boat for $seats',
    ({ crossings, ...parameters }) => {
      const verdict = crossings === undefined ? 'violated' : 'holds';
      expect(witnessOf(riverCrossing, parameters)).toEqual([verdict, crossings]);
    },
  );

  it('is a count of 2 when two processes have added one again and again, and never 1', () => {
    const result = checkSync(racingCounters, { parameters: { times: 3 }, keepGoing: true });
    expect(verdictsOf(result)).toEqual({
      endsWithAll: 'holds',
      endsWithTwo: 'holds',
      endsWithOne: 'violated',
    });
  });
});
