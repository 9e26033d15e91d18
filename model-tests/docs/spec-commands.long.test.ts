import { describe, expect, it } from 'vitest';
import { faultline } from '../cli/support/faultline.ts';
import { codeBlocksIn } from './code-blocks.ts';
import { readPage } from './page-files.ts';
import { wordsOf } from './shown-output.ts';
import { specPages } from './spec-pages.ts';

describe('The commands in the READMEs of the specs', () => {
  const commands = specPages
    .flatMap(({ path }) => codeBlocksIn(readPage(path)))
    .flatMap(({ language, text }) => (language === 'sh' ? text.trim().split('\n') : []));

  it.each(commands)('do what they are there for: %s', async (command) => {
    const { code } = await faultline(wordsOf(command));
    expect(code).toBe(command.includes('--mutation') ? 1 : 0);
  });
});
