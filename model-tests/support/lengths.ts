import ts from 'typescript';
import { isCode, isTest, type SourceText } from './source-text.ts';
import { lineAt, lineOf, parse, walk } from './syntax.ts';

const fileLinesMax = 400;
const functionLinesMax = 60;
// The body of a `describe` is a function that may fill the file.
const testFunctionLinesMax = 400;

/**
 * Files and functions that are too long to be read in one go.
 *
 * @returns One line per violation; a function is counted from its first line to its last.
 */
export function lengthViolations(files: readonly SourceText[]): readonly string[] {
  return files.filter(isCode).flatMap((file) => [...longFile(file), ...longFunctions(file)]);
}

function longFile({ path, text }: SourceText): readonly string[] {
  const count = text.replace(/\n$/, '').split('\n').length;
  return count <= fileLinesMax ? [] : [`${path} has ${count} lines: at most ${fileLinesMax}`];
}

function longFunctions(file: SourceText): readonly string[] {
  const tree = parse(file);
  const max = isTest(file.path) ? testFunctionLinesMax : functionLinesMax;
  const found: string[] = [];
  walk(tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
    const line = lineOf(node);
    const count = lineAt(tree, node.end) - line + 1;
    if (count > max) found.push(`${file.path}:${line} function of ${count} lines: at most ${max}`);
  });
  return found;
}
