import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as faultlineApi from '#faultline';
import { afterAll, describe, expect, it } from 'vitest';
import { faultline } from '../cli/support/faultline.ts';
import { repositoryRoot } from '../support/read-tree.ts';
import { codeBlocksIn } from './code-blocks.ts';
import { readPage } from './page-files.ts';
import { runBlock, testsIn } from './run-block.ts';
import { isShownBy, wordsOf } from './shown-output.ts';

const readme = readPage('README.md');
const blockNamed = (name: string) =>
  codeBlocksIn(readme).find((block) => block.name === name)?.text ?? '';

describe('The spec in the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const lock = blockNamed('lock.ts');

  async function checked(text: string) {
    writeFileSync(join(folder, 'lock.ts'), text);
    const { stdout } = await faultline(['check', 'lock.ts', '--json'], { cwd: folder });
    return JSON.parse(stdout) as faultlineApi.CheckJson;
  }

  it('holds without the lease, in as many states as the README says', async () => {
    const [, part = '', count] =
      /Delete `(.+)`\. Now `mutex` holds, in (\d+) states/.exec(readme) ?? [];
    expect(lock).toContain(part);
    const { verdict, distinctStates } = await checked(lock.replace(part, ''));
    expect([verdict, String(distinctStates)]).toEqual(['holds', count]);
  });

  it('is not mended by a client that works for a shorter time', async () => {
    const [, short = '', long = ''] = /as long: `(\d+)` instead of `(\d+)`/.exec(readme) ?? [];
    expect(lock.split(long)).toHaveLength(2);
    const { verdict } = await checked(lock.replace(long, short));
    expect(verdict).toBe('violated');
  });
});

describe('The other code in the README', () => {
  it('has a name in every block of TypeScript, by which these tests find it', () => {
    const names = codeBlocksIn(readme).filter(({ language }) => language === 'ts');
    expect(names.map(({ name }) => name)).toEqual([
      'lock.ts',
      'check.ts',
      'two-phase-commit.test.ts',
    ]);
  });

  it('checks and prints', async () => {
    const printed: unknown[][] = [];
    const console = { log: (...values: unknown[]) => void printed.push(values) };
    await runBlock(blockNamed('check.ts'), { console });
    const [verdict, chart] = printed;
    expect(verdict).toEqual(['holds', 23_256]);
    expect(String(chart)).toContain('✗ crash');
  });

  it('tests', async () => {
    const tests = await testsIn(blockNamed('two-phase-commit.test.ts'));
    expect(tests).toHaveLength(2);
    for (const [, test] of tests) await test();
    expect.hasAssertions();
  });
});

describe('The README', () => {
  it('names functions that exist', () => {
    const [, library = ''] = readme.split('## Library');
    const cells = [...library.matchAll(/^\| (`[a-zA-Z`, ]+`) \|/gm)].map(([, cell]) => cell);
    const names = cells.join().match(/\w+/g) ?? [];
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !(name in faultlineApi))).toEqual([]);
  });

  it('uses scripts that exist', () => {
    const { scripts } = JSON.parse(readPage('package.json')) as { scripts: object };
    const used = [...readme.matchAll(/npm (?!ci|run)(?:run )?(\w+)/g)].map(([, name = '']) => name);
    expect(used).toContain('start');
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(pages())('links to files that exist: %s', (page) => {
    const targets = [...readPage(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)];
    const missing = targets
      .map(([, target = '']) => join(repositoryRoot, dirname(page), target))
      .filter((target) => !existsSync(target));
    expect(missing).toEqual([]);
  });
});

describe('An output that is shown', () => {
  it('may leave lines out, and differ in time and memory', () => {
    const output = 'a\nb\nc\n5 generated, depth 3; 0.02 s, 9 states/s, 1.0 KiB\nd\n';
    const shown = 'a\n…\n5 generated, depth 3; 7.5 s,\n4 states/s, 2.5 MiB\nd\n';
    expect(isShownBy(shown, output)).toBe(true);
    expect(isShownBy(shown.replace('depth 3', 'depth 4'), output)).toBe(false);
    expect(isShownBy(shown.replace('…\n', ''), output)).toBe(false);
    expect(isShownBy(shown.replace('\nd', ''), output)).toBe(false);
  });

  it('is that of a command that runs Faultline', () => {
    expect(wordsOf('npm start')).toEqual(['check', 'two-phase-commit']);
    expect(wordsOf('npm run faultline -- check a.ts --mermaid')).toEqual([
      'check',
      'a.ts',
      '--mermaid',
    ]);
    expect(() => wordsOf('npm test')).toThrow('does not run Faultline');
  });
});

/** The pages of the repository that are written for people. */
function pages(): readonly string[] {
  const under = (folder: string) =>
    readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md') && !isWritten(path))
      .map((path) => join(folder, path));
  return ['README.md', '.github/CONTRIBUTING.md', ...under('specs'), ...under('docs')];
}

/** Whether a page of the site is written when the site is built, and not committed. */
function isWritten(path: string): boolean {
  return /^(?:\.vitepress|reference\/api|protocols\/(?!index\.md))/.test(path);
}
