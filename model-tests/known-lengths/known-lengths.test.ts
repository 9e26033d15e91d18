import { describe, expect, it } from 'vitest';
import { expectAbsent, expectFound, explained, titleOf } from './compare.ts';
import { knownAbsences, knownLengths } from './rows.ts';

describe('What is known to be there', () => {
  it.each(knownLengths.map((row) => [titleOf(row), row] as const))(
    'is as long as elsewhere, or there are reasons: %s',
    (_, row) => {
      expect(row.steps - row.elsewhere).toBe(explained(row));
    },
  );

  it.each(
    knownLengths.filter(({ isSlow }) => isSlow !== true).map((row) => [titleOf(row), row] as const),
  )('is found: %s', async (_, row) => {
    await expectFound(row);
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
