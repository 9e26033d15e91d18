import type { Path } from './messages.ts';

/** The sequential node just before another one; `null` when that is the first. */
export function predecessorOf(node: Path, paths: readonly Path[]): Path | null {
  const before = paths.filter((path) => numberOf(path) < numberOf(node));
  return before.toSorted((left, right) => numberOf(left) - numberOf(right)).at(-1) ?? null;
}

function numberOf({ sequence }: Path): number {
  return sequence ?? 0;
}
