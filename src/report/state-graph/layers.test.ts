import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossings, depthsOf, layersOf, neighboursOf } from './layers.ts';
import type { LooseGraph } from './merged.ts';

/** A graph whose first nodes are initial. */
function graphOf(
  initial: number,
  count: number,
  edges: readonly (readonly [number, number])[],
): LooseGraph {
  return {
    nodes: Array.from({ length: count }, (_, index) => ({
      states: [index],
      lines: [],
      says: '',
      isInitial: index < initial,
      isEnd: false,
      violates: [],
      isFrontier: false,
    })),
    edges: edges.map(([from, to]) => ({ from, to, actions: [] })),
    nodeOf: [],
  };
}

describe('layersOf', () => {
  it('puts each node as deep as the shortest path to it', () => {
    const graph = graphOf(1, 5, [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
      [3, 4],
      [0, 3],
      [4, 0],
    ]);
    expect(depthsOf(graph)).toEqual([0, 1, 1, 1, 2]);
    expect(layersOf(graph)).toEqual([[0], [1, 2, 3], [4]]);
  });

  it('untangles what need not cross', () => {
    const graph = graphOf(3, 6, [
      [0, 5],
      [1, 4],
      [2, 3],
    ]);
    const neighbours = neighboursOf(graph, depthsOf(graph));
    expect(
      crossings(
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
        neighbours,
      ),
    ).toBe(3);
    expect(crossings(layersOf(graph), neighbours)).toBe(0);
  });

  it('never has more crossings than the order in which the states were found', () => {
    const edge = fc.tuple(fc.nat(3), fc.integer({ min: 4, max: 8 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
        const all = [...edges, ...[4, 5, 6, 7, 8].map((to) => [0, to] as const)];
        const graph = graphOf(4, 9, all);
        const neighbours = neighboursOf(graph, depthsOf(graph));
        const before = crossings(
          [
            [0, 1, 2, 3],
            [4, 5, 6, 7, 8],
          ],
          neighbours,
        );
        expect(crossings(layersOf(graph), neighbours)).toBeLessThanOrEqual(before);
      }),
    );
  });
});
