import { describe, expect, it } from 'vitest';
import { code, joined, plain, table } from './markdown.ts';

describe('Markdown', () => {
  it('leaves out the columns of a table in which nothing stands', () => {
    const rows = [
      ['a', '', 'c'],
      ['d', '', ''],
    ];
    expect(table(['x', 'y', 'z'], rows)).toBe('| x | z |\n| --- | --- |\n| a | c |\n| d |  |');
    expect(table(['x'], [])).toBeUndefined();
  });

  it('puts an empty line between the parts that there are', () => {
    expect(joined('a', undefined, '', 'b')).toBe('a\n\nb');
  });

  it('keeps text what it is, in cells and elsewhere', () => {
    expect(plain('a | *b* <c>\nd')).toBe('a \\| \\*b\\* \\<c\\> d');
    expect(plain('{{ x }}')).not.toContain('{{');
    expect(code('a | b')).toBe('`a \\| b`');
    expect(code('`a`')).toBe('`` `a` ``');
    expect(code('')).toBe('');
  });
});
