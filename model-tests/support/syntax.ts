import ts from 'typescript';
import type { SourceText } from './source-text.ts';

/** A comment and the line, counted from 1, on which it starts. */
export interface Comment {
  readonly text: string;
  readonly line: number;
}

/**
 * The syntax tree of a file, parsed once.
 *
 * @param file - TypeScript; syntax errors are left to the compiler.
 */
export function parse(file: SourceText): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, tree);
  return tree;
}

const parsed = new WeakMap<SourceText, ts.SourceFile>();

/** Visits a node and everything under it, in the order of the text. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
}

/** The line, counted from 1, on which a node starts; its comments do not count. */
export function lineOf(node: ts.Node): number {
  return lineAt(node.getSourceFile(), node.getStart());
}

/** The line, counted from 1, of a position in a file. */
export function lineAt(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** Every comment of a file, in the order of the text; text inside strings is not a comment. */
export function commentsOf(file: SourceText): readonly Comment[] {
  const tree = parse(file);
  const starts = new Map<number, Comment>();
  const add = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) {
      starts.set(pos, { text: file.text.slice(pos, end), line: lineAt(tree, pos) });
    }
  };
  const visitTokens = (node: ts.Node) => {
    const children = node.getChildren(tree);
    if (children.length === 0) {
      add(ts.getLeadingCommentRanges(file.text, node.pos));
      add(ts.getTrailingCommentRanges(file.text, node.end));
    }
    children.forEach(visitTokens);
  };
  visitTokens(tree);
  return [...starts.values()].sort((a, b) => a.line - b.line);
}
