import { createHash } from 'node:crypto';
import { build } from 'esbuild';

/**
 * Stands for all that a spec consists of: its file and every file of its own that it imports, compiled, and
 * the versions of what it runs on. Specs with equal keys give equal checks.
 *
 * @param path - Absolute path of the file that exports the protocol.
 * @param versions - What else the result depends on: `faultline 0.1.0`.
 * @returns 64 hexadecimal digits.
 */
export async function contentKey(path: string, versions: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    // Packages are what they are by their versions; the spec's own files are taken in.
    packages: 'external',
    external: ['#*'],
    minifyWhitespace: true,
    logLevel: 'silent',
  });
  const hash = createHash('sha256');
  for (const version of versions) hash.update(`${version}\n`);
  for (const { contents } of outputFiles) hash.update(contents);
  return hash.digest('hex');
}
