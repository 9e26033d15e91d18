import type {
  ChartOutline,
  OutlineArrow,
  OutlineState,
} from '../../../statechart/parts/chart-outline.ts';
import type { LayoutEngine, LayoutNode } from '../layout-graph.ts';

const state = (path: string, more: Partial<OutlineState> = {}): OutlineState => ({
  ...{ path, key: path === '' ? 'lamp' : path.replace(/.*\./, ''), kind: 'atomic', initial: null },
  parent: path === '' ? null : path.split('.').slice(0, -1).join('.'),
  ...{ tags: [], entry: [], exit: [], description: null },
  ...more,
});

const arrow = (name: string, more: Partial<OutlineArrow>): OutlineArrow => ({
  ...{ name, kind: 'event', trigger: '', guard: null, effects: [], source: '', targets: [] },
  ...{ reenters: false, description: null },
  ...more,
});

/** The chart of a lamp: a bit of everything. */
export const lamp: ChartOutline = {
  id: 'lamp',
  states: [
    state('', { kind: 'compound', initial: 'off' }),
    state('off', { tags: ['dark'], entry: ['save "energy"'] }),
    state('on', { kind: 'parallel', exit: ['cool'] }),
    state('on.colour', { kind: 'compound', initial: 'on.colour.red' }),
    state('on.colour.red'),
    state('on.colour.last', { kind: 'deep history', initial: 'on.colour.red' }),
    state('on.heat'),
    state('broken', { kind: 'final' }),
  ],
  arrows: [
    arrow('on.fail', { trigger: 'fail', targets: ['broken'] }),
    arrow('off.on.press[0]', {
      ...{ trigger: 'press', source: 'off', targets: ['on'], guard: 'hasPower' },
      effects: ['glow', 'hum'],
    }),
    arrow('off.on.press[1]', { trigger: 'press', source: 'off', effects: ['click'] }),
    arrow('on.after.patience', {
      ...{ kind: 'after', trigger: 'patience', source: 'on', targets: ['off'] },
    }),
    arrow('on.heat.always', {
      ...{ kind: 'always', source: 'on.heat', targets: ['on.heat'], guard: 'isCold' },
    }),
    arrow('on.onDone', { kind: 'done', source: 'on', targets: ['on.colour.last'] }),
  ],
};

/** A layout that anybody can check by hand: every node at its number, 100 apart, and lines between corners. */
export const plainEngine: LayoutEngine = (graph) => {
  let count = 0;
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  const place = (node: LayoutNode): LayoutNode => {
    const at = { x: 100 * count, y: 50 * count };
    count += 1;
    places.set(node.id, at);
    return {
      ...{ width: 90, height: 40 },
      ...node,
      ...at,
      children: (node.children ?? []).map(place),
    };
  };
  const placed = place(graph);
  const corner = (id: string | undefined) => places.get(id ?? '') ?? { x: 0, y: 0 };
  const edges = (graph.edges ?? []).map((edge) => ({
    ...edge,
    sections: [
      { id: edge.id, startPoint: corner(edge.sources[0]), endPoint: corner(edge.targets[0]) },
    ],
    labels: (edge.labels ?? []).map((label) => ({ ...label, x: 7, y: 8 })),
  }));
  return Promise.resolve({ ...placed, width: 1000.5, height: 600, edges });
};
