/** A step from one place to another, both by their numbers. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds paths that take every arrow that can be reached, most of them once.
 *
 * A path goes on with an arrow that was not taken yet or, where there is none, by the shortest way to one.
 *
 * @param start - Where every path begins.
 * @param lengthMax - A path that is as long is ended, so that it can be read; one may be longer by the way
 * to the arrow it is there for.
 * @returns Paths, each a list of indices of arrows.
 *
 * Cost: a breadth-first search for each time that a path finds nothing new where it is.
 */
export function coverSteps(
  arrows: readonly Arrow[],
  start: number,
  lengthMax: number,
): readonly (readonly number[])[] {
  const leaving = new Map<number, number[]>();
  arrows.forEach(({ from }, index) => {
    leaving.set(from, [...(leaving.get(from) ?? []), index]);
  });
  const open = new Set(arrows.keys());
  const wayFrom = (place: number) => wayToOpen(arrows, leaving, { open, place });
  const paths: number[][] = [];
  for (let way = wayFrom(start); way !== undefined; way = wayFrom(start)) {
    const path: number[] = [];
    while (way !== undefined && (path.length === 0 || path.length + way.length <= lengthMax)) {
      way.forEach((arrow) => open.delete(arrow));
      path.push(...way);
      way = wayFrom(arrows[path.at(-1)!]!.to);
    }
    paths.push(path);
  }
  return paths;
}

/** The shortest way that ends with an open arrow. */
function wayToOpen(
  arrows: readonly Arrow[],
  leaving: ReadonlyMap<number, readonly number[]>,
  { open, place }: { readonly open: ReadonlySet<number>; readonly place: number },
): readonly number[] | undefined {
  const ways = new Map<number, readonly number[]>([[place, []]]);
  for (const [here, way] of ways) {
    const next = leaving.get(here) ?? [];
    const found = next.find((arrow) => open.has(arrow));
    if (found !== undefined) return [...way, found];
    for (const arrow of next) {
      const { to } = arrows[arrow]!;
      if (!ways.has(to)) ways.set(to, [...way, arrow]);
    }
  }
  return undefined;
}
