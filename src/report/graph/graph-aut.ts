import type { StateGraph } from '../../trace/graph.ts';
import { onOneLine } from '../lines/width.ts';

/**
 * A state graph in the Aldebaran format, which CADP, mCRL2 and LTSmin read. Line break at the end.
 *
 * The format has one initial state, number 0. When the graph has several, 0 is an additional state with
 * a transition `i`, the internal action, to each of them, and every other number is one higher than in
 * the graph. The states of the format are bare numbers: what they are is in the JSON form of the graph.
 *
 * A label is in quotes and ASCII: an arrow is `->`, a quote, a backslash or a character beyond ASCII is
 * written `\uXXXX`. mCRL2 calls the internal action `tau`; its tools take `--tau=i`.
 *
 * Source: CADP manual, "aut", 2014: `des (initial, transitions, states)`, then `(from, "label", to)`.
 */
export function graphAut({ states, edges }: StateGraph): string {
  const initial = states.filter((state) => state.initial);
  const added = initial.length === 1 && initial[0]?.id === 0 ? 0 : 1;
  const starts = added === 0 ? [] : initial.map(({ id }) => `(0, i, ${id + 1})`);
  return [
    `des (0, ${starts.length + edges.length}, ${states.length + added})`,
    ...starts,
    ...edges.map(
      ({ from, to, label }) => `(${from + added}, "${asciiLabel(label)}", ${to + added})`,
    ),
    '',
  ].join('\n');
}

/** A label without what one of the readers of the format may not understand. */
function asciiLabel(label: string): string {
  return onOneLine(label.replaceAll('\\', code))
    .replaceAll('"', code)
    .replaceAll('→', '->')
    .replace(/[^\x20-\x7e]/g, code);
}

function code(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
