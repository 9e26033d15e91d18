/**
 * XState's state value as one reads it: `open.idle`; of a parallel state, each region:
 * `door.open, lamp.off`. A crashed process, whose value is null, is `down`.
 */
export function stateText(value: unknown): string {
  if (value === null) return 'down';
  const paths = pathsOf(value);
  return paths.map((path) => path.join('.')).join(', ');
}

function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value === 'string') return [[value]];
  if (typeof value !== 'object' || value === null) return [[String(value)]];
  return Object.entries(value).flatMap(([key, inside]) => {
    const below = pathsOf(inside);
    return below.length === 0 ? [[key]] : below.map((path) => [key, ...path]);
  });
}
