import { describe, expect, it } from 'vitest';
import type { GraphState, StateGraph } from '../../trace/graph.ts';
import { light } from '../samples/light.ts';
import { sampleTrace } from '../samples/sample-trace.ts';
import { pathIn } from './graph-path.ts';
import { merged } from './merged.ts';
import { graphPicture } from './state-graph.ts';

/** A walk of so many steps; every lamp is on in every other state. */
function walkOf(steps: number, lamps = 2): StateGraph {
  const states = Array.from({ length: steps + 1 }, (_, id): GraphState => ({
    id,
    label: `state ${id}`,
    initial: id === 0,
    violates: id === 3 ? ['safe'] : [],
    record: {
      processes: Array.from({ length: lamps }, (_lamp, index) => ({
        ...{ id: `lamp${index + 1}`, role: 'lamp', alive: true, context: {}, timers: [] },
        state: (id + index) % 2 === 0 ? 'on' : 'off',
      })),
      messages: [],
    },
  }));
  const edges = states.slice(1).map(({ id }) => ({ from: id - 1, to: id, label: 'switch' }));
  return { model: light.model, states, edges, complete: true };
}

describe('graphPicture', () => {
  it('has words in the nodes and at the edges of a small graph', () => {
    const { nodes, edges, heading } = graphPicture(light);
    expect(nodes.map(({ lines, isInitial, depth }) => [lines, isInitial, depth])).toEqual([
      [['lamp: off'], true, 0],
      [['lamp: on', 'switch hand → lamp'], true, 0],
    ]);
    expect(edges.map(({ from, to, actions }) => [from, to, actions.length])).toEqual([
      ...[
        [0, 1, 2],
        [1, 0, 1],
        [1, 1, 1],
      ],
    ]);
    expect(heading.map(({ label }) => label.lines.join(' '))).toEqual([
      'A sample: the graph of its states',
      '2 states, 4 transitions, 1 of them changes nothing',
    ]);
  });

  it('marks where it begins and ends, and what violates a property', () => {
    const { nodes, legend } = graphPicture(walkOf(4));
    expect(nodes.map(({ y }) => y)).toEqual(nodes.map(({ y }) => y).sort((a, b) => a - b));
    expect(nodes.map(({ isInitial }) => isInitial)).toEqual([true, false, false, false, false]);
    expect(nodes.map(({ isEnd }) => isEnd)).toEqual([false, false, false, false, true]);
    expect(nodes.map(({ violates }) => violates.length)).toEqual([0, 0, 0, 1, 0]);
    expect(legend.map(({ sign }) => sign)).toEqual(['initial', 'end', 'violating']);
  });

  it('does not take a state that was not explored for an end', () => {
    const { states, ...graph } = walkOf(2);
    const cut = states.map((state) =>
      state.id === 2 ? { ...state, isFrontier: true as const } : state,
    );
    const { nodes, heading } = graphPicture({ ...graph, states: cut, complete: false });
    expect(nodes.map(({ isEnd, isFrontier }) => [isEnd, isFrontier])[2]).toEqual([false, true]);
    expect(heading.at(-1)?.label.lines[0]).toContain('not complete');
  });

  it('merges what looks the same once there are more than 300 states', () => {
    expect(graphPicture(walkOf(299)).nodes).toHaveLength(300);
    const { nodes, heading } = graphPicture(walkOf(300));
    expect(nodes.map(({ states }) => states.length)).toEqual([151, 150]);
    expect(heading.at(-1)?.label.lines.join(' ')).toBe(
      'Drawn as 2 nodes: one for all states in which the charts of all processes are in the same states.',
    );
  });

  it('says how many states each depth has when merging does not help', () => {
    const large = graphPicture(walkOf(3000));
    expect([large.nodes.length, large.bars.length]).toEqual([0, 3001]);
    expect(large.bars[3]?.says).toBe('depth 3: 1 state, 1 of them violates a property');
    expect(large.heading.at(-1)?.label.lines.join(' ')).toContain('too many to draw each');
    expect(graphPicture(walkOf(3000), { view: 'charts' }).nodes).toHaveLength(2);
  });
});

describe('merged', () => {
  it.each([
    ['all', 5],
    ['charts', 2],
    ['counts', 1],
    [['lamp1'], 2],
    [['lamp'], 2],
  ] as const)('looks at %j', (view, count) => {
    expect(merged(walkOf(4), view).nodes).toHaveLength(count);
  });
});

describe('pathIn', () => {
  const trace = sampleTrace({ processes: { lamp1: 'on', lamp2: 'off' }, steps: [] });
  const graph = walkOf(2);
  const take = (count: number) => ({
    ...trace,
    steps: graph.states.slice(1, count + 1).map(({ record: state }) => {
      const action = { kind: 'tick' } as const;
      return { action, label: 'switch', changes: [], state };
    }),
  });

  it('finds the states of a trace, and shows its way', () => {
    expect(pathIn(graph, take(2))).toEqual([0, 1, 2]);
    const { nodes, edges } = graphPicture(graph, { trace: take(1) });
    expect(nodes.map(({ onPath }) => onPath)).toEqual(['stem', 'stem', 'no']);
    expect(edges.map(({ onPath }) => onPath)).toEqual(['stem', 'no']);
  });

  it('tells the cycle from the way there', () => {
    const back = { ...graph, edges: [...graph.edges, { from: 2, to: 1, label: 'switch' }] };
    const steps = [...take(2).steps, ...take(1).steps];
    const cyclic = { ...trace, steps, cycle: { start: 1, fairBecause: [] } };
    expect(pathIn(back, cyclic)).toEqual([0, 1, 2, 1]);
    const { edges, nodes } = graphPicture(back, { trace: cyclic });
    expect(edges.map(({ onPath }) => onPath)).toEqual(['stem', 'cycle', 'cycle']);
    expect(nodes.map(({ onPath }) => onPath)).toEqual(['stem', 'cycle', 'cycle']);
  });

  it('does not find a trace of something else', () => {
    expect(pathIn(graph, sampleTrace({ processes: { x: 'y' }, steps: [] }))).toBeUndefined();
  });
});
