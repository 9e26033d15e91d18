import { fontFamily } from '../../svg/font.ts';
import type { Rules } from '../../svg/theme.ts';

/** How the parts of a state graph look. */
export const graphRules: Rules = {
  text: `font: 12px ${fontFamily}; white-space: pre; fill: var(--ink)`,
  '.title': 'font-size: 15px; font-weight: bold',
  '.model, .note, .muted': 'fill: var(--muted)',
  '.node rect, .node circle': 'fill: var(--panel); stroke: var(--line); stroke-width: 1.5',
  '.node text': 'font-size: 11px',
  '.node.stem rect': 'fill: var(--accent-soft); stroke: var(--accent); stroke-width: 3',
  '.node.cycle rect': 'fill: var(--warn-soft); stroke: var(--warn); stroke-width: 3',
  '.node.violating rect, .node.violating circle':
    'fill: var(--bad-soft); stroke: var(--bad); stroke-width: 2.5',
  '.node.frontier rect, .node.frontier circle': 'stroke-dasharray: 3 3',
  '.mark': 'fill: none; stroke: var(--bad); stroke-width: 3; stroke-linecap: round',
  '.edge path': 'fill: none; stroke: var(--line); stroke-width: 1',
  '.edge polygon': 'fill: var(--line)',
  '.edge.back path': 'stroke-dasharray: 4 3',
  '.edge.stem path': 'stroke: var(--accent); stroke-width: 3; stroke-dasharray: none',
  '.edge.stem polygon': 'fill: var(--accent)',
  '.edge.cycle path': 'stroke: var(--warn); stroke-width: 4; stroke-dasharray: none',
  '.edge.cycle polygon': 'fill: var(--warn)',
  '.edge-label':
    'font-size: 11px; fill: var(--muted); paint-order: stroke; stroke: var(--surface); stroke-width: 3px; stroke-linejoin: round',
  '.bar': 'fill: var(--accent-soft); stroke: var(--accent)',
  '.bar.violating': 'fill: var(--bad-soft); stroke: var(--bad)',
};
