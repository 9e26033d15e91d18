import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/read-tree.ts';
import { declaredSteps, expectAbsent, expectFound, explained, titleOf } from './compare.ts';
import { knownAbsences, knownLengths } from './rows.ts';

describe('What is known to be there', () => {
  it.each(knownLengths.map((row) => [titleOf(row), row] as const))(
    'is as long as elsewhere, or there are reasons: %s',
    (_, row) => {
      expect(row.steps - row.elsewhere).toBe(explained(row));
    },
  );

  it.each(
    knownLengths
      .filter(({ isSlow, foundIn }) => isSlow !== true && foundIn === undefined)
      .map((row) => [titleOf(row), row] as const),
  )('is found: %s', async (_, row) => {
    await expectFound(row);
  });

  it.each(
    knownLengths
      .filter(({ foundIn }) => foundIn !== undefined)
      .map((row) => [titleOf(row), row] as const),
  )('is found by a test of its own: %s', (_, row) => {
    expect(declaredSteps(row)).toBe(row.steps);
    const test = readFileSync(join(repositoryRoot, row.foundIn ?? ''), 'utf8');
    expect(test).toContain(`'${row.mutation}'`);
  });
});

describe('What is known not to be there', () => {
  it.each(
    knownAbsences
      .filter(({ isSlow }) => isSlow !== true)
      .map((row) => [titleOf(row), row] as const),
  )('is not found: %s', (_, row) => {
    expectAbsent(row);
  });
});
