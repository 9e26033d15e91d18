import { fitted, textWidth } from '../svg/font.ts';
import type { Layers } from './layers.ts';
import type { LooseGraph } from './merged.ts';

/** How large the nodes of a graph are. */
export interface NodeSizes {
  /** Whether there is room for words in the nodes, and at the edges. */
  readonly hasWords: boolean;
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  /** What stands in each node. */
  readonly lines: readonly (readonly string[])[];
  /** What is free between two nodes of a layer, and between two layers. */
  readonly between: number;
  readonly rowGap: number;
}

/** The size of the letters in a node, and the height of its lines. */
export const nodeText = { size: 11, line: 14, padding: 8 };
const face = { size: nodeText.size };
const wordsMax = 40;
const widthWithWordsMax = 1800;
const lineWidthMax = 230;
const linesMax = 9;

/** Boxes with words where there are few nodes, and circles of a size that says how many states they are. */
export function sizesOf(graph: LooseGraph, layers: Layers): NodeSizes {
  const words = withWords(graph);
  const widest = layers.map((layer) =>
    layer.reduce((sum, node) => sum + (words.widths[node] as number) + words.between, 0),
  );
  const fits = graph.nodes.length <= wordsMax && Math.max(...widest) <= widthWithWordsMax;
  return fits ? words : withoutWords(graph, layers);
}

function withWords({ nodes }: LooseGraph): NodeSizes {
  const lines = nodes.map(({ lines: all, states }) => {
    const shown = all.length <= linesMax ? all : [...all.slice(0, linesMax - 1), '…'];
    const count = states.length === 1 ? [] : [`${states.length} states`];
    return [...shown, ...count].map((line) => fitted(line, lineWidthMax, face));
  });
  const { padding, line } = nodeText;
  return {
    hasWords: true,
    lines,
    widths: lines.map((some) =>
      Math.ceil(Math.max(...some.map((text) => textWidth(text, face))) + 2 * padding),
    ),
    heights: lines.map((some) => some.length * line + padding),
    between: 26,
    rowGap: 84,
  };
}

function withoutWords({ nodes }: LooseGraph, layers: Layers): NodeSizes {
  const isMerged = nodes.some(({ states }) => states.length > 1);
  const diameters = nodes.map(({ states }) =>
    isMerged ? Math.min(64, 12 + 3.2 * Math.sqrt(states.length)) : 15,
  );
  const widest = layers.map((layer) =>
    layer.reduce((sum, node) => sum + (diameters[node] as number) + 12, 0),
  );
  return {
    hasWords: false,
    lines: nodes.map(({ states }, node) => {
      const count = String(states.length);
      const fits = textWidth(count, face) + 4 <= (diameters[node] as number);
      return states.length > 1 && fits ? [count] : [];
    }),
    widths: diameters,
    heights: diameters,
    between: 12,
    // The wider the layers are, the flatter the edges would be.
    rowGap: Math.max(34, Math.min(120, Math.max(...widest) / 14)),
  };
}
