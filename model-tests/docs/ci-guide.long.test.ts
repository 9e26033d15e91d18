import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultline } from '../cli/support/faultline.ts';
import { top } from '../cli/support/built.ts';
import { codeBlocksIn } from './code-blocks.ts';
import { readPage } from './page-files.ts';

const cwd = mkdtempSync(join(tmpdir(), 'faultline-guide-'));
afterAll(() => rmSync(cwd, { recursive: true }));

describe('The guide to CI', () => {
  const workflow = codeBlocksIn(readPage('docs/guide/ci.md'))
    .filter(({ language }) => language === 'yaml')
    .flatMap(({ text }) => [...text.matchAll(/^- run: npx faultline (.*)$/gm)])
    .map(([, words = '']) => words);

  it('shows a check, and a comparison of the pages once they are written', async () => {
    copyFileSync(`${top}model-tests/cli/fixtures/ping-pong.ts`, join(cwd, 'protocol.ts'));
    const [check = '', docs = '', ...more] = workflow;
    expect(more).toEqual([]);
    const ends = async (command: string) => (await faultline(command.split(' '), { cwd })).code;
    expect(await ends(check)).toBe(0);
    expect(await ends(docs)).toBe(1);
    expect(await ends(docs.replace(' --check', ''))).toBe(0);
    expect(await ends(docs)).toBe(0);
  });
});
