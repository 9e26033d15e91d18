import { describe, expect, it } from 'vitest';
import { plainPalette, type Palette } from '../text-options.ts';
import { Row } from './row.ts';

const tagged: Palette = { ...plainPalette, bad: (text) => `<${text}>`, dim: (text) => `(${text})` };

describe('Row', () => {
  it('covers what was there', () => {
    const row = new Row();
    row.put(0, '──────');
    row.put(2, 'ab');
    expect(row.render(plainPalette)).toBe('──ab──');
  });

  it('fills gaps and leaves no space at the end', () => {
    const row = new Row();
    row.put(3, 'x  ');
    expect(row.render(plainPalette)).toBe('   x');
  });

  it('cuts off what stands left of the beginning', () => {
    const row = new Row();
    row.put(-2, 'abcd');
    expect(row.render(plainPalette)).toBe('cd');
  });

  it('paints neighbours of one colour together', () => {
    const row = new Row();
    row.put(0, 'ab', 'bad');
    row.put(2, 'c', 'bad');
    row.put(3, 'd');
    row.put(4, '|', 'dim');
    expect(row.render(tagged)).toBe('<abc>d(|)');
  });

  it('gives a wide character two columns', () => {
    const row = new Row();
    row.put(0, '│');
    row.put(6, '│');
    row.put(1, '投票');
    expect(row.render(plainPalette)).toBe('│投票 │');
  });
});
