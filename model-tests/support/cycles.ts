import { importsOf, targetOf } from './imports.ts';
import { isCode, type SourceText } from './source-text.ts';

/**
 * Finds files that import themselves by way of others; an import of types counts too.
 *
 * @returns One line per cycle, such as `a.ts → b.ts → a.ts`; empty when there is none.
 *
 * Cost: one visit per import.
 * Source: Cormen, Leiserson, Rivest & Stein, "Introduction to Algorithms", 2009, §22.3 (back edges).
 */
export function importCycles(files: readonly SourceText[]): readonly string[] {
  const graph = importGraph(files);
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, above: readonly string[]) => {
    const start = above.indexOf(path);
    if (start !== -1) cycles.push([...above.slice(start), path].join(' → '));
    if (start !== -1 || finished.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...above, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}

/** Which code files each code file imports, by path; packages and missing files are left out. */
export function importGraph(
  files: readonly SourceText[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const code = files.filter(isCode);
  const paths = new Set(code.map(({ path }) => path));
  const imported = (file: SourceText) =>
    importsOf(file).flatMap(({ specifier }) => {
      const target = targetOf(file.path, specifier);
      return target.kind === 'file' && paths.has(target.path) ? [target.path] : [];
    });
  return new Map(code.map((file) => [file.path, new Set(imported(file))]));
}
