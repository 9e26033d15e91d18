import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { FaultlineError } from '../../errors.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { bundledFile, bundledNames, bundledReadme, importBundled } from './bundled.ts';
import type { Exports } from './import-file.ts';

/** A protocol, and the words by which it was found and can be found again. */
export interface FoundSpec {
  readonly protocol: Protocol;
  readonly spec: string;
  /** Absolute path of the file that exports the protocol. */
  readonly file: string;
  /** Absolute path of the README of the spec, where it has one. */
  readonly readme: string;
}

/**
 * Finds the protocol that somebody names.
 *
 * @param spec - The name of a bundled spec, or the path of a file, or `path#id`.
 * @throws FaultlineError `FL602` when there is no such spec, `FL603` when the file cannot be loaded
 * or does not say which protocol is meant; the spec's own error when it declares what cannot be.
 */
export async function findSpec(spec: string): Promise<FoundSpec> {
  if (!/^\.|[\\/]|\.[cm]?[jt]sx?(?:#|$)/.test(spec)) return bundled(spec);
  const { path, id } = splitSpec(spec);
  await requireFile(path);
  const protocol = pick(protocolsIn(await imported(path)), { path, id });
  return { spec, protocol, file: resolve(path), readme: resolve(path, '..', 'README.md') };
}

/**
 * Every spec that comes with Faultline, in order.
 */
export async function bundledSpecs(): Promise<readonly FoundSpec[]> {
  return Promise.all(bundledNames().map(bundled));
}

async function bundled(name: string): Promise<FoundSpec> {
  const names = bundledNames();
  if (names.includes(name)) {
    const exports = await importBundled(name);
    const protocol = pick(protocolsIn(exports), { path: name, id: undefined });
    return { spec: name, protocol, file: bundledFile(name), readme: bundledReadme(name) };
  }
  const { didYouMean } = await import('../nearest.ts');
  throw new FaultlineError(
    'FL602',
    `There is no spec "${name}".`,
    didYouMean(
      name,
      names,
      `see \`faultline list\`; a file is named by its path, such as ./${name}.ts.`,
    ),
  );
}

function splitSpec(spec: string): { path: string; id: string | undefined } {
  const at = spec.lastIndexOf('#');
  if (at < 0 || existsSync(spec)) return { path: spec, id: undefined };
  return { path: spec.slice(0, at), id: spec.slice(at + 1) };
}

const extensions = ['.ts', '.mts', '.js', '.mjs'];

async function requireFile(path: string): Promise<void> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === true && extensions.includes(extname(path))) return;
  if (stats === undefined) throw await missingFile(path);
  const [what, fix] = stats.isDirectory()
    ? [`"${path}" is a folder.`, 'name the file in it that exports the protocol.']
    : [`"${path}" cannot hold a spec.`, `a spec is a file ending in ${extensions.join(', ')}.`];
  throw new FaultlineError('FL602', what, fix);
}

async function missingFile(path: string): Promise<FaultlineError> {
  const folder = path.slice(0, path.length - basename(path).length);
  const names = existsSync(resolve(folder)) ? readdirSync(resolve(folder)) : [];
  const files = names.filter((name) => extensions.includes(extname(name)));
  const { didYouMean } = await import('../nearest.ts');
  return new FaultlineError(
    'FL602',
    `There is no file "${path}".`,
    didYouMean(
      path,
      files.map((name) => folder + name),
      'check the path; it is taken from the present folder.',
    ),
  );
}

async function imported(path: string): Promise<Exports> {
  const { importFile } = await import('./import-file.ts');
  const absolute = resolve(path);
  try {
    return await importFile(absolute);
  } catch (error) {
    const { loadError } = await import('./load-error.ts');
    throw loadError(path, error);
  }
}

function protocolsIn(exports: Exports): readonly Protocol[] {
  const values = Object.values(exports).filter(
    (value) => (value as { kind?: unknown } | null | undefined)?.kind === 'protocol',
  );
  return [...new Set(values as Protocol[])];
}

function pick(
  protocols: readonly Protocol[],
  wanted: { readonly path: string; readonly id: string | undefined },
): Protocol {
  const { path, id } = wanted;
  const [first, ...more] = protocols.filter((protocol) => id === undefined || protocol.id === id);
  if (first !== undefined && more.length === 0) return first;
  const ids = protocols.map((protocol) => protocol.id);
  if (ids.length === 0) {
    throw new FaultlineError(
      'FL603',
      `The spec file "${path}" exports no protocol.`,
      'export what defineProtocol gives: export const myProtocol = defineProtocol({ … }).',
    );
  }
  throw new FaultlineError(
    'FL603',
    id === undefined
      ? `The spec file "${path}" exports ${ids.length} protocols: ${ids.join(', ')}.`
      : `The spec file "${path}" exports no protocol "${id}".`,
    `say which one: ${ids.map((one) => `${path}#${one}`).join(', ')}.`,
  );
}
