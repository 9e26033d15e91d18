import type { GraphEdge, StateGraph } from '../../trace/graph.ts';
import { counted } from '../lines/numbers.ts';
import { onOneLine } from '../lines/width.ts';
import { wrap } from '../lines/wrap.ts';

const stateColumns = 44;
const actionColumns = 30;

/**
 * A state graph in the DOT language, for Graphviz. Line break at the end.
 *
 * Every initial state is bold and has an arrow from a dot. Transitions between the same two states are
 * one edge with a label for each; those that change nothing are dashed loops. A graph that is not
 * complete says so above the picture.
 *
 * Source: Graphviz, "The DOT Language" and "escString".
 */
export function graphDot(graph: StateGraph): string {
  const { model, states, edges, complete } = graph;
  const title = `The first ${counted(states.length, 'state')}; more are reachable.`;
  const lines = [
    `// ${counted(states.length, 'state')}, ${counted(edges.length, 'transition')}`,
    ...(complete ? [] : [`label=${quoted(title)} labelloc=t`]),
    'fontname="Helvetica"',
    'node [shape=box style=rounded fontname="Helvetica" fontsize=10]',
    'edge [fontname="Helvetica" fontsize=9 arrowsize=0.7]',
    'start [shape=point label=""]',
    ...states.filter(({ initial }) => initial).map(({ id }) => `start -> ${id}`),
    ...states.map(({ id, label, initial }) => {
      const style = initial ? ' style="rounded,bold"' : '';
      return `${id} [label=${stateLabel(label)}${style}]`;
    }),
    ...edgeLines(edges),
  ];
  return [
    `digraph ${quoted(model.protocol.id)} {`,
    ...lines.map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

function edgeLines(edges: readonly GraphEdge[]): readonly string[] {
  const together = new Map<string, readonly GraphEdge[]>();
  for (const edge of edges) {
    const ends = `${edge.from} -> ${edge.to}`;
    together.set(ends, [...(together.get(ends) ?? []), edge]);
  }
  return [...together].map(([ends, same]) => {
    const style = same.some(({ from, to }) => from === to) ? ' style=dashed color=gray40' : '';
    return `${ends} [label=${actionLabel(same)}${style}]`;
  });
}

/** The lines of a state, each to the left; what is too long for one goes on further in. */
function stateLabel(label: string): string {
  const lines = label
    .split('\n')
    .flatMap((line) =>
      wrap(onOneLine(line), stateColumns).map((part, index) =>
        index === 0 ? part : `    ${part}`,
      ),
    );
  return `"${lines.map((line) => `${escaped(line)}\\l`).join('')}"`;
}

/** The labels of all actions of an edge, one below the other. */
function actionLabel(edges: readonly GraphEdge[]): string {
  const lines = edges.flatMap(({ label }) => wrap(onOneLine(label), actionColumns));
  return `"${lines.map(escaped).join('\\n')}"`;
}

function quoted(text: string): string {
  return `"${escaped(onOneLine(text))}"`;
}

/** Within quotes a backslash begins an escape and an ampersand an entity. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
}
