import ts from 'typescript';
import { isCode, isTest, isToolConfig, type SourceText } from './source-text.ts';
import { lineOf, parse } from './syntax.ts';

/** Default exports: everything has one name, wherever it is used. */
export function defaultExports(files: readonly SourceText[]): readonly string[] {
  return files
    .filter((file) => isCode(file) && !isToolConfig(file.path))
    .flatMap((file) =>
      parse(file)
        .statements.filter(isDefaultExport)
        .map((node) => `${file.path}:${lineOf(node)} default export: give it a name`),
    );
}

/**
 * Exports of `src` and `specs` whose comment does not start with a summary.
 *
 * Re-exports are exempt: the comment stands where the thing is declared.
 */
export function undocumentedExports(files: readonly SourceText[]): readonly string[] {
  return files
    .filter((file) => isCode(file) && !isTest(file.path) && !isToolConfig(file.path))
    .filter(({ path }) => !path.startsWith('model-tests/'))
    .flatMap((file) =>
      exportedStatements(parse(file))
        .filter((node) => !hasSummary(node))
        .map((node) => `${file.path}:${lineOf(node)} ${nameOf(node)} has no TSDoc summary`),
    );
}

function isDefaultExport(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (hasModifier(node, ts.SyntaxKind.DefaultKeyword)) return true;
  if (!ts.isExportDeclaration(node) || !node.exportClause) return false;
  if (ts.isNamespaceExport(node.exportClause)) return node.exportClause.name.text === 'default';
  return node.exportClause.elements.some(({ name }) => name.text === 'default');
}

// Of an overloaded function, the first signature carries the comment.
function exportedStatements(tree: ts.SourceFile): readonly ts.Statement[] {
  const listed = new Set(tree.statements.flatMap(locallyExportedNames));
  const seen = new Set<string>();
  return tree.statements.filter((node) => {
    const isExported = hasModifier(node, ts.SyntaxKind.ExportKeyword) || listed.has(nameOf(node));
    if (!isExported || !ts.isFunctionDeclaration(node)) return isExported;
    const isFirst = !seen.has(nameOf(node));
    seen.add(nameOf(node));
    return isFirst;
  });
}

function locallyExportedNames(node: ts.Statement): readonly string[] {
  if (!ts.isExportDeclaration(node) || node.moduleSpecifier || !node.exportClause) return [];
  if (ts.isNamespaceExport(node.exportClause)) return [];
  return node.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

function hasSummary(node: ts.Statement): boolean {
  return ts
    .getJSDocCommentsAndTags(node)
    .some((doc) => ts.isJSDoc(doc) && Boolean(ts.getTextOfJSDocComment(doc.comment)?.trim()));
}

function hasModifier(node: ts.Statement, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && Boolean(ts.getModifiers(node)?.some((m) => m.kind === kind));
}

function nameOf(node: ts.Statement): string {
  const declared = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  const name = declared === undefined ? undefined : ts.getNameOfDeclaration(declared as never);
  return name?.getText() ?? 'this export';
}
