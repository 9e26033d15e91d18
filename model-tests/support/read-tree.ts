import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceText } from './source-text.ts';

/** Absolute path of the top of the repository, without a slash at the end. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(
  /[\\/]$/,
  '',
);

/**
 * Reads every text file that git tracks or would track.
 *
 * @param root - Absolute path of a repository, or of an unpacked archive of one.
 * @returns Files in the order of their paths; binary files are left out.
 */
export function readTree(root: string): readonly SourceText[] {
  return (gitFiles(root) ?? filesUnder(root, ''))
    .filter((path) => existsSync(join(root, path)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}

function gitFiles(root: string): string[] | undefined {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  try {
    const output = execFileSync('git', list, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    return output.split('\0').filter((path) => path !== '');
  } catch {
    return undefined;
  }
}

const generated = new Set(['.git', '.faultline', 'node_modules', 'dist', 'coverage', 'cache']);

function filesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : filesUnder(root, path);
    return entry.isFile() ? [path] : [];
  });
}
