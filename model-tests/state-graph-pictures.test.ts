import { describe, expect, it } from 'vitest';
import { graphPicture, stateGraph, type GraphPicture } from '#faultline';
import { twoPhaseCommitAbstract } from '../specs/two-phase-commit-abstract/spec.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Nodes and texts over each other or outside, and edges that do not touch their nodes. */
function flawsOf({
  nodes,
  edges,
  depths,
  heading,
  width,
  height,
}: GraphPicture): readonly string[] {
  const labels = edges.flatMap(({ label }) => label ?? []);
  const boxes: readonly Box[] = [
    ...nodes,
    ...labels,
    ...depths,
    ...heading.map(({ label }) => label),
  ];
  const touches = (node: Box | undefined, { x, y }: { x: number; y: number }) =>
    node !== undefined && overlap({ x: x - 1, y: y - 1, width: 2, height: 2 }, node);
  return [
    ...boxes.flatMap((box, index) =>
      boxes.slice(index + 1).flatMap((other) => (overlap(box, other) ? ['overlap'] : [])),
    ),
    ...boxes.flatMap(({ x, y, ...box }) =>
      x < 0 || y < 0 || x + box.width > width || y + box.height > height ? ['outside'] : [],
    ),
    ...edges.flatMap(({ way, from, to }) => {
      const [first, last] = [way[0], way.at(-1)];
      const isRight = first && last && touches(nodes[from], first) && touches(nodes[to], last);
      return isRight === true ? [] : ['stray edge'];
    }),
  ];
}

describe('the picture of the graph of two-phase commit', () => {
  it.each([
    [1, 12, true],
    [2, 56, false],
    [3, 288, false],
  ])(
    'with %i resource managers has %i nodes, and nothing over anything else',
    (count, states, hasWords) => {
      const parameters = { resourceManagers: count };
      const picture = graphPicture(stateGraph(twoPhaseCommitAbstract, { parameters }));
      expect(picture.nodes).toHaveLength(states);
      expect(picture.nodes.every(({ lines }) => lines.length > 0)).toBe(hasWords);
      expect(flawsOf(picture)).toEqual([]);
      // Every state but the initial one is entered from the layer above.
      const isEntered = picture.nodes.map(({ depth }, index) =>
        picture.edges.some(
          ({ from, to }) => to === index && picture.nodes[from]?.depth === depth - 1,
        ),
      );
      expect(isEntered.filter((is) => !is)).toHaveLength(1);
    },
  );

  it('with four is merged: 1 568 states are drawn by what their charts are in', () => {
    const graph = stateGraph(twoPhaseCommitAbstract, { parameters: { resourceManagers: 4 } });
    const picture = graphPicture(graph);
    const { nodes } = picture;
    expect(nodes.length).toBeLessThanOrEqual(300);
    expect(nodes.reduce((sum, node) => sum + node.states.length, 0)).toBe(1568);
    expect(flawsOf(picture)).toEqual([]);
    const counts = graphPicture(graph, { view: 'counts' });
    expect(counts.nodes.length).toBeLessThan(nodes.length);
    expect(flawsOf(counts)).toEqual([]);
  });
});
