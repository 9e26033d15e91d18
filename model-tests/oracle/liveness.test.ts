import { checkSync, replayTrace, traceFromJson, traceToJson, type Trace } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isViolation, kinds, naivelyViolated } from './naive-lassos.ts';
import { protocolOfWalker, walker } from './walker.ts';

const seed = 20_261_125;

describe('The search for fair cycles', () => {
  it('finds one exactly when a set of steps makes one, and a real one', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(walker, (sketch) => {
        const { properties } = checkSync(protocolOfWalker(sketch), { keepGoing: true });
        for (const kind of kinds) {
          const result = properties.find(({ name }) => name === kind);
          const violated = naivelyViolated(sketch, kind);
          expect([kind, result?.verdict]).toEqual([kind, violated ? 'violated' : 'holds']);
          if (violated) expect(isViolation(sketch, kind, result?.trace as Trace)).toBe(true);
          const { start = Infinity } = result?.trace?.cycle ?? {};
          const goesRound = start < (result?.trace?.steps.length ?? 0);
          for (const outcome of [`${kind} ${result?.verdict}`, `${kind} ${goesRound}`]) {
            seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
          }
        }
      }),
      { seed, numRuns: 300 },
    );
    // The comparison is worth something: each verdict came up often, and cycles of some steps did.
    for (const kind of kinds) {
      const often = ['holds', 'violated', 'true'].map((what) => seen.get(`${kind} ${what}`) ?? 0);
      expect([kind, Math.min(...often) > 25]).toEqual([kind, true]);
    }
  });

  it('writes cycles that are found again when they are replayed', async () => {
    await fc.assert(
      fc.asyncProperty(walker, async (sketch) => {
        const protocol = protocolOfWalker(sketch, { formula: '[] (p -> X (p U q))' });
        for (const property of checkSync(protocol, { keepGoing: true }).properties) {
          const { trace } = property;
          if (trace === undefined) continue;
          const file = await traceFromJson(
            JSON.stringify(traceToJson(trace, { spec: 'w', property })),
          );
          expect(file.cycleStart).toBe(trace.cycle?.start);
          expect(replayTrace(protocol, file)).toEqual({ ...trace, model: expect.anything() });
        }
      }),
      { seed, numRuns: 40 },
    );
  });
});
