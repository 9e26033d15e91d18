import { describe, expect, it } from 'vitest';
import { arrowHead, pointsText, roundedPath } from './arrow.ts';

const point = (x: number, y: number) => ({ x, y });

describe('arrowHead', () => {
  it('points the way of the arrow', () => {
    expect(arrowHead(point(0, 0), point(10, 0), 4)).toEqual([
      ...[point(10, 0), point(6, 2), point(6, -2)],
    ]);
    expect(pointsText(arrowHead(point(5, 0), point(5, 9), 6))).toBe('5,9 2,3 8,3');
  });

  it('points somewhere when there is no way', () => {
    expect(arrowHead(point(1, 1), point(1, 1), 2)[0]).toEqual(point(1, 1));
    expect(pointsText(arrowHead(point(1, 1), point(1, 1), 2))).toBe('1,1 -1,2 -1,0');
  });
});

describe('roundedPath', () => {
  it('rounds the corners', () => {
    expect(roundedPath([point(0, 0), point(20, 0), point(20, 20)], 5)).toBe(
      'M0 0 L15 0 Q20 0 20 5 L20 20',
    );
  });

  it('rounds less where there is little room', () => {
    expect(roundedPath([point(0, 0), point(4, 0), point(4, 20)], 5)).toBe(
      'M0 0 L2 0 Q4 0 4 2 L4 20',
    );
  });

  it('draws a straight line, and nothing of nothing', () => {
    expect(roundedPath([point(0, 0), point(4, 0)], 5)).toBe('M0 0 L4 0');
    expect(roundedPath([], 5)).toBe('');
  });
});
