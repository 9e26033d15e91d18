import { checkSync, type CheckOptions } from '#faultline';
import { expect } from 'vitest';
import { everySpec } from '../support/every-spec.ts';
import { labelsOf, replayedLabels } from '../support/caught.ts';
import type { KnownAbsence, KnownLength } from './row.ts';

/** What a row is about, in a few words. */
export function titleOf({ spec, mutation, choices }: KnownLength | KnownAbsence): string {
  return [spec, mutation, choices && JSON.stringify(choices)].filter(Boolean).join(' ');
}

/** Finds what a row says, in as many steps, by a trace that can be taken again. */
export async function expectFound(row: KnownLength): Promise<void> {
  const { properties } = checkSync(specOf(row), choicesOf(row));
  const property = properties.find(({ name }) => name === row.property);
  const verdict = property?.kind === 'reachable' ? 'holds' : 'violated';
  const labels = labelsOf(property);
  expect([property?.verdict, labels?.length]).toEqual([verdict, row.steps]);
  expect(await replayedLabels(specOf(row), property)).toEqual(labels);
}

/** Finds nothing of what must not be there, in all states that there are. */
export function expectAbsent(row: KnownAbsence): void {
  const { properties, isExplored } = checkSync(specOf(row), {
    ...choicesOf(row),
    keepGoing: true,
  });
  expect(isExplored).toBe(true);
  const verdicts = row.hold.map((name) => {
    const property = properties.find((one) => one.name === name);
    return [name, property?.kind === 'reachable' ? 'no promise' : property?.verdict];
  });
  expect(verdicts).toEqual(row.hold.map((name) => [name, 'holds']));
}

/** How many more steps a trace has than elsewhere, for the reasons that a row gives. */
export function explained({ why = {} }: KnownLength): number {
  return Object.values(why).reduce((sum, steps) => sum + steps, 0);
}

/** In how many steps the spec itself says that its mutation is caught. */
export function declaredSteps(row: KnownLength): number | undefined {
  return specOf(row).mutations[row.mutation ?? '']?.steps;
}

function choicesOf({ mutation, choices }: KnownLength | KnownAbsence): CheckOptions {
  return { mutation, ...choices };
}

function specOf({ spec }: KnownLength | KnownAbsence) {
  const found = everySpec.find(({ id }) => id === spec);
  if (found === undefined) throw new Error(`There is no spec "${spec}".`);
  return found;
}
