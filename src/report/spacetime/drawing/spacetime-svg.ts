import type { Trace } from '../../../trace/trace.ts';
import { arrowHead, pointsText, roundedPath } from '../../svg/arrow.ts';
import { element, type SvgElement } from '../../svg/element.ts';
import { baseline } from '../../svg/font.ts';
import type { Point } from '../../svg/geometry.ts';
import { pictureText, textElement, type PictureOptions } from '../../svg/picture.ts';
import type { Arrow, Band, Chip, Happening, Lane, Row, Spacetime } from '../geometry.ts';
import { labelElements } from './label-elements.ts';
import { markElement } from './marks.ts';
import { spacetimePages, type PagesOptions } from '../pages.ts';
import { spacetimeRules } from './style.ts';

/** How a space-time diagram is drawn. */
export interface SpacetimeSvgOptions extends PictureOptions, PagesOptions {}

/**
 * A trace as a space-time diagram, an SVG document: a lane for each process, time running down, every
 * message an arrow. A long trace goes on in further diagrams below the first. Line break at the end.
 */
export function spacetimeSvg(trace: Trace, options: SpacetimeSvgOptions = {}): string {
  const pages = spacetimePages(trace, options);
  let height = 0;
  const content = pages.map((page) => {
    const group = element('g', { transform: `translate(0 ${height})` }, contentOf(page));
    height += page.height;
    return group;
  });
  const picture = { width: (pages[0] as Spacetime).width, height, content };
  return pictureText({ ...wordsOf(pages), ...picture }, options);
}

/**
 * The same with a document of its own for each page, such as for print. At least one.
 */
export function spacetimeSvgPages(
  trace: Trace,
  options: SpacetimeSvgOptions = {},
): readonly string[] {
  const pages = spacetimePages(trace, options);
  return pages.map((page, index) => {
    const { width, height } = page;
    const id = pages.length === 1 ? options.id : `${options.id ?? 'spacetime'}-${index + 1}`;
    const picture = { width, height, content: contentOf(page) };
    const whole = { ...wordsOf([page]), ...picture };
    return pictureText(whole, { ...options, ...(id !== undefined && { id }) });
  });
}

/** What a page shows, for those who cannot see it. */
function wordsOf(pages: readonly Spacetime[]) {
  const happenings = pages.flatMap((page) => page.happenings);
  const heading = pages[0]?.heading ?? [];
  const shown = happenings.length === 0 ? ['No step is taken'] : happenings.map(({ says }) => says);
  return {
    kind: 'spacetime',
    title: heading.map(({ label }) => label.lines.join(' ')).join('. '),
    description: `${shown.join('. ')}.`,
    rules: spacetimeRules,
  };
}

function contentOf(diagram: Spacetime): readonly SvgElement[] {
  const { bands, cuts, lanes, rows, arrows, happenings, heading, legend } = diagram;
  return [
    ...bands.flatMap(bandElements),
    ...rows.flatMap((row) => rowElements(row, diagram)),
    ...cuts.map(({ x, y, width, height, says }) =>
      element('rect', { class: 'cut', x, y, width, height }, [element('title', {}, [says])]),
    ),
    ...lanes.flatMap(laneElements),
    ...arrows.map(arrowElement),
    ...bands.flatMap(({ kind, label }) => labelElements(label, `halo tab ${kind}`)),
    ...happenings.map((one) => happeningElement(one, diagram)),
    ...arrows.flatMap(({ label, end }) => (label ? labelElements(label, `halo ${end}`) : [])),
    ...heading.flatMap(({ kind, label }) => [
      ...(kind === 'violated' ? [markElement('lost', { x: label.x - 9, y: label.y + 8 })] : []),
      ...(kind === 'witnessed' ? [markElement('restart', { x: label.x - 9, y: label.y + 8 })] : []),
      ...labelElements(label, kind),
    ]),
    ...legend.flatMap(({ mark, at, label }) => [
      markElement(mark, at),
      ...labelElements(label, 'muted'),
    ]),
  ];
}

function bandElements({ kind, x, y, width, height, back, goesOn }: Band): readonly SvgElement[] {
  const [beforeLast, last] = back.slice(-2);
  return [
    element('rect', { class: `band ${kind}`, x, y, width, height }),
    ...(back.length === 0 ? [] : [element('path', { class: 'back', d: roundedPath(back, 6) })]),
    ...(last === undefined || beforeLast === undefined || goesOn.above
      ? []
      : [
          element('polygon', {
            class: 'back-head',
            points: pointsText(arrowHead(beforeLast, last, 8)),
          }),
        ]),
  ];
}

