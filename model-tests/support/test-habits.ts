import ts from 'typescript';
import { isCode, isTest, type SourceText } from './source-text.ts';
import { lineOf, parse, walk } from './syntax.ts';

const runners = ['it', 'test', 'describe', 'suite', 'bench'];
const switches = ['only', 'skip', 'todo'];

/** Tests that are switched off, or that switch off the others: `it.only`, `describe.skip` … */
export function switchedTests(files: readonly SourceText[]): readonly string[] {
  return files.filter((file) => isCode(file) && isTest(file.path)).flatMap(switchesOf);
}

function switchesOf(file: SourceText): readonly string[] {
  const found: string[] = [];
  walk(parse(file), (node) => {
    if (!ts.isPropertyAccessExpression(node) || !switches.includes(node.name.text)) return;
    const runner = rootOf(node);
    if (!runners.includes(runner)) return;
    found.push(`${file.path}:${lineOf(node)} ${runner}.${node.name.text}: every test runs`);
  });
  return found;
}

function rootOf(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) {
    return rootOf(node.expression);
  }
  return ts.isIdentifier(node) ? node.text : '';
}
