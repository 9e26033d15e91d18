import type { SourceText } from './source-text.ts';

const traces = [
  { name: 'a path of one machine', pattern: /(?<![\w.*-])\/(?:home|Users|root)\/[\w.-]+/ },
  { name: 'a path of one machine', pattern: /\b[A-Z]:\\Users\\/ },
  { name: 'a package registry', pattern: /registry\.(?:npmjs|yarnpkg|npmmirror)\.\w+/ },
  // The brackets keep the pattern from finding itself.
  { name: 'a package registry', pattern: /npm\.pkg\.github|artifactor[y]|jfro[g]|verdacci[o]/i },
  { name: 'a package registry', pattern: /"resolved": *"https?:/ },
  { name: 'a folder outside the repository', pattern: /(?<![\w-])shared\/(?!exclusive\b)/ },
  { name: 'a folder outside the repository', pattern: /\.\.\/shared\b/ },
];

/**
 * Traces of the machine or the network on which a file was written.
 *
 * @param files - All text files, whatever they hold.
 * @param root - Absolute path of this copy of the repository: no file may name it.
 */
export function leaks(files: readonly SourceText[], root: string): readonly string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = traces.find(({ pattern }) => pattern.test(line))?.name;
      const name = found ?? (namesFolder(line, root) ? 'a path of one machine' : undefined);
      return name === undefined ? [] : [`${path}:${index + 1} names ${name}`];
    }),
  );
}

// A checkout at `/app` or `/` would be found in texts that have nothing to do with it.
function namesFolder(line: string, root: string): boolean {
  return root.split(/[\\/]/).length > 2 && line.includes(root);
}