function rowElements(row: Row, { numbersRight, width }: Spacetime): readonly SvgElement[] {
  const { step, top, bottom, y, isShown, isInCycle } = row;
  if (step === undefined) return [];
  const box = { x: 8, y: top, width: width - 16, height: bottom - top };
  return [
    ...(isShown ? [element('rect', { class: 'shown', ...box })] : []),
    ...(isInCycle
      ? [element('circle', { class: 'round', cx: numbersRight - 9, cy: y, r: 10 })]
      : []),
    textElement(String(step), { x: numbersRight - 9, y: y + 4, kind: 'number', anchor: 'middle' }),
  ];
}

function laneElements(
  { x, name, state, final, stretches, process }: Lane,
  index: number,
): readonly SvgElement[] {
  return [
    ...stretches.map(({ is, top, bottom }) => {
      const title = element('title', {}, [`${process} is ${is}`]);
      if (is === 'up') {
        return element(
          'line',
          { class: `lane process-${(index % 8) + 1}`, x1: x, y1: top, x2: x, y2: bottom },
          [title],
        );
      }
      return element(
        'rect',
        { class: `stretch ${is}`, x: x - 5, y: top, width: 10, height: bottom - top },
        [title],
      );
    }),
    ...labelElements(name, `name process-${(index % 8) + 1}`),
    chipElement(state),
    ...(final ? [chipElement(final)] : []),
  ];
}

function chipElement({ kind, text, full, x, y, width, height }: Chip): SvgElement {
  return element('g', { class: `chip ${kind}` }, [
    element('title', {}, [full]),
    element('rect', { x, y, width, height, rx: kind === 'state' ? 4 : 9 }),
    textElement(text, {
      x: x + width / 2,
      y: y + baseline(height, { size: 12 }),
      anchor: 'middle',
    }),
  ]);
}

function arrowElement({ way, end, sender, isCopy, says, goesOn }: Arrow): SvgElement {
  const last = way.at(-1) as Point;
  const before = way.at(-2) as Point;
  const tip = end === 'received' ? shortened(before, last, 6) : last;
  const points = [...way.slice(0, -1), tip];
  const kind = end === 'inFlight' ? 'in-flight' : end;
  return element(
    'g',
    { class: `arrow ${kind}${isCopy ? ' copy' : ''} process-${(sender % 8) + 1}` },
    [
      element('title', {}, [says]),
      element('polyline', { points: pointsText(points) }),
      ...(goesOn.below ? [] : endElements(end, before, tip)),
    ],
  );
}

function endElements(end: Arrow['end'], before: Point, tip: Point): readonly SvgElement[] {
  switch (end) {
    case 'received':
      return [element('polygon', { points: pointsText(arrowHead(before, tip, 9)) })];
    case 'lost':
      return [markElement('lost', tip)];
    case 'inFlight':
      return [element('circle', { class: 'open', cx: tip.x, cy: tip.y, r: 3 })];
  }
}

function shortened(from: Point, to: Point, by: number): Point {
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  if (far === 0) return to;
  return { x: to.x - ((to.x - from.x) * by) / far, y: to.y - ((to.y - from.y) * by) / far };
}

function happeningElement(happening: Happening, { lanes }: Spacetime): SvgElement {
  const { step, mark, label, chips, says, x, y } = happening;
  const sign =
    mark === 'everywhere' ? acrossElements(happening, lanes) : [markElement(mark, { x, y })];
  const kind = mark === 'lost' || mark === 'crash' ? 'halo bad' : 'halo';
  return element('g', { class: 'step', 'data-step': step }, [
    element('title', {}, [says]),
    ...sign,
    ...labelElements(label, kind),
    ...chips.map(chipElement),
  ]);
}

/** A line across all lanes, and room on it for what happens to all. */
function acrossElements({ label, y }: Happening, lanes: readonly Lane[]): readonly SvgElement[] {
  const [first = 0, last = 0] = [lanes[0]?.x, lanes.at(-1)?.x];
  const box = { x: label.x - 8, y: label.y - 2, width: label.width + 16, height: label.height + 4 };
  return [
    element('line', { class: 'across', x1: first - 12, y1: y, x2: last + 12, y2: y }),
    element('rect', { class: 'pill', ...box, rx: 8 }),
  ];
}
