import { describe, expect, it } from 'vitest';
import { headerPlace } from './header-place.ts';

const band = { x: 100, y: 10, width: 200, height: 30 };
const vertical = (x: number, from = 0, to = 100) => [
  { x, y: from },
  { x, y: to },
];

describe('headerPlace', () => {
  it.each([
    ['nothing crosses', [], 0],
    ['what crosses leaves room', [vertical(170)], 0],
    ['a line touches the words', [vertical(120)], 24],
    ['there is room only behind the second line', [vertical(120), vertical(180)], 84],
    ['lines end above and start below', [vertical(120, 0, 10), vertical(130, 40, 90)], 0],
    ['a line passes on the left', [vertical(40), vertical(120)], 24],
  ])('finds a place when %s', (_when, ways, expected) => {
    expect(headerPlace(band, 60, ways)).toEqual({ shift: expected, needed: 0 });
  });

  it('asks for a wider state when there is no room', () => {
    const ways = [130, 170, 210, 260].map((x) => vertical(x));
    // Between any two of five places there is a line.
    expect(headerPlace(band, 60, ways)).toEqual({ shift: 0, needed: 5 * 68 });
  });

  it('avoids the whole of a line that runs along', () => {
    const way = [
      { x: 80, y: 20 },
      { x: 150, y: 20 },
      { x: 150, y: 80 },
    ];
    expect(headerPlace(band, 60, [way]).shift).toBe(54);
  });
});
