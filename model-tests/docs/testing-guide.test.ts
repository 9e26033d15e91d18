import * as testing from '../../src/testing/index.ts';
import { describe, expect, it } from 'vitest';
import { codeBlocksIn } from './code-blocks.ts';
import { readPage } from './page-files.ts';
import { testsIn } from './run-block.ts';

const guide = readPage('docs/guide/testing.md');
const blocks = codeBlocksIn(guide).filter(({ language }) => language === 'ts');

describe('The guide to testing', () => {
  it.each(blocks.map(({ name, text }) => [name, text]))('tests: %s', async (_, text = '') => {
    const tests = await testsIn(text);
    expect(tests).not.toHaveLength(0);
    for (const [, test] of tests) await test();
  });

  it('names functions that exist', () => {
    const [, table = ''] = guide.split('| function | what it tests |');
    const [rows = ''] = table.split('\n\n');
    const names = [...rows.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    expect(names).toContain('expectConforms');
    expect(names.filter((name) => !(name in testing))).toEqual([]);
  });
});
