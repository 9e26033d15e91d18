import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../support/read-tree.ts';

/** The text of a page in the repository; empty when there is no such file. */
export function readPage(path: string): string {
  const file = join(repositoryRoot, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Writes a page into the repository, with the folder that it needs. */
export function writePage(path: string, text: string): void {
  const file = join(repositoryRoot, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
