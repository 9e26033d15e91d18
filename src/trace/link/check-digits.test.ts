import { describe, expect, it } from 'vitest';
import { checkDigits } from './check-digits.ts';

describe('checkDigits', () => {
  it('tells texts apart', () => {
    // The published FNV-1a of "a" is e40c292c.
    expect(checkDigits('a')).toBe('e40c29');
    expect(checkDigits('')).toBe('811c9d');
  });
});
