import type { ChartOutline, OutlineState } from '../../../statechart/parts/chart-outline.ts';
import { onOneLine } from '../../lines/width.ts';
import { isContainer, isHistory } from '../chart-graph.ts';
import { arrowTexts, stateTexts } from './plain-words.ts';

/**
 * A statechart in the DOT language, for Graphviz. Line break at the end.
 *
 * States that hold others are clusters. Graphviz draws arrows between nodes: one from or to a cluster is
 * tied to a point in it and cut at its border.
 *
 * Source: Graphviz, "The DOT Language", "compound" and "lhead".
 */
export function chartDot(outline: ChartOutline): string {
  const ids = new Map(outline.states.map(({ path }, index) => [path, String(index)]));
  const names: Names = (path) => ids.get(path) as string;
  const lines = [
    'compound=true',
    'fontname="Helvetica"',
    'node [shape=box style=rounded fontname="Helvetica" fontsize=11]',
    'edge [fontname="Helvetica" fontsize=10 arrowsize=0.7]',
    ...outline.states
      .filter(({ parent }) => parent === null)
      .flatMap((state) => stateLines(state, outline, names)),
    ...outline.states.flatMap((state) => startLines(state, outline, names)),
    ...outline.arrows.flatMap((arrow) =>
      arrow.targets.map((target) => {
        const label = quoted(arrowTexts(arrow, outline), '\\n');
        const ends = { from: arrow.source, to: target };
        return edgeLine(ends, [`label=${label}`], { outline, names });
      }),
    ),
  ];
  return [
    `digraph ${quoted([outline.id], '')} {`,
    ...lines.map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

type Names = (path: string) => string;

function stateLines(state: OutlineState, outline: ChartOutline, names: Names): readonly string[] {
  const id = names(state.path);
  if (isHistory(state)) {
    return [`s${id} [shape=circle label="${state.kind === 'deep history' ? 'H*' : 'H'}"]`];
  }
  const label = quoted([state.key, ...stateTexts(state, outline)], '\\l');
  if (!isContainer(state)) {
    const twice = state.kind === 'final' ? ' peripheries=2' : '';
    return [`s${id} [label=${label}${twice}]`];
  }
  const around = outline.states.find(({ path }) => path === state.parent);
  const style = around?.kind === 'parallel' ? 'rounded,dashed' : 'rounded';
  return [
    `subgraph cluster${id} {`,
    ...[`label=${label}`, 'labeljust=l', `style="${style}"`].map((line) => `  ${line}`),
    `  s${id} [shape=point${state.kind === 'compound' ? '' : ' style=invis'}]`,
    ...outline.states
      .filter(({ parent }) => parent === state.path)
      .flatMap((child) => stateLines(child, outline, names))
      .map((line) => `  ${line}`),
    '}',
  ];
}

/** The arrow from the point in which a state begins, or from a history state. */
function startLines(state: OutlineState, outline: ChartOutline, names: Names): readonly string[] {
  if (state.initial === null) return [];
  const ends = { from: state.path, to: state.initial };
  return [edgeLine(ends, [], { outline, names, isStart: true })];
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

function edgeLine(
  { from, to }: Ends,
  attributes: readonly string[],
  {
    outline,
    names,
    isStart = false,
  }: { readonly outline: ChartOutline; readonly names: Names; readonly isStart?: boolean },
): string {
  const isCluster = (path: string) =>
    outline.states.some((state) => state.path === path && isContainer(state));
  const isWithin = (inner: string, outer: string) => outer === '' || inner.startsWith(`${outer}.`);
  // An arrow cannot be cut at a border within which it stays.
  const tail = !isStart && isCluster(from) && !isWithin(to, from) && to !== from;
  const head = isCluster(to) && !isWithin(from, to) && to !== from;
  const all = [
    ...attributes,
    ...(tail ? [`ltail=cluster${names(from)}`] : []),
    ...(head ? [`lhead=cluster${names(to)}`] : []),
  ];
  return `s${names(from)} -> s${names(to)}${all.length === 0 ? '' : ` [${all.join(' ')}]`}`;
}

/** Lines as a label: within quotes a backslash begins an escape, and an ampersand an entity. */
function quoted(texts: readonly string[], ending: string): string {
  const lines = texts.map((text) =>
    onOneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;'),
  );
  const isLeft = ending === '\\l' && lines.length > 1;
  return `"${isLeft ? lines.map((line) => line + ending).join('') : lines.join('\\n')}"`;
}
