import { arrowHead, pointsText, roundedPath } from '../svg/arrow.ts';
import { element, type SvgElement } from '../svg/element.ts';
import { fontFamily, wrapped } from '../svg/font.ts';
import type { Point } from '../svg/geometry.ts';
import { textElement, type Picture } from '../svg/picture.ts';
import type { Rules } from '../svg/theme.ts';
import type { Content } from './chart-content.ts';
import { dotRadius, isHistory } from './chart-graph.ts';
import type { ChartLayout, PlacedArrow, PlacedStart, PlacedState } from './chart-layout.ts';
import type { Notes } from './chart-words.ts';
import { faces, tagText, type PlacedLine } from './text-block.ts';

/** What is marked in a chart. Nothing of it moves anything: the same layout serves all. */
export interface ChartMarks {
  /** The paths of the states that are active. */
  readonly active?: ReadonlySet<string>;
  /** The names of the arrows, and the paths of the states, that were gone through. */
  readonly taken?: ReadonlySet<string>;
  /** Those that were never gone through. */
  readonly never?: ReadonlySet<string>;
}

/** What is known of a chart besides what its author wrote. */
export interface ChartOverlay {
  /** Words beside arrows and in states; for `chartLayout`, which makes room for them. */
  readonly notes: Notes;
  readonly marks: ChartMarks;
  /** What the notes are about, as a line below the picture. */
  readonly caption: string;
}

/**
 * Draws a chart in its layout.
 *
 * @param caption - A line below the chart.
 */
export function chartPicture(
  layout: ChartLayout,
  marks: ChartMarks = {},
  caption?: string,
): Picture {
  const { id, width, height, states, starts, arrows } = layout;
  const captions =
    caption === undefined ? [] : wrapped(caption, Math.max(0, width - 24), faces.note);
  return {
    kind: 'chart',
    title: `Statechart ${id}`,
    description: [descriptionOf(layout), ...(caption === undefined ? [] : [caption])].join(' '),
    width,
    height: height + captionHeight * captions.length,
    rules,
    content: [
      ...states.map((state) => stateBox(state, marks)),
      ...starts.map(start),
      // All lines lie below all labels.
      ...arrows.map((arrow) => arrowLine(arrow, marks)),
      ...arrows.map((arrow) => arrowLabel(arrow, marks)),
      ...captions.map((text, index) =>
        textElement(text, { x: 12, y: height + 8 + captionHeight * index, kind: 'note' }),
      ),
    ],
  };
}

const captionHeight = 16;

const rules: Rules = {
  '.box': 'fill: var(--panel); stroke: var(--line); stroke-width: 1.5',
  '.container > .box': 'fill: var(--surface)',
  '.region > .box': 'stroke-dasharray: 6 4',
  '.inner': 'fill: none; stroke: var(--line)',
  '.rule': 'stroke: var(--grid)',
  '.dot': 'fill: var(--ink)',
  '.line': 'fill: none; stroke: var(--line); stroke-width: 1.5',
  '.head': 'fill: var(--line)',
  '.label': 'fill: var(--surface); stroke: var(--line)',
  '.name': `font: bold 13px ${fontFamily}`,
  '.trigger': `font: bold 12px ${fontFamily}`,
  '.plain': `font: 12px ${fontFamily}`,
  '.word': `font: 12px ${fontFamily}; fill: var(--muted)`,
  '.note': `font: 11px ${fontFamily}; fill: var(--muted)`,
  '.tag': 'fill: var(--accent-soft); stroke: var(--accent)',
  '.tag-text': `font: 11px ${fontFamily}`,
  '.active > .box': 'fill: var(--accent-soft); stroke: var(--accent); stroke-width: 3',
  '.taken > .box, .taken > .line': 'stroke: var(--accent); stroke-width: 3',
  '.taken > .head': 'fill: var(--accent)',
  '.taken > .label': 'stroke: var(--accent); stroke-width: 2',
  '.never > .box, .never > .line, .never > .label': 'stroke: var(--warn); stroke-dasharray: 3 3',
  '.never > .head': 'fill: var(--warn)',
};

