import { checkSync, type CheckResult } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthWithin, findingsOf } from './comparison.ts';
import { naiveSearch } from './naive-search.ts';
import { protocolFromSketch } from './protocol-from-sketch.ts';
import { protocolSketch } from './protocol-sketch.ts';

const seed = 20_261_124;
const statesMax = 200;
/** Milliseconds, for a machine that has other work. */
const timeout = 240_000;

describe('The search', () => {
  it('finds what a naive search finds with the public functions of XState', { timeout }, () => {
    fc.assert(
      fc.property(protocolSketch, (sketch) => {
        const protocol = protocolFromSketch(sketch);
        const depthMax = depthWithin(protocol, statesMax);
        const result = checkSync(protocol, { depthMax, keepGoing: true });
        expect(findingsOf(result)).toEqual(naiveSearch(protocol, depthMax));
      }),
      { seed, numRuns: 100 },
    );
  });

  it('finds the same, down to the same traces, in segments of any size', { timeout }, () => {
    fc.assert(
      fc.property(protocolSketch, (sketch) => {
        const protocol = protocolFromSketch(sketch);
        const limits = { depthMax: depthWithin(protocol, 1_000), keepGoing: true };
        const usual = checkSync(protocol, limits);
        const tiny = checkSync(protocol, { ...limits, shape: { stateBits: 2, tableBits: 6 } });
        expect(findingsOf(tiny)).toEqual(findingsOf(usual));
        expect(tracesOf(tiny)).toEqual(tracesOf(usual));
      }),
      { seed, numRuns: 60 },
    );
  });
});

/** Every trace in full, without the model, which holds functions. */
function tracesOf({ properties }: CheckResult) {
  return properties.map(({ trace }) => trace && { ...trace, model: undefined });
}
