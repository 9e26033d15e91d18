import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const top = fileURLToPath(new URL('../../..', import.meta.url));

// Within the repository, so that packages are found; laid out like the package, so that it finds itself.
const builds = join(top, 'node_modules/.cache/faultline-cli');

/**
 * Builds the command line from the source as it is now, without checking types.
 *
 * `dist` may be old or missing, and running the source through tsx costs each of many processes more
 * than this costs all of them. A build is kept under the hash of what it was made of.
 *
 * @returns The path of the program.
 */
export async function builtProgram(): Promise<string> {
  const sources = ['src', 'specs'].flatMap(sourcesIn).map((path) => ({
    path,
    text: readFileSync(join(top, path), 'utf8'),
  }));
  const packageJson = readFileSync(join(top, 'package.json'), 'utf8');
  const hash = createHash('sha256').update(JSON.stringify([packageJson, sources]));
  const folder = join(builds, hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) await build(sources, folder);
  return join(folder, 'dist/src/cli/main.js');
}

interface Source {
  readonly path: string;
  readonly text: string;
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(path))
    .map((path) => `${folder}/${path}`)
    .sort();
}

async function build(sources: readonly Source[], folder: string): Promise<void> {
  const { default: ts } = await import('typescript');
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
  };
  mkdirSync(builds, { recursive: true });
  const unfinished = mkdtempSync(join(builds, 'unfinished-'));
  for (const { path, text } of sources) {
    const file = join(unfinished, 'dist', path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, ts.transpileModule(text, { compilerOptions }).outputText);
  }
  cpSync(join(top, 'package.json'), join(unfinished, 'package.json'));
  removeOld();
  try {
    renameSync(unfinished, folder);
  } catch {
    // Another test file was faster, with the same result.
    rmSync(unfinished, { recursive: true });
  }
}

const hourMs = 3_600_000;

function removeOld(): void {
  for (const name of readdirSync(builds)) {
    const folder = join(builds, name);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > hourMs) rmSync(folder, { recursive: true, force: true });
  }
}
