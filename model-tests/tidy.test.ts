import { describe, expect, it } from 'vitest';
import { commentViolations } from './support/comment-habits.ts';
import { deadFiles } from './support/dead-files.ts';
import { defaultExports, undocumentedExports } from './support/export-habits.ts';
import { leaks } from './support/leaks.ts';
import { lengthViolations } from './support/lengths.ts';
import { badNames, crowdedFolders, strayTopLevel } from './support/places.ts';
import { readTree, repositoryRoot } from './support/read-tree.ts';
import type { SourceText } from './support/source-text.ts';
import { switchedTests } from './support/test-habits.ts';

type Check = (files: readonly SourceText[], root: string) => readonly string[];

describe('the repository', () => {
  const files = readTree(repositoryRoot);
  const checks: readonly (readonly [title: string, check: Check])[] = [
    ['keeps files and functions short', lengthViolations],
    ['has a summary on every export', undocumentedExports],
    ['exports nothing by default', defaultExports],
    ['keeps promises in issues and names pages that exist', commentViolations],
    ['runs every test', switchedTests],
    ['has no file that nobody imports', deadFiles],
    ['keeps folders small', crowdedFolders],
    ['names files after what they hold', badNames],
    ['keeps the top level tidy', strayTopLevel],
    ['tells nothing about the machine it was written on', leaks],
  ];

  it.each(checks)('%s', (_title, check) => {
    expect(check(files, repositoryRoot)).toEqual([]);
  });
});

describe('the check of lengths', () => {
  const body = (lines: number) => `function f() {\n${'f();\n'.repeat(lines - 2)}}\n`;

  it('counts the lines of a function from its first to its last', () => {
    expect(lengthViolations([file('src/system/a.ts', body(60))])).toEqual([]);
    expect(lengthViolations([file('src/system/a.ts', `\n// Why.\n${body(61)}`)])).toEqual([
      'src/system/a.ts:3 function of 61 lines: at most 60',
    ]);
  });

  it('gives the functions of a test more room', () => {
    expect(lengthViolations([file('src/system/a.test.ts', body(61))])).toEqual([]);
  });

  it('counts the lines of a file', () => {
    expect(lengthViolations([file('specs/a/spec.ts', '// a\n'.repeat(400))])).toEqual([]);
    expect(lengthViolations([file('specs/a/spec.ts', '// a\n'.repeat(401))])).toEqual([
      'specs/a/spec.ts has 401 lines: at most 400',
    ]);
  });
});

describe('the check of exports', () => {
  it.each([
    ['export const a = 1;', 'a'],
    ['// Not TSDoc.\nexport function f() {}', 'f'],
    ['/** @internal */\nexport interface I {}', 'I'],
    ['const a = 1;\nexport { a };', 'a'],
    ['export type T = 1;', 'T'],
    ['export class C {}', 'C'],
  ])('wants a summary in %j', (text, name) => {
    const found = undocumentedExports([file('src/system/a.ts', text)]);
    expect(found).toEqual([expect.stringMatching(`:\\d ${name} has no TSDoc summary$`)]);
  });

  it.each([
    '/** A. */\nexport const a = 1;',
    '/** A. */\nconst a = 1;\nexport { a };',
    "export * from './b.ts';",
    '/** F. */\nexport function f(): void;\nexport function f(a?: 1): void {}',
    'function hidden() {}',
  ])('accepts %j', (text) => {
    expect(undocumentedExports([file('src/system/a.ts', text)])).toEqual([]);
  });

  it('looks at src and specs, tests aside', () => {
    const paths = ['src/system/a.test.ts', 'model-tests/support/a.ts', 'specs/a/spec.ts'];
    const files = paths.map((path) => file(path, 'export const a = 1;'));
    expect(undocumentedExports(files)).toHaveLength(1);
  });

  it.each([
    'export default 1;',
    'export default class C {}',
    "export { a as default } from './b';",
  ])('refuses %j', (text) => {
    expect(defaultExports([file('src/system/a.ts', text)])).toHaveLength(1);
    expect(defaultExports([file('src/ui/vite.config.ts', text)])).toEqual([]);
  });
});

describe('the check of comments', () => {
  it('wants an issue for every promise', () => {
    const text = '// TODO later\n/* FIXME #12 */\nf(); // TODO(#7): then\n// HACK';
    expect(commentViolations([file('src/system/a.ts', text)])).toEqual([
      'src/system/a.ts:1 TODO without an issue number',
      'src/system/a.ts:4 HACK without an issue number',
    ]);
  });

  it('leaves strings alone', () => {
    const text = "f('// TODO', `// HACK ${'// XXX'}`, /\\/* FIXME/);";
    expect(commentViolations([file('src/system/a.ts', text)])).toEqual([]);
  });

  it('wants the pages it names to exist', () => {
    const text = '/** See docs/real.md and missing.md. */';
    const files = [file('src/system/a.ts', text), file('docs/real.md', '')];
    expect(commentViolations(files)).toEqual([
      'src/system/a.ts:1 names missing.md, which is not in the repository',
    ]);
  });
});

