import { describe, it } from 'vitest';
import { expectAbsent, expectFound, titleOf } from './compare.ts';
import { knownAbsences, knownLengths } from './rows.ts';

describe('What is known to be there, and takes longer', () => {
  it.each(
    knownLengths.filter(({ isSlow }) => isSlow === true).map((row) => [titleOf(row), row] as const),
  )('is found: %s', async (_, row) => {
    await expectFound(row);
  });
});

describe('What is known not to be there, and takes longer', () => {
  it.each(
    knownAbsences
      .filter(({ isSlow }) => isSlow === true)
      .map((row) => [titleOf(row), row] as const),
  )('is not found: %s', (_, row) => {
    expectAbsent(row);
  });
});
