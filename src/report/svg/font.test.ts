import { describe, expect, it } from 'vitest';
import { baseline, fitted, textWidth, wrapped } from './font.ts';

const face = { size: 10 };

describe('textWidth', () => {
  it('adds the widths of Helvetica', () => {
    // P a x o s: 667, 556, 500, 556 and 500 thousandths.
    expect(textWidth('Paxos', face)).toBeCloseTo(27.79);
    expect(textWidth('Paxos', { size: 10, bold: true })).toBeCloseTo(29.46);
    expect(textWidth(' ~', { size: 1000 })).toBe(278 + 584);
    expect(textWidth('', face)).toBe(0);
  });

  it('gives room to what it does not know', () => {
    expect(textWidth('é', face)).toBeCloseTo(7.22);
    expect(textWidth('合', face)).toBe(10);
    expect(textWidth('e\u0301', face)).toBeCloseTo(5.56);
  });
});

describe('fitted', () => {
  it('leaves what fits, and cuts what does not', () => {
    // The word is 40.02 wide; up to its first `a`, and with the dots, 35.57.
    expect(fitted('prepared', 40.1, face)).toBe('prepared');
    expect(fitted('prepared', 40, face)).toBe('prepar…');
    expect(fitted('prepared', 35.6, face)).toBe('prepa…');
  });
});

describe('wrapped', () => {
  it('breaks lines at spaces', () => {
    expect(wrapped('one two three four', 45, face)).toEqual(['one two', 'three four']);
    expect(wrapped('', 45, face)).toEqual(['']);
  });

  it('cuts a word that is longer than a line', () => {
    expect(wrapped('a incomprehensibilities b', 45, face)).toEqual(['a', 'incomp…', 'b']);
  });
});

describe('baseline', () => {
  it('sets capital letters in the middle of the line', () => {
    // 20 - 13.59 below the baseline, 13.59 - 7.18 above the letter.
    expect(baseline(20, face)).toBeCloseTo(13.59);
  });
});
