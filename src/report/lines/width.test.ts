import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onOneLine, padded, shortened, widthOf } from './width.ts';

describe('widthOf', () => {
  it.each([
    ['', 0],
    ['vote', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['投票', 4],
    ['💥', 2],
    ['│►✗', 3],
  ])('counts the columns of %j', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('onOneLine', () => {
  it('writes what a terminal would obey as an escape', () => {
    expect(onOneLine('a\nb\tc\rd')).toBe('a\\nb\\tc\\rd');
    expect(onOneLine('\u001b[31mred\u0085\u2028')).toBe('\\u001b[31mred\\u0085\\u2028');
  });

  it('leaves a text without controls as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(onOneLine(text)).toBe(text);
      }),
    );
  });
});

describe('padded', () => {
  it('fills up to the width, by columns', () => {
    expect(padded('ab', 4)).toBe('ab  ');
    expect(padded('投票', 5)).toBe('投票 ');
    expect(padded('abcde', 4)).toBe('abcde');
  });
});

describe('shortened', () => {
  it('leaves a text that fits', () => {
    expect(shortened('coordinator', 11, '…')).toBe('coordinator');
  });

  it('cuts the end and keeps the number', () => {
    expect(shortened('coordinator', 8, '…')).toBe('coordin…');
    expect(shortened('participant12', 8, '…')).toBe('parti…12');
    expect(shortened('participant12', 8, '~')).toBe('parti~12');
  });

  it('gives the number up when there is no room for it', () => {
    expect(shortened('x1234567890', 6, '…')).toBe('x1234…');
  });

  it('never exceeds the width', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z投]*\d*$/));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (long, width) => {
        expect(widthOf(shortened(long, width, '…'))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
