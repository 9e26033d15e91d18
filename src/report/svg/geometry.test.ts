import { describe, expect, it } from 'vitest';
import { around, grown, isInside, overlaps, type Box } from './geometry.ts';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

describe('overlaps', () => {
  it.each([
    [box(9, 9, 5, 5), true],
    [box(2, 2, 1, 1), true],
    [box(-5, 4, 50, 1), true],
    [box(10, 0, 5, 5), false],
    [box(0, -5, 10, 5), false],
    [box(20, 20, 1, 1), false],
  ])('compares with %j', (other, expected) => {
    const own = box(0, 0, 10, 10);
    expect([overlaps(own, other), overlaps(other, own)]).toEqual([expected, expected]);
  });
});

describe('isInside', () => {
  it('lets edges touch', () => {
    expect(isInside(box(0, 0, 5, 10), box(0, 0, 10, 10))).toBe(true);
    expect(isInside(box(0, 0, 5, 10.1), box(0, 0, 10, 10))).toBe(false);
    expect(isInside(box(-1, 0, 5, 5), box(0, 0, 10, 10))).toBe(false);
  });
});

describe('around', () => {
  it('finds the smallest rectangle', () => {
    expect(around([box(1, 5, 2, 2), box(4, -1, 1, 1)])).toEqual(box(1, -1, 4, 8));
    expect(around([])).toEqual(box(0, 0, 0, 0));
  });
});

describe('grown', () => {
  it('adds a margin on every side', () => {
    expect(grown(box(0, 0, 2, 3), 1)).toEqual(box(-1, -1, 4, 5));
  });
});
