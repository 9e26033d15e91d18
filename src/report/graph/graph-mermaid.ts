import type { GraphEdge, StateGraph } from '../../trace/graph.ts';
import { mermaidStateText } from '../lines/mermaid-text.ts';
import { counted } from '../lines/numbers.ts';

const stateColumns = 44;
const actionColumns = 30;

/**
 * A state graph as a Mermaid state diagram. Line break at the end.
 *
 * An arrow from a dot leads to each initial state. Transitions between the same two states are one arrow,
 * with a line for each. A graph that is not complete says so in a note. Mermaid is for small graphs: it
 * draws no text of more than 50 000 characters.
 *
 * Source: Mermaid 11, "State diagrams".
 */
export function graphMermaid({ states, edges, complete }: StateGraph): string {
  const title = `The first ${counted(states.length, 'state')}; more are reachable.`;
  const lines = [
    `%% ${counted(states.length, 'state')}, ${counted(edges.length, 'transition')}`,
    ...states.map(
      ({ id, label }) => `s${id} : ${mermaidStateText(label.split('\n'), stateColumns)}`,
    ),
    ...(complete ? [] : [`note right of s0 : ${mermaidStateText([title], stateColumns)}`]),
    ...states.filter(({ initial }) => initial).map(({ id }) => `[*] --> s${id}`),
    ...edgeLines(edges),
  ];
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function edgeLines(edges: readonly GraphEdge[]): readonly string[] {
  const together = new Map<string, string[]>();
  for (const { from, to, label } of edges) {
    const ends = `s${from} --> s${to}`;
    const labels = together.get(ends);
    if (labels === undefined) together.set(ends, [label]);
    else labels.push(label);
  }
  return [...together].map(
    ([ends, labels]) => `${ends} : ${mermaidStateText(labels, actionColumns)}`,
  );
}
