import type { LooseGraph } from './merged.ts';

/** The nodes of each depth, from left to right. */
export type Layers = readonly (readonly number[])[];

/** The neighbours of a node in the layer above, and in the layer below; one for each edge. */
interface Neighbours {
  readonly above: number[];
  readonly below: number[];
}

const sweeps = 4;

/**
 * Puts every node into the layer of its depth, and orders the layers so that few edges cross: each node
 * goes to the mean place of its neighbours, layer by layer, downwards and upwards in turn.
 *
 * Cost: a sort of each layer for each sweep, and the square of the edges between two layers to count.
 * Source: Sugiyama, Tagawa & Toda, "Methods for Visual Understanding of Hierarchical System Structures",
 * 1981, §IV.
 */
export function layersOf(graph: LooseGraph): Layers {
  const depths = depthsOf(graph);
  const neighbours = neighboursOf(graph, depths);
  let layers = byDepth(depths);
  let best = layers;
  let fewest = crossings(layers, neighbours);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep += 1) {
    layers = swept(layers, neighbours, sweep % 2 === 0 ? 'above' : 'below');
    const count = crossings(layers, neighbours);
    if (count < fewest) [best, fewest] = [layers, count];
  }
  return best;
}

/** How many steps each node is from an initial one. */
export function depthsOf({ nodes, edges }: LooseGraph): readonly number[] {
  const next = nodes.map((): number[] => []);
  for (const { from, to } of edges) next[from]?.push(to);
  const depths = nodes.map(({ isInitial }): number => (isInitial ? 0 : -1));
  let layer = [...nodes.keys()].filter((node) => depths[node] === 0);
  for (let depth = 1; layer.length > 0; depth += 1) {
    const found = new Set(layer.flatMap((node) => next[node] ?? []));
    layer = [...found].filter((node) => depths[node] === -1);
    for (const node of layer) depths[node] = depth;
  }
  return depths;
}

/** The neighbours of every node in the layers beside its own. */
export function neighboursOf(
  { nodes, edges }: LooseGraph,
  depths: readonly number[],
): readonly Neighbours[] {
  const neighbours = nodes.map((): Neighbours => ({ above: [], below: [] }));
  for (const { from, to } of edges) {
    const down = (depths[to] as number) - (depths[from] as number);
    if (Math.abs(down) !== 1) continue;
    const [upper, lower] = down === 1 ? [from, to] : [to, from];
    neighbours[upper]?.below.push(lower);
    neighbours[lower]?.above.push(upper);
  }
  return neighbours;
}

/** How often edges between neighbouring layers cross. */
export function crossings(layers: Layers, neighbours: readonly Neighbours[]): number {
  const place = placesIn(layers);
  return layers.reduce((sum, layer) => {
    const ends = layer.flatMap((node) =>
      (neighbours[node]?.below ?? [])
        .map((below) => place.get(below) as number)
        .sort((left, right) => left - right),
    );
    // Two edges cross when their lower ends are in another order than their upper ones.
    return ends.reduce(
      (count, end, index) => count + ends.slice(0, index).filter((other) => other > end).length,
      sum,
    );
  }, 0);
}

function byDepth(depths: readonly number[]): Layers {
  const layers: number[][] = [];
  for (const [node, depth] of depths.entries()) {
    while (layers.length <= depth) layers.push([]);
    layers[depth]?.push(node);
  }
  return layers;
}

function swept(
  layers: Layers,
  neighbours: readonly Neighbours[],
  towards: 'above' | 'below',
): Layers {
  const done = layers.map((layer) => [...layer]);
  const order = [...layers.keys()];
  if (towards === 'below') order.reverse();
  for (const index of order) {
    const beside = done[index + (towards === 'above' ? -1 : 1)];
    const layer = done[index] as number[];
    if (beside === undefined) continue;
    const place = placesIn([beside]);
    const wanted = new Map(
      layer.map((node, at) => {
        const near = neighbours[node]?.[towards] ?? [];
        const own = ((at + 0.5) / layer.length) * beside.length - 0.5;
        const sum = near.reduce((total, one) => total + (place.get(one) as number), 0);
        return [node, near.length === 0 ? own : sum / near.length] as const;
      }),
    );
    done[index] = layer.sort((left, right) => (wanted.get(left) ?? 0) - (wanted.get(right) ?? 0));
  }
  return done;
}

function placesIn(layers: Layers): ReadonlyMap<number, number> {
  return new Map(layers.flatMap((layer) => layer.map((node, place) => [node, place] as const)));
}
