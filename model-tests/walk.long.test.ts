import { checkSync, replayTrace, traceFromJson, traceToJson, walkSync } from '#faultline';
import type { Protocol, Trace, WalkResult } from '#faultline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoPhaseCommit } from '../specs/two-phase-commit/spec.ts';
import { isViolation, kinds } from './oracle/naive-lassos.ts';
import { protocolFromSketch } from './oracle/protocol-from-sketch.ts';
import { protocolSketch } from './oracle/protocol-sketch.ts';
import { protocolOfWalker, walker } from './oracle/walker.ts';

/** By mutation: how many steps of walks it takes to find it, with the seed 1. */
const stepsToFind: Readonly<Record<string, number>> = {
  'unilateral-abort-after-yes': 616,
  'vote-not-logged': 225,
  'send-before-log': 30_892,
  'majority-commit': 1426,
  'count-duplicates': 943,
  'uncertain-peer-aborts': 33_178,
  'restart-aborts': 224,
  'log-not-read': 873,
  'unilateral-commit-after-yes': 1368,
  'decision-not-requested': 213,
  'coordinator-not-asked': 213,
};

describe('Random walks through two-phase commit', () => {
  it.each(Object.entries(twoPhaseCommit.mutations))(
    'find the mutation %s',
    async (mutation, { violates }) => {
      const result = walkSync(twoPhaseCommit, { mutation, walks: 10_000 });
      const property = result.properties.find(({ name }) => name === violates);
      expect([property?.verdict, result.verdict, result.ending]).toEqual([
        'violated',
        'violated',
        'stopped',
      ]);
      expect(result.steps).toBe(stepsToFind[mutation]);
      await expectReplayed(twoPhaseCommit, result);
    },
  );

  it('find nothing where there is nothing to find', () => {
    const result = walkSync(twoPhaseCommit, { size: 'tiny' });
    expect(result.verdict).toBe('no violation found');
    const found = result.properties.filter(({ verdict }) => verdict === 'violated');
    // What the protocol declares can be found, and does not count.
    expect(found.map(({ name }) => name)).toEqual(['neverBlocks']);
  });
});

describe('Random walks through random protocols', () => {
  it('find only what is there, by traces that XState takes', async () => {
    let [found, shortened] = [0, 0];
    await fc.assert(
      fc.asyncProperty(protocolSketch, fc.nat(), async (sketch, seed) => {
        const protocol = protocolFromSketch(sketch);
        const choices = { seed, walks: 20, depth: 20, keepGoing: true };
        const long = walkSync(protocol, { ...choices, shorten: false });
        const short = walkSync(protocol, choices);
        await expectReplayed(protocol, long);
        await expectReplayed(protocol, short);
        for (const [at, { trace, verdict }] of short.properties.entries()) {
          const whole = long.properties[at];
          expect(verdict).toBe(whole?.verdict);
          if (trace === undefined) continue;
          found += 1;
          const [steps, all] = [trace.steps.length, whole?.trace?.steps.length ?? 0];
          expect(steps).toBeLessThanOrEqual(all);
          if (steps < all) shortened += 1;
        }
      }),
      { numRuns: 20 },
    );
    expect([found > 20, shortened > 5]).toEqual([true, true]);
  });

  it('find the properties of behaviors that are violated, by real cycles', () => {
    const seen = { violated: 0, missed: 0, holds: 0 };
    fc.assert(
      fc.property(walker, (sketch) => {
        const protocol = protocolOfWalker(sketch);
        const checked = checkSync(protocol, { keepGoing: true });
        const walked = walkSync(protocol, { walks: 50, depth: 40, keepGoing: true });
        for (const kind of kinds) {
          const [is, found] = [checked, walked].map(({ properties }) =>
            properties.find(({ name }) => name === kind),
          );
          if (found?.verdict === 'violated') {
            expect(is?.verdict).toBe('violated');
            expect(isViolation(sketch, kind, found.trace as Trace)).toBe(true);
            seen.violated += 1;
          } else if (is?.verdict === 'violated') seen.missed += 1;
          else seen.holds += 1;
        }
      }),
      { numRuns: 40 },
    );
    expect(seen).toEqual({ violated: 88, missed: 0, holds: 72 });
  });
});

/** Every trace can be taken again from its file, and shows its property. */
async function expectReplayed(protocol: Protocol, { properties }: WalkResult): Promise<void> {
  for (const property of properties) {
    if (property.trace === undefined) continue;
    const file = traceToJson(property.trace, { spec: protocol.id, property });
    const again = replayTrace(protocol, await traceFromJson(JSON.stringify(file)));
    expect(again.steps).toEqual(property.trace.steps);
  }
}
