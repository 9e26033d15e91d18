import { expect, it } from 'vitest';
import { Random } from './random.ts';

function numbersOf(seed: number, count: number): readonly number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
}

it('gives the published numbers for the seed 0', () => {
  // What the C of the paper prints, with the four numbers that it begins with.
  expect(numbersOf(0, 5)).toEqual([
    3_701_687_786, 458_299_110, 2_500_872_618, 3_633_119_408, 516_391_518,
  ]);
});

it('gives the same numbers for the same seed, and others for any other', () => {
  expect(numbersOf(7, 3)).toEqual(numbersOf(7, 3));
  const seeds = [...Array(100).keys(), 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
  expect(new Set(seeds.map((seed) => String(numbersOf(seed, 3)))).size).toBe(seeds.length);
});

it('gives fractions from 0 up to 1, about as many in each tenth', () => {
  const random = new Random(1);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let time = 0; time < 10_000; time += 1) {
    const tenth = Math.floor(10 * random.fraction());
    tenths[tenth] = (tenths[tenth] ?? Number.NaN) + 1;
  }
  expect(tenths).toHaveLength(10);
  // The standard deviation is 30.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
