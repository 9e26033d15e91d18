import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverSteps, type Arrow } from './cover-steps.ts';

/** Arrows from texts: `0→1`. */
const arrowsOf = (...texts: readonly string[]): readonly Arrow[] =>
  texts.map((text) => {
    const [from = 0, to = 0] = text.split('→').map(Number);
    return { from, to };
  });

describe('coverSteps', () => {
  it('goes on with what is new, and by the shortest way to it', () => {
    const arrows = arrowsOf('0→1', '1→2', '2→1', '1→1', '2→2');
    // The loop at 1 comes last: by way of what was taken already.
    expect(coverSteps(arrows, 0, 10)).toEqual([[0, 1, 2, 3, 1, 4]]);
  });

  it('begins anew where there is no way back, and where a path is long enough', () => {
    expect(coverSteps(arrowsOf('0→1', '1→2', '1→3'), 0, 10)).toEqual([
      [0, 1],
      [0, 2],
    ]);
    expect(coverSteps(arrowsOf('0→0', '0→0', '0→0'), 0, 2)).toEqual([[0, 1], [2]]);
  });

  it('leaves out what cannot be reached', () => {
    expect(coverSteps(arrowsOf('1→2', '0→0'), 0, 10)).toEqual([[1]]);
    expect(coverSteps([], 0, 10)).toEqual([]);
  });

  it('takes every arrow that can be reached, on paths without gaps', () => {
    const place = fc.nat(6);
    fc.assert(
      fc.property(fc.array(fc.record({ from: place, to: place })), fc.nat(8), (arrows, longest) => {
        const paths = coverSteps(arrows, 0, longest);
        for (const path of paths) {
          const places = [0, ...path.map((arrow) => arrows[arrow]!.to)];
          expect(path.map((arrow) => arrows[arrow]!.from)).toEqual(places.slice(0, -1));
        }
        const reached = new Set([0]);
        for (const here of reached) {
          for (const { from, to } of arrows) if (from === here) reached.add(to);
        }
        const all = [...arrows.keys()].filter((arrow) => reached.has(arrows[arrow]!.from));
        expect([...new Set(paths.flat())].sort()).toEqual(all.sort());
      }),
    );
  });
});
