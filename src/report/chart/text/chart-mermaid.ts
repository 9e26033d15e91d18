import type { ChartOutline, OutlineState } from '../../../statechart/parts/chart-outline.ts';
import { mermaidStateText } from '../../lines/mermaid-text.ts';
import { arrowTexts, stateTexts } from './plain-words.ts';

const columns = 40;

/**
 * A statechart as a Mermaid state diagram, which GitHub draws. Line break at the end.
 *
 * Mermaid knows no history states and no effects of states: these are written into the boxes. The chart
 * itself has no box: arrows that start from it start from a box of its name.
 *
 * Source: Mermaid 11, "State diagrams".
 */
export function chartMermaid(outline: ChartOutline): string {
  const ids = new Map(outline.states.map(({ path }, index) => [path, `s${index}`]));
  const idOf = (path: string) => ids.get(path) as string;
  const [root, ...rest] = outline.states;
  if (root === undefined) return 'stateDiagram-v2\n';
  const isUsed = outline.arrows.some(
    ({ source, targets }) => targets.length > 0 && [source, ...targets].includes(''),
  );
  const own = stateTexts(root, outline);
  const lines = [
    ...(isUsed || own.length > 0 ? [boxLine(root, outline, idOf)] : []),
    ...insideLines(root, outline, idOf),
    ...outline.arrows.flatMap((arrow) =>
      arrow.targets.map((target) => {
        const text = mermaidStateText(arrowTexts(arrow, outline), columns);
        return `${idOf(arrow.source)} --> ${idOf(target)} : ${text}`;
      }),
    ),
    ...rest
      .filter(({ kind, initial }) => kind.endsWith('history') && initial !== null)
      .map(({ path, initial }) => `${idOf(path)} --> ${idOf(initial as string)}`),
  ];
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

type IdOf = (path: string) => string;

/** The states inside another one, each with those inside it. */
function insideLines(state: OutlineState, outline: ChartOutline, idOf: IdOf): readonly string[] {
  const inside = outline.states.filter(({ parent }) => parent === state.path);
  const blocks = inside.map((child) => stateLines(child, outline, idOf));
  if (state.kind === 'parallel') {
    return blocks.flatMap((block, index) => (index === 0 ? block : ['--', ...block]));
  }
  const start = state.initial === null ? [] : [`[*] --> ${idOf(state.initial)}`];
  return [...start, ...blocks.flat()];
}

function stateLines(state: OutlineState, outline: ChartOutline, idOf: IdOf): readonly string[] {
  const id = idOf(state.path);
  if (state.kind === 'final') return [boxLine(state, outline, idOf), `${id} --> [*]`];
  if (state.kind !== 'compound' && state.kind !== 'parallel') {
    return [boxLine(state, outline, idOf)];
  }
  const texts = [state.key, ...stateTexts(state, outline)];
  return [
    `state "${mermaidStateText(texts, columns)}" as ${id} {`,
    ...insideLines(state, outline, idOf).map((line) => `  ${line}`),
    '}',
  ];
}

function boxLine(state: OutlineState, outline: ChartOutline, idOf: IdOf): string {
  const { key, kind } = state;
  const name = { 'shallow history': `${key} (H)`, 'deep history': `${key} (H*)` }[kind as string];
  const texts = [name ?? key, ...stateTexts(state, outline)];
  return `${idOf(state.path)} : ${mermaidStateText(texts, columns)}`;
}
