import { importGraph } from './cycles.ts';
import { isTest, isToolConfig, type SourceText } from './source-text.ts';

/** Files that are started or read from outside: nobody needs to import them. */
const entries = [
  /^src\/index\.ts$/,
  /^src\/(?:testing|docgen)\/index\.ts$/,
  /^src\/(?:cli|docgen|runtime|ui)\/main\.tsx?$/,
  /^src\/cli\/lab\/main\.ts$/,
  /^src\/ui\/(?:authoring|protocol-lab)\.ts$/,
  /[/-]worker\.ts$/,
];

/** Files of `src` that no file imports and nobody starts; a tree without `src/index.ts` has none. */
export function deadFiles(files: readonly SourceText[]): readonly string[] {
  const graph = importGraph(files);
  // Before there is a public API, nothing can be reached from it.
  if (!graph.has('src/index.ts')) return [];
  const imported = new Set([...graph.values()].flatMap((targets) => [...targets]));
  const isEntry = (path: string) =>
    isTest(path) || isToolConfig(path) || entries.some((entry) => entry.test(path));
  return [...graph.keys()]
    .filter((path) => path.startsWith('src/') && !imported.has(path) && !isEntry(path))
    .map((path) => `${path} is imported by no file`);
}
