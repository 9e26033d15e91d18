/** A text file of the repository; the checks never touch the disk, so that they run on made-up files. */
export interface SourceText {
  /** Path from the top of the repository, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/** Whether the file is TypeScript of ours: under `src`, `specs` or `model-tests`. */
export function isCode({ path }: SourceText): boolean {
  return /^(?:src|specs|model-tests)\/.*\.tsx?$/.test(path);
}

/** Whether the path is that of a test: `*.test.ts`, or `*.test-d.ts` for types. */
export function isTest(path: string): boolean {
  return /\.(?:test|test-d)\.tsx?$/.test(path);
}

/** Whether a tool wants the file to have a default export, as Vite does of its configuration. */
export function isToolConfig(path: string): boolean {
  return path.endsWith('.config.ts');
}

/** The folder a path lies in; the top of the repository is `.`. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '.' : path.slice(0, end);
}
