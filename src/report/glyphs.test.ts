import { describe, expect, it } from 'vitest';
import { glyphsFor } from './glyphs.ts';
import { widthOf } from './lines/width.ts';

describe('glyphsFor', () => {
  it('has ASCII only where nothing else may be shown', () => {
    expect(Object.values(glyphsFor(false)).join('')).toMatch(/^[\x20-\x7e]+$/);
  });

  it('has signs of one column, but for the arrow in a line of text', () => {
    for (const unicode of [true, false]) {
      const { arrow, ...signs } = glyphsFor(unicode);
      expect(new Set(Object.values(signs).map(widthOf))).toEqual(new Set([1]));
      expect(arrow).toBe(unicode ? '→' : '->');
    }
  });
});
