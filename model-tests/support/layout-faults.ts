import type { ChartLayout, PlacedArrow, PlacedState } from '#faultline';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/**
 * What a customer would find wrong with a picture of a chart: boxes that overlap, labels that cover
 * something, lines that run through boxes or words, words that stick out, arrows that end in the middle of nowhere.
 *
 * @returns A sentence for each fault; empty when the picture can be shown.
 */
export function layoutFaults(layout: ChartLayout): readonly string[] {
  return [
    ...layout.states.flatMap((state) => stateFaults(layout, state)),
    ...layout.arrows.flatMap((arrow) => arrowFaults(layout, arrow)),
  ];
}

function stateFaults(layout: ChartLayout, state: PlacedState): readonly string[] {
  const { path, box, content } = state;
  const picture = { x: 0, y: 0, width: layout.width, height: layout.height };
  const after = layout.states.slice(layout.states.indexOf(state) + 1);
  return [
    ...(isInside(box, picture) ? [] : [`state ${path} is outside of the picture`]),
    ...after
      .filter((other) => !isApart(state, other))
      .map((other) => `states ${path} and ${other.path} overlap`),
    ...wordsOf(content)
      .filter((words) => !isInside(words, box))
      .map(() => `the words of state ${path} stick out`),
    ...wordsOf(content)
      .filter((words) => allWays(layout).some((way) => crosses(way, words)))
      .map(() => `a line runs across the words of state ${path}`),
  ];
}

/** Whether two states lie side by side, or one inside the other, below its words. */
function isApart(outer: PlacedState, other: PlacedState): boolean {
  const isNested = outer.path === '' || other.path.startsWith(`${outer.path}.`);
  if (!isNested) return !overlaps(outer.box, other.box);
  const { x, y, width, height } = outer.box;
  const top = outer.header ?? y + height;
  return isInside(other.box, { x, y: top, width, height: y + height - top });
}

function arrowFaults(layout: ChartLayout, arrow: PlacedArrow): readonly string[] {
  const { name, label, content, points } = arrow;
  const picture = { x: 0, y: 0, width: layout.width, height: layout.height };
  const words = content.lines.map(({ runs }) => runs.map(({ text }) => text).join(''));
  const others = layout.arrows.filter((other) => other !== arrow);
  const simple = layout.states.filter(({ header }) => header === undefined);
  return [
    ...(words.join('').trim() === '' ? [`arrow ${name} has an empty label`] : []),
    ...(isInside(label, picture) ? [] : [`the label of ${name} is outside of the picture`]),
    ...(wordsOf(content).every((box) => isInside(box, label))
      ? []
      : [`the words of ${name} stick out`]),
    ...(crosses(points, grown(label, 6)) ? [] : [`the label of ${name} is away from its line`]),
    ...others
      .filter((other) => overlaps(label, other.label))
      .map((other) => `the labels of ${name} and ${other.name} overlap`),
    ...others
      .filter((other) => crosses(other.points, label))
      .map((other) => `the line of ${other.name} runs through the label of ${name}`),
    ...layout.states
      .filter((state) => isCovering(label, state))
      .map(({ path }) => `the label of ${name} covers state ${path}`),
    ...simple
      .filter(({ box }) => crosses(points, grown(box, -1)))
      .map(({ path }) => `the line of ${name} runs through state ${path}`),
    ...endFaults(layout, arrow),
  ];
}

/** A label may lie within a state, below its words, but not on its border. */
function isCovering(label: Box, { box, header }: PlacedState): boolean {
  if (!overlaps(label, box)) return false;
  if (header === undefined) return true;
  return !isInside(label, { ...box, y: header, height: box.y + box.height - header });
}

function endFaults(
  { states }: ChartLayout,
  { name, points, source, target }: PlacedArrow,
): readonly string[] {
  const ends = [
    [points[0], source],
    [points.at(-1), target],
  ] as const;
  return ends.flatMap(([point, path]) => {
    const state = states.find((one) => one.path === path);
    const isThere = point !== undefined && state !== undefined && isOnBorder(point, state);
    return isThere ? [] : [`the line of ${name} does not end at state ${path}`];
  });
}

/** Whether a point lies on the border of a state, or where the words end of one that holds others. */
function isOnBorder(point: Point, { box, header }: PlacedState): boolean {
  const touches = crosses([point, point], grown(box, 0.5));
  const isWithin = crosses([point, point], grown(box, -0.5));
  const isAtHeader = header !== undefined && Math.abs(point.y - header) < 0.5;
  return touches && (!isWithin || isAtHeader);
}

function allWays({ arrows, starts }: ChartLayout): readonly (readonly Point[])[] {
  return [...arrows, ...starts].map(({ points }) => points);
}

function wordsOf({ lines, tags }: PlacedState['content']): readonly Box[] {
  // From the top of the capital letters to the baseline.
  const words = lines.map(({ x, y, width }) => ({ x, y: y - 9, width, height: 9 }));
  return [...words, ...tags.map(({ box }) => box)];
}

/** Whether a line, which is made of level and upright pieces, has a point within a rectangle. */
function crosses(way: readonly Point[], box: Box): boolean {
  return way.slice(1).some((to, index) => {
    const from = way[index] as Point;
    return (
      Math.min(from.x, to.x) < box.x + box.width &&
      Math.max(from.x, to.x) > box.x &&
      Math.min(from.y, to.y) < box.y + box.height &&
      Math.max(from.y, to.y) > box.y
    );
  });
}

function overlaps(left: Box, right: Box): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height &&
    right.y < left.y + left.height
  );
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function grown({ x, y, width, height }: Box, margin: number): Box {
  return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
}
