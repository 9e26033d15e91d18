import { arrowHead, pointsText, roundedPath } from '../svg/arrow.ts';
import { element, type SvgElement } from '../svg/element.ts';
import { baseline, fontFamily } from '../svg/font.ts';
import { textElement, type Picture } from '../svg/picture.ts';
import type { Rules } from '../svg/theme.ts';
import { flowFaces, type FlowLane, type FlowLayout, type FlowRow } from './flow-layout.ts';

const rules: Rules = {
  '.box': 'fill: var(--panel); stroke: var(--line); stroke-width: 1.5',
  '.lane': 'stroke: var(--line); stroke-dasharray: 2 4',
  '.line': 'fill: none; stroke: var(--accent); stroke-width: 1.75',
  '.head': 'fill: var(--accent)',
  '.role, .type': `font: bold 13px ${fontFamily}`,
  '.small': `font: 11px ${fontFamily}; fill: var(--muted)`,
};

/** Draws the message flow of a protocol in its layout. */
export function flowPicture(layout: FlowLayout): Picture {
  const { title, caption, width, height, lanes, rows } = layout;
  const ways = rows.map(({ type, from, to }) => `${from} sends ${type} to ${to}`);
  return {
    kind: 'flow',
    title,
    description: `${ways.length === 0 ? 'No message is sent' : ways.join('; ')}. ${caption}`,
    width,
    height,
    rules,
    content: [
      ...lanes.map(laneElement),
      ...rows.map(rowElement),
      textElement(caption, { x: 14, y: height - 12, kind: 'small' }),
    ],
  };
}

function laneElement({ role, box, x, bottom }: FlowLane): SvgElement {
  const y = box.y + baseline(box.height, flowFaces.role);
  return element('g', { class: 'role-lane', 'data-role': role }, [
    element('line', { class: 'lane', x1: x, x2: x, y1: box.y + box.height, y2: bottom }),
    element('rect', { class: 'box', ...box, rx: 8 }),
    textElement(role, { x, y, kind: 'role', anchor: 'middle' }),
  ]);
}

function rowElement({ type, points, label, counts, states }: FlowRow): SvgElement {
  const [before, tip] = points.slice(-2);
  const head = before && tip ? pointsText(arrowHead(before, tip, 9)) : '';
  return element('g', { class: 'message', 'data-message': type }, [
    element('path', { class: 'line', d: roundedPath(points, 6) }),
    element('polygon', { class: 'head', points: head }),
    textElement(label.text, { ...label, kind: 'type' }),
    ...[counts, ...states].map((text) => textElement(text.text, { ...text, kind: 'small' })),
  ]);
}
