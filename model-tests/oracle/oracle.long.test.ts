import { checkSync } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf, depthWithin } from './comparison.ts';
import { naiveSearch } from './naive-search.ts';
import { protocolFromSketch } from './protocol-from-sketch.ts';
import { protocolSketch } from './protocol-sketch.ts';

describe('The search', () => {
  it('finds what a naive search finds, in a thousand random protocols', () => {
    fc.assert(
      fc.property(protocolSketch, (sketch) => {
        const protocol = protocolFromSketch(sketch);
        const depthMax = depthWithin(protocol, 150);
        const result = checkSync(protocol, { depthMax, keepGoing: true });
        expect(findingsOf(result)).toEqual(naiveSearch(protocol, depthMax));
      }),
      { seed: 11, numRuns: 1_000 },
    );
  });
});
