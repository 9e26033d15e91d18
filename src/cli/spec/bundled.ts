import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Exports } from './import-file.ts';

const folder = new URL('../../../specs/', import.meta.url);
const file = import.meta.url.endsWith('.ts') ? 'spec.ts' : 'spec.js';

/** The names of the specs that come with Faultline, in order. */
export function bundledNames(): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(urlOf(entry.name)))
    .map(({ name }) => name)
    .sort();
}

/** Imports a spec that comes with Faultline. */
export async function importBundled(name: string): Promise<Exports> {
  return (await import(urlOf(name).href)) as Exports;
}

/** Absolute path of the file of a spec that comes with Faultline. */
export function bundledFile(name: string): string {
  return fileURLToPath(urlOf(name));
}

/** Absolute path of the README of a spec that comes with Faultline. */
export function bundledReadme(name: string): string {
  // The package has it beside the source, from which `dist` lies one folder deeper.
  const specs = file === 'spec.ts' ? folder : new URL('../../specs/', folder);
  return fileURLToPath(new URL(`${name}/README.md`, specs));
}

function urlOf(name: string): URL {
  return new URL(`${name}/${file}`, folder);
}
