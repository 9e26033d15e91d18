import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceText } from './source-text.ts';
import { lineOf, parse, walk } from './syntax.ts';

/** One import, re-export, dynamic import or worker address in a file. */
export interface Import {
  /** As written, such as `./store.ts` or `node:fs`. */
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
  /** Whether the whole import vanishes when types are erased. */
  readonly typeOnly: boolean;
}

/** What an import leads to: a file of the repository, by its path, or a package, by its name. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string };

/**
 * Every import of a file whose address is written out.
 *
 * @returns Imports in the order of the text; computed addresses cannot be known and are left out.
 */
export function importsOf(file: SourceText): readonly Import[] {
  const found: Import[] = [];
  walk(parse(file), (node) => {
    const reference = referenceOf(node);
    if (reference === undefined || !ts.isStringLiteralLike(reference.address)) return;
    const { address, typeOnly } = reference;
    found.push({ specifier: address.text, line: lineOf(node), typeOnly });
  });
  return found;
}

/**
 * Finds what a specifier means in a file.
 *
 * @param from - Path of the importing file.
 * @param specifier - The package's own names, `#faultline` and `faultline/…`, give files of `src`.
 */
export function targetOf(from: string, specifier: string): Target {
  const own = ownFile(specifier);
  if (own !== undefined) return { kind: 'file', path: own };
  if (specifier.startsWith('.')) {
    const path = posix.join(posix.dirname(from), specifier.replace(/\.js$/, '.ts'));
    return { kind: 'file', path };
  }
  if (specifier.startsWith('node:')) return { kind: 'package', name: specifier };
  const parts = specifier.split('/');
  return { kind: 'package', name: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}

interface Reference {
  readonly address: ts.Expression | ts.TypeNode;
  readonly typeOnly: boolean;
}

function referenceOf(node: ts.Node): Reference | undefined {
  if (ts.isImportDeclaration(node)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { address: node.moduleSpecifier, typeOnly };
  }
  if (ts.isExportDeclaration(node)) {
    const address = node.moduleSpecifier;
    return address === undefined ? undefined : { address, typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    return ts.isStringLiteral(literal) ? { address: literal, typeOnly: true } : undefined;
  }
  if (ts.isExternalModuleReference(node)) return { address: node.expression, typeOnly: false };
  return callReferenceOf(node);
}

function callReferenceOf(node: ts.Node): Reference | undefined {
  const address =
    ts.isCallExpression(node) || ts.isNewExpression(node) ? node.arguments?.[0] : undefined;
  if (address === undefined || !ts.isStringLiteralLike(address)) return undefined;
  const loads =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
      node.expression.getText() === 'require');
  // `new URL('./worker.ts', import.meta.url)` is how a worker is named.
  const names =
    ts.isNewExpression(node) &&
    node.expression.getText() === 'URL' &&
    node.arguments?.[1]?.getText() === 'import.meta.url' &&
    /\.[jt]sx?$/.test(address.text);
  return loads || names ? { address, typeOnly: false } : undefined;
}

function ownFile(specifier: string): string | undefined {
  if (specifier === '#faultline' || specifier === 'faultline') return 'src/index.ts';
  if (specifier === 'faultline/testing') return 'src/testing/index.ts';
  const spec = /^faultline\/specs\/([\w-]+)$/.exec(specifier)?.[1];
  return spec === undefined ? undefined : `specs/${spec}/spec.ts`;
}
