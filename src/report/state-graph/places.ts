import type { Layers } from './layers.ts';

/** What decides where the nodes of ordered layers stand. */
export interface Placing {
  readonly layers: Layers;
  /** The neighbours of every node in the layers above and below. */
  readonly neighbours: readonly {
    readonly above: readonly number[];
    readonly below: readonly number[];
  }[];
  readonly widths: readonly number[];
  /** What is free between two nodes at least. */
  readonly between: number;
}

const passes = 8;

/**
 * Places the middles of all nodes: each as near to the mean of its neighbours as the order of its layer
 * and the widths of the nodes allow. The first is at half its width.
 */
export function placesOf(placing: Placing): readonly number[] {
  const { layers, neighbours, widths } = placing;
  const places = widths.map(() => 0);
  const put = (layer: readonly number[], wanted: readonly number[]) => {
    const spread = spreadOut(layer, wanted, placing);
    for (const [index, node] of layer.entries()) places[node] = spread[index] as number;
  };
  for (const layer of layers)
    put(
      layer,
      layer.map(() => 0),
    );
  for (let pass = 0; pass < passes; pass += 1) {
    const isDown = pass % 2 === 0;
    for (const layer of isDown ? layers : layers.toReversed()) {
      put(
        layer,
        layer.map((node) => {
          const { above = [], below = [] } = neighbours[node] ?? {};
          const near = pass > 3 ? [...above, ...below] : isDown ? above : below;
          if (near.length === 0) return places[node] as number;
          return near.reduce((sum, one) => sum + (places[one] as number), 0) / near.length;
        }),
      );
    }
  }
  const left = Math.min(...places.map((place, node) => place - (widths[node] as number) / 2));
  return places.map((place) => place - left);
}

/**
 * The places nearest to those that are wanted, in order and without overlap: the sum of the squares of
 * what is missing is least.
 *
 * Source: Barlow, Bartholomew, Bremner & Brunk, "Statistical Inference under Order Restrictions", 1972, §1.2:
 * pool adjacent violators.
 */
export function spreadOut(
  layer: readonly number[],
  wanted: readonly number[],
  { widths, between }: Pick<Placing, 'widths' | 'between'>,
): readonly number[] {
  let reach = 0;
  const offsets = layer.map((node, index) => {
    const before = layer[index - 1];
    if (before !== undefined) {
      reach += ((widths[before] as number) + (widths[node] as number)) / 2 + between;
    }
    return reach;
  });
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, place] of wanted.entries()) {
    let block = { sum: place - (offsets[index] as number), count: 1 };
    for (;;) {
      const last = blocks.at(-1);
      if (last === undefined || last.sum / last.count <= block.sum / block.count) break;
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  const levels = blocks.flatMap(({ sum, count }) =>
    Array.from({ length: count }, () => sum / count),
  );
  return levels.map((level, index) => level + (offsets[index] as number));
}
