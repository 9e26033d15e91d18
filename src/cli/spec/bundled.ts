import { existsSync, readdirSync } from 'node:fs';
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

function urlOf(name: string): URL {
  return new URL(`${name}/${file}`, folder);
}
