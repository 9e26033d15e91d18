import { folderOf, isCode, isTest, type SourceText } from './source-text.ts';

const folderFilesMax = 14;
const topFolders = ['specs', 'src', 'model-tests', 'docs'];
const topFiles = [
  ...['package.json', 'tsconfig.json', 'README.md'],
  ...['package-lock.json', 'LICENSE', 'CHANGELOG.md'],
];

/** What lies at the top of the repository and has no business there; dot files are welcome. */
export function strayTopLevel(files: readonly SourceText[]): readonly string[] {
  const stray = files
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('.'))
    .filter((path) => {
      const [top = ''] = path.split('/');
      return !(top === path ? topFiles : topFolders).includes(top);
    });
  return stray.map((path) => `${path} does not belong at the top level`);
}

/** Folders of `src` with more files, tests aside, than a reader can keep in order. */
export function crowdedFolders(files: readonly SourceText[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    if (!isCode(file) || isTest(file.path) || !file.path.startsWith('src/')) continue;
    const folder = folderOf(file.path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > folderFilesMax)
    .map(
      ([folder, count]) => `${folder} holds ${count} files: at most ${folderFilesMax}, split it`,
    );
}

/** Code files whose name is not `kebab-case.ts` or says nothing about what is in them. */
export function badNames(files: readonly SourceText[]): readonly string[] {
  const kebab = /\/[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z-]+)*\.tsx?$/;
  const vague = /\/(?:utils?|helpers?|misc|common)\.tsx?$/;
  return files
    .filter(isCode)
    .filter(({ path }) => !kebab.test(path) || vague.test(path))
    .map(({ path }) => `${path} needs a name in kebab-case that says what it holds`);
}
