import { describe, expect, it } from 'vitest';
import { placesOf, spreadOut } from './places.ts';

const sizes = { widths: [10, 10, 10], between: 10 };

describe('spreadOut', () => {
  it('leaves what has room where it wants to be', () => {
    expect(spreadOut([0, 1, 2], [0, 50, 100], sizes)).toEqual([0, 50, 100]);
  });

  it('moves apart what is too near, each as little as the other', () => {
    expect(spreadOut([0, 1], [40, 40], sizes)).toEqual([30, 50]);
    expect(spreadOut([0, 1, 2], [0, 0, 0], sizes)).toEqual([-20, 0, 20]);
    expect(spreadOut([0, 1, 2], [0, 30, 30], sizes)).toEqual([0, 20, 40]);
  });
});

describe('placesOf', () => {
  it('puts a node over the middle of those below it, and the first at the left', () => {
    const neighbours = [
      { above: [], below: [1, 2] },
      { above: [0], below: [] },
      { above: [0], below: [] },
    ];
    expect(placesOf({ layers: [[0], [1, 2]], neighbours, ...sizes })).toEqual([15, 5, 25]);
  });
});
