import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What only shows the results of a check to somebody; all other folders may change them. */
const leaves = new Set(['cli', 'docgen', 'testing', 'runtime', 'ui']);

/** The folder of the files that run: `src` in the repository, `dist/src` in a package. */
const ownFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Stands for the checker itself, by the content of its files: between two releases its version stays the
 * same although what it finds may not. XState, which takes the steps, goes in by its version.
 *
 * @param folder - The folder whose files count; the checker's own by default.
 * @returns 64 hexadecimal digits.
 *
 * Cost: every file of the core is read, which takes some hundredths of a second.
 */
export function toolKey(folder = ownFolder): string {
  const hash = createHash('sha256');
  const folders = readdirSync(folder).filter((name) => !leaves.has(name) && !name.includes('.'));
  for (const path of folders.flatMap((name) => codeIn(join(folder, name))).sort()) {
    hash.update(`${relative(folder, path)}\n`).update(readFileSync(path));
  }
  const { version } = createRequire(import.meta.url)('xstate/package.json') as { version: string };
  return hash.update(version).digest('hex');
}

function codeIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isCode(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
}

function isCode(name: string): boolean {
  return /\.[jt]s$/.test(name) && !/\.(?:test|test-d|d)\.ts$/.test(name);
}