describe('the check of tests', () => {
  it.each([
    'it.only',
    'describe.skip',
    'test.todo',
    'it.each([1]).only',
    'describe.concurrent.skip',
  ])('refuses %s', (call) => {
    expect(switchedTests([file('src/system/a.test.ts', `${call}('…', f);`)])).toHaveLength(1);
  });

  it('accepts a test that depends on what is installed, and names that mean something else', () => {
    const text = "it.skipIf(!hasSpin)('…', f);\nreader.skip();\n";
    expect(switchedTests([file('src/system/a.test.ts', text)])).toEqual([]);
  });
});

describe('the check of dead files', () => {
  it('finds what nobody imports', () => {
    const files = [
      file('src/index.ts', "export * from './system/used.ts';"),
      file('src/system/used.ts', ''),
      file('src/system/dead.ts', "import './used.ts';"),
      file('src/system/tested.ts', ''),
      file('src/system/tested.test.ts', "import './tested.ts';"),
    ];
    expect(deadFiles(files)).toEqual(['src/system/dead.ts is imported by no file']);
  });

  it('knows where programs start', () => {
    const entries = [
      'index.ts',
      'cli/main.ts',
      'testing/index.ts',
      'ui/worker.ts',
      'cli/search-worker.ts',
    ];
    expect(deadFiles(entries.map((path) => file(`src/${path}`, '')))).toEqual([]);
  });

  it('says nothing before there is a public API', () => {
    expect(deadFiles([file('src/system/a.ts', '')])).toEqual([]);
  });
});

describe('the checks of places', () => {
  it('finds what does not belong at the top level', () => {
    const paths = ['vite.config.ts', 'scripts/a.sh', '.ci/run', 'README.md', 'src/a.ts', 'src'];
    expect(strayTopLevel(paths.map((path) => file(path, '')))).toEqual([
      'vite.config.ts does not belong at the top level',
      'scripts/a.sh does not belong at the top level',
      'src does not belong at the top level',
    ]);
  });

  it('finds folders with too many files, tests aside', () => {
    const names = Array.from({ length: 15 }, (_, index) => `a${index}`);
    const modules = names.map((name) => file(`src/system/${name}.ts`, ''));
    const tests = names.map((name) => file(`src/trace/${name}.test.ts`, ''));
    expect(crowdedFolders([...modules, ...tests])).toEqual([
      'src/system holds 15 files: at most 14, split it',
    ]);
  });

  it('finds names that say nothing', () => {
    const good = ['src/system/byte-store.test.ts', 'specs/a/lessons/01-start.ts'];
    const bad = ['src/system/ByteStore.ts', 'src/system/byte_store.ts', 'src/system/utils.ts'];
    const found = badNames([...good, ...bad].map((path) => file(path, '')));
    expect(found).toEqual(bad.map((path) => expect.stringContaining(path) as string));
  });
});

describe('the check of leaks', () => {
  // Put together here so that this file does not contain what it looks for.
  const home = ['', 'home', 'ada', 'faultline'].join('/');
  const neighbour = ['..', 'shared'].join('/');
  const registry = ['registry', 'npmjs', 'org'].join('.');

  it.each([
    [`see ${home}/a.ts`, 'a path of one machine'],
    [`"C:${['', 'Users', 'ada'].join('\\')}"`, 'a path of one machine'],
    ['cd /opt/checkout/faultline', 'a path of one machine'],
    [`https://${registry}/xstate`, 'a package registry'],
    [`read ${neighbour}`, 'a folder outside the repository'],
    [`as ${['shared', 'design'].join('/')} says`, 'a folder outside the repository'],
  ])('finds %j', (line, name) => {
    const found = leaks([file('docs/a.md', `First.\n${line}\n`)], '/opt/checkout/faultline');
    expect(found).toEqual([`docs/a.md:2 names ${name}`]);
  });

  it('leaves addresses and prose alone', () => {
    const text = 'https://example.org/home/page, ~/home, shared state, a registry of roles, /app';
    expect(leaks([file('docs/a.md', text)], '/app')).toEqual([]);
  });
});

function file(path: string, text: string): SourceText {
  return { path, text };
}
