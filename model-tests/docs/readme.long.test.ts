import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../support/read-tree.ts';
import { codeBlocksIn } from './code-blocks.ts';
import { readPage } from './page-files.ts';

it('The TypeScript in the README has no type errors', () => {
  const files = new Map(
    codeBlocksIn(readPage('README.md')).flatMap(({ name, text }) =>
      name === undefined ? [] : [[join(repositoryRoot, name), text]],
    ),
  );
  expect(files.size).toBe(3);
  const program = programOf(files);
  const problems = [...files.keys()]
    .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  expect(problems).toEqual([]);
});

/** A program of files that are not on the disk, with the options of the repository. */
function programOf(files: ReadonlyMap<string, string>): ts.Program {
  const path = join(repositoryRoot, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repositoryRoot);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, text, target);
  };
  return ts.createProgram({
    rootNames: [...files.keys()],
    options: { ...options, types: ['node'] },
    host,
  });
}
