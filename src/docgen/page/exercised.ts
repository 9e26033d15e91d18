import type { CoverageItem, CoverageKind } from '../../trace/exercise/tally.ts';
import type { Study } from '../study.ts';

/** Tells whether something was exercised in any size; undefined when no check knows of it. */
export function exercisedIn(
  study: Study,
  role: string | null,
): (kind: CoverageKind, name: string) => boolean | undefined {
  const items = allItems(study).filter((item) => item.role === role);
  return (kind, name) => items.find((item) => item.kind === kind && item.name === name)?.exercised;
}

/** What there is to exercise, and whether some size has done so. */
export function allItems({ sizes }: Study): readonly CoverageItem[] {
  const found = new Map<string, CoverageItem>();
  for (const { coverage } of sizes) {
    for (const item of coverage?.items ?? []) {
      const key = JSON.stringify([item.kind, item.role, item.name]);
      const before = found.get(key);
      found.set(key, before === undefined ? item : together(before, item));
    }
  }
  return [...found.values()];
}

function together(one: CoverageItem, other: CoverageItem): CoverageItem {
  const states = new Set([...(one.states ?? []), ...(other.states ?? [])]);
  return {
    ...one,
    exercised: one.exercised || other.exercised,
    ...(one.states !== undefined && { states: [...states].sort() }),
  };
}
