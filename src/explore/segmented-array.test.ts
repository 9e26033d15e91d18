import { describe, expect, it } from 'vitest';
import { SegmentedArray } from './segmented-array.ts';

describe('SegmentedArray', () => {
  it('keeps what was set, in segments of two items', () => {
    const array = new SegmentedArray(1);
    for (let index = 0; index < 1_000; index += 1) {
      array.reserve(index);
      array.set(index, 7 * index - 3);
    }
    const kept = Array.from({ length: 1_000 }, (_, index) => array.get(index));
    expect(kept).toEqual(Array.from({ length: 1_000 }, (_, index) => 7 * index - 3));
  });

  it('takes one segment of memory more when the last one is full', () => {
    const array = new SegmentedArray(2);
    const bytes = Array.from({ length: 9 }, (_, index) => {
      array.reserve(index);
      return array.bytes;
    });
    expect(bytes).toEqual([16, 16, 16, 16, 32, 32, 32, 32, 48]);
  });

  it('makes room for an item far behind the end', () => {
    const array = new SegmentedArray(3);
    array.reserve(80);
    array.set(80, -1);
    expect([array.get(80), array.get(79), array.bytes]).toEqual([-1, 0, 11 * 8 * 4]);
  });
});
