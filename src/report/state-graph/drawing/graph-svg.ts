import type { StateGraph } from '../../../trace/graph.ts';
import { markElement } from '../../spacetime/drawing/marks.ts';
import { labelElements } from '../../spacetime/drawing/label-elements.ts';
import { arrowHead, pointsText } from '../../svg/arrow.ts';
import { element, numberText, type SvgElement } from '../../svg/element.ts';
import { baseline } from '../../svg/font.ts';
import type { Box, Point } from '../../svg/geometry.ts';
import { pictureText, textElement, type PictureOptions } from '../../svg/picture.ts';
import type { DepthBar, Edge, GraphPicture, Meaning, Node } from '../geometry.ts';
import { nodeText } from '../sizes.ts';
import { graphPicture, type GraphPictureOptions } from '../state-graph.ts';
import { graphRules } from './graph-style.ts';

/** How a state graph is drawn. */
export interface GraphSvgOptions extends PictureOptions, GraphPictureOptions {}

/** A state graph as a picture, an SVG document. Line break at the end. */
export function graphSvg(graph: StateGraph, options: GraphSvgOptions = {}): string {
  const picture = graphPicture(graph, options);
  const { width, height, heading, nodes, bars } = picture;
  const [title = '', ...more] = heading.map(({ label }) => label.lines.join(' '));
  return pictureText(
    {
      kind: 'graph',
      title,
      description: [...more, ...bars.map(({ says }) => says), ...nodes.map(nodeSays)].join('. '),
      width,
      height,
      rules: graphRules,
      content: contentOf(picture),
    },
    options,
  );
}

function contentOf({ heading, nodes, edges, depths, bars, legend }: GraphPicture) {
  const ranks = { no: 0, stem: 1, cycle: 2 };
  const last = edges.toSorted((left, right) => ranks[left.onPath] - ranks[right.onPath]);
  return [
    ...depths.flatMap((label) => labelElements(label, 'muted')),
    ...last.map((edge) => edgeElement(edge, nodes)),
    ...nodes.map(nodeElement),
    ...edges.flatMap(({ label }) => (label ? labelElements(label, 'edge-label') : [])),
    ...bars.flatMap(barElements),
    ...legend.flatMap(meaningElements),
    ...heading.flatMap(({ kind, label }) => labelElements(label, kind)),
  ];
}

function nodeSays({ says, depth, isInitial, isEnd, violates, isFrontier }: Node): string {
  return [
    says,
    isInitial ? 'initial' : `depth ${depth}`,
    ...(isEnd ? ['nothing can happen any more'] : []),
    ...(isFrontier ? ['not explored further'] : []),
    ...violates.map((name) => `violates ${name}`),
  ].join('; ');
}

function nodeElement(node: Node): SvgElement {
  const { x, y, width, height, lines, isInitial, isEnd, violates, isFrontier, onPath } = node;
  const isRound = width === height && lines.length <= 1;
  const kinds = [
    ...(violates.length > 0 ? ['violating'] : []),
    ...(isFrontier ? ['frontier'] : []),
    ...(onPath === 'no' ? [] : [onPath]),
  ];
  const shape = (box: Box) => shapeElement(box, { isRound, isEnd });
  // Beside the number of states, not over it.
  const inset = isRound ? width * 0.1 : 0;
  const cross = { x: x + width - inset, y: y + inset };
  return element('g', { class: ['node', ...kinds].join(' ') }, [
    element('title', {}, [nodeSays(node)]),
    ...(isInitial ? [shape({ x: x - 4, y: y - 4, width: width + 8, height: height + 8 })] : []),
    shape({ x, y, width, height }),
    ...lines.map((line, index) =>
      textElement(line, {
        x: isRound ? x + width / 2 : x + nodeText.padding,
        y: isRound
          ? y + baseline(height, nodeText)
          : y + nodeText.padding / 2 + index * nodeText.line + baseline(nodeText.line, nodeText),
        ...(isRound && { anchor: 'middle' as const }),
      }),
    ),
    ...(violates.length > 0 ? [markElement('lost', cross)] : []),
  ]);
}

/** A circle or a box; where nothing can happen any more, with sharp corners. */
function shapeElement(
  { x, y, width, height }: Box,
  { isRound, isEnd }: { readonly isRound: boolean; readonly isEnd: boolean },
): SvgElement {
  const rx = isEnd ? 0 : isRound ? width / 2 : 8;
  return element('rect', { x, y, width, height, rx });
}

function edgeElement({ from, to, way, actions, onPath }: Edge, nodes: readonly Node[]): SvgElement {
  const [start, ...others] = way as [Point, ...Point[]];
  const [tip, before] = [way.at(-1) as Point, way.at(-2) as Point];
  const isBack = way.length > 2;
  const kinds = ['edge', ...(isBack ? ['back'] : []), ...(onPath === 'no' ? [] : [onPath])];
  const curve = others.map(({ x, y }) => `${numberText(x)} ${numberText(y)}`).join(' ');
  const ends = [nodes[from], nodes[to]].map((node) => node?.says.split(':')[0]).join(' → ');
  return element('g', { class: kinds.join(' ') }, [
    element('title', {}, [`${ends}: ${actions.join('; ')}`]),
    element('path', {
      d: `M${numberText(start.x)} ${numberText(start.y)} ${isBack ? 'C' : 'L'}${curve}`,
    }),
    element('polygon', { points: pointsText(arrowHead(before, tip, 7)) }),
  ]);
}

function barElements({ x, y, width, height, violatingWidth, label, says }: DepthBar) {
  return [
    element('rect', { class: 'bar', x, y, width, height }, [element('title', {}, [says])]),
    ...(violatingWidth === 0
      ? []
      : [element('rect', { class: 'bar violating', x, y, width: violatingWidth, height })]),
    ...labelElements(label, 'muted'),
  ];
}

function meaningElements({ sign, at, label }: Meaning): readonly SvgElement[] {
  const box = { x: at.x - 7, y: at.y - 7, width: 14, height: 14 };
  const shapes: Readonly<Record<Meaning['sign'], readonly SvgElement[]>> = {
    initial: [
      element('circle', { cx: at.x, cy: at.y, r: 9 }),
      element('circle', { cx: at.x, cy: at.y, r: 6 }),
    ],
    end: [element('rect', box)],
    violating: [element('circle', { cx: at.x, cy: at.y, r: 8 }), markElement('lost', at)],
    frontier: [element('circle', { cx: at.x, cy: at.y, r: 7 })],
    merged: [
      element('circle', { cx: at.x, cy: at.y, r: 9 }),
      textElement('n', { x: at.x, y: at.y + 4, anchor: 'middle' }),
    ],
    path: [element('path', { d: `M${at.x - 9} ${at.y} h18` })],
    cycle: [element('path', { d: `M${at.x - 9} ${at.y} h18` })],
  };
  const kind = { path: 'edge stem', cycle: 'edge cycle' }[sign as string] ?? `node ${sign}`;
  return [element('g', { class: kind }, shapes[sign]), ...labelElements(label, 'muted')];
}