function stateBox(state: PlacedState, marks: ChartMarks): SvgElement {
  const { path, kind, box, content, isRegion, header } = state;
  const classes = [
    'state',
    ...(header === undefined ? [] : ['container']),
    ...(isRegion ? ['region'] : []),
    ...markOf(path, marks),
  ];
  const children = isHistory(state)
    ? history(state)
    : [
        element('rect', { class: 'box', ...box, rx: 8 }),
        ...(kind === 'final' ? [element('rect', { class: 'inner', ...inner(state), rx: 5 })] : []),
        ...[...content.rules, ...(header === undefined ? [] : [header])].map((y) =>
          element('line', {
            class: 'rule',
            x1: box.x + 1,
            x2: box.x + box.width - 1,
            y1: y,
            y2: y,
          }),
        ),
        ...words(content),
      ];
  return element('g', { class: classes.join(' '), 'data-state': path }, children);
}

function inner({ box: { x, y, width, height } }: PlacedState) {
  return { x: x + 3, y: y + 3, width: width - 6, height: height - 6 };
}

function history({ box, kind }: PlacedState): readonly SvgElement[] {
  const radius = box.width / 2;
  const x = box.x + radius;
  const y = box.y + radius;
  return [
    element('circle', { class: 'box', cx: x, cy: y, r: radius }),
    textElement(kind === 'deep history' ? 'H*' : 'H', {
      x,
      y: y + 4.5,
      kind: 'name',
      anchor: 'middle',
    }),
  ];
}

function start({ dot, points }: PlacedStart): SvgElement {
  return element('g', { class: 'start' }, [
    ...(dot === undefined
      ? []
      : [element('circle', { class: 'dot', cx: dot.x, cy: dot.y, r: dotRadius })]),
    ...line(points),
  ]);
}

function arrowLine({ name, points }: PlacedArrow, marks: ChartMarks): SvgElement {
  const classes = ['arrow', ...markOf(name, marks)].join(' ');
  return element('g', { class: classes, 'data-arrow': name }, line(points));
}

function arrowLabel({ name, label, content }: PlacedArrow, marks: ChartMarks): SvgElement {
  const classes = ['pill', ...markOf(name, marks)].join(' ');
  return element('g', { class: classes, 'data-arrow': name }, [
    element('rect', { class: 'label', ...label, rx: 6 }),
    ...words(content),
  ]);
}

const headLength = 8;

function line(points: readonly Point[]): readonly SvgElement[] {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return [];
  return [
    element('path', { class: 'line', d: roundedPath(points, 6) }),
    element('polygon', { class: 'head', points: pointsText(arrowHead(before, tip, headLength)) }),
  ];
}

function words({ lines, tags }: Content): readonly SvgElement[] {
  return [
    ...tags.map((tag) => {
      const { x, y, width, height } = tag.box;
      return element('g', {}, [
        element('rect', { class: 'tag', x, y, width, height, rx: height / 2 }),
        textElement(tag.text, { ...tagText(tag), kind: 'tag-text' }),
      ]);
    }),
    ...lines.map(lineText),
  ];
}

function lineText({ x, y, runs }: PlacedLine): SvgElement {
  const [only, ...more] = runs;
  if (only !== undefined && more.length === 0)
    return textElement(only.text, { x, y, kind: only.face });
  return textElement(
    runs.map(({ text, face }) => element('tspan', { class: face }, [text])),
    { x, y },
  );
}

function markOf(part: string, { active, taken, never }: ChartMarks): readonly string[] {
  return [
    ...(active?.has(part) ? ['active'] : []),
    ...(taken?.has(part) ? ['taken'] : []),
    ...(never?.has(part) ? ['never'] : []),
  ];
}

/** What the picture shows, for those who cannot see it. */
function descriptionOf({ states, arrows }: ChartLayout): string {
  const names = states.slice(1).map(({ path }) => path);
  const ways = arrows.map(
    ({ source, target, name }) => `${source || 'anywhere'} to ${target || 'itself'} (${name})`,
  );
  return `States: ${names.join(', ')}. Arrows: ${ways.join('; ')}.`;
}
