import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { themes } from '../../report/svg/theme.ts';
import type { Lesson } from '../../trace/lesson/lesson.ts';
import { bundledSpecs } from '../spec/find.ts';
import { chartFiles } from './lab-charts.ts';

/** A line of `specs.json`: see `SpecEntry` of the page. */
export interface ListedSpec {
  readonly name: string;
  readonly title: string;
  readonly source?: string;
  readonly module: string;
  readonly protocol: string;
  readonly lessons: readonly (Pick<Lesson, 'id' | 'number' | 'title' | 'about'> & {
    readonly stages: number;
  })[];
}

/** What all code for browsers has in common. */
export const browserOptions = {
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  logLevel: 'silent',
  minify: true,
  // A chart shows the names of the functions in it.
  keepNames: true,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
} as const satisfies BuildOptions;

/**
 * Writes the lab as a folder of static files: the page, the worker, and each bundled spec by itself.
 *
 * @param top - The folder of the repository: it holds `src` and `specs`.
 * @param folder - What is in it is replaced.
 * @returns The sizes of the files are in the metafile of esbuild.
 */
export async function buildLab(top: string, folder: string) {
  // Two who build at once must not write into each other's folder.
  const own = `${folder}.${process.pid}`;
  const metafile = await writeLab(top, own);
  replaceFolder(folder, own);
  return metafile;
}

function replaceFolder(folder: string, by: string): void {
  const old = `${by}.old`;
  try {
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(by, folder);
  } catch (error) {
    // Somebody else has put the same there in this very moment.
    if (!existsSync(folder)) throw error;
    rmSync(by, { recursive: true, force: true });
  }
  rmSync(old, { recursive: true, force: true });
}

async function writeLab(top: string, folder: string) {
  const source = join(top, 'src/ui');
  const names = readdirSync(join(top, 'specs')).filter((name) =>
    existsSync(join(top, 'specs', name, 'spec.ts')),
  );
  const authoring = join(source, 'authoring.ts');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    ...browserOptions,
    absWorkingDir: top,
    entryPoints: [
      { in: join(source, 'main.tsx'), out: 'main' },
      { in: join(source, 'worker.ts'), out: 'worker' },
      { in: join(source, 'protocol-lab.ts'), out: 'protocol-lab' },
      { in: authoring, out: 'faultline' },
      { in: 'xstate', out: 'xstate' },
      { in: join(source, 'style.css'), out: 'style' },
      ...names.map((name) => ({ in: `lab-spec:${name}`, out: `specs/${name}` })),
    ],
    chunkNames: 'parts/[name]-[hash]',
    outdir: folder,
    splitting: true,
    metafile: true,
    plugins: [specModules(top, authoring)],
  });
  cpSync(join(source, 'index.html'), join(folder, 'index.html'));
  writeFileSync(join(folder, 'colours.css'), coloursCss());
  const listed = await listedSpecs(top);
  writeFileSync(join(folder, 'specs.json'), `${JSON.stringify(listed, undefined, 1)}\n`);
  const protocols = (await bundledSpecs()).map(({ protocol }) => protocol);
  mkdirSync(join(folder, 'charts'));
  for (const [path, text] of await chartFiles(protocols, join(top, '.faultline/layouts'))) {
    writeFileSync(join(folder, path), text);
  }
  return metafile;
}

/** Makes one module of a spec and its lessons; what specs import is the part that authors need. */
function specModules(top: string, authoring: string): Plugin {
  return {
    name: 'specs',
    setup: (bundling) => {
      bundling.onResolve({ filter: /^#faultline$/ }, () => ({ path: authoring }));
      bundling.onResolve({ filter: /^lab-spec:/ }, ({ path }) => ({
        path: path.slice('lab-spec:'.length),
        namespace: 'lab-spec',
      }));
      bundling.onLoad({ filter: /.*/, namespace: 'lab-spec' }, ({ path: name }) => {
        const folder = join(top, 'specs', name);
        const files = ['spec.ts', ...lessonFiles(folder)];
        return {
          contents: files.map((file) => `export * from './${file}';`).join('\n'),
          resolveDir: folder,
          loader: 'ts',
        };
      });
    },
  };
}

function lessonFiles(folder: string): readonly string[] {
  const lessons = join(folder, 'lessons');
  if (!existsSync(lessons)) return [];
  return readdirSync(lessons)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => `lessons/${file}`);
}

async function listedSpecs(top: string): Promise<readonly ListedSpec[]> {
  const found = await bundledSpecs();
  return Promise.all(
    found.map(async ({ spec, protocol }) => {
      const lessons = await lessonsOf(top, spec);
      return {
        ...{ name: spec, title: protocol.title, protocol: protocol.id },
        ...(protocol.source !== undefined && { source: protocol.source }),
        module: `specs/${spec}.js`,
        lessons: lessons.map(({ id, number, title, about, stages }) => ({
          ...{ id, number, title, about },
          stages: stages.length,
        })),
      };
    }),
  );
}

async function lessonsOf(top: string, spec: string): Promise<readonly Lesson[]> {
  // Run from dist, the lessons are there as JavaScript; run from the sources, as TypeScript.
  const isSource = import.meta.url.endsWith('.ts');
  const folder = new URL(`../../../specs/${spec}/`, import.meta.url);
  const files = lessonFiles(join(top, 'specs', spec));
  const modules = await Promise.all(
    files.map(
      (file) =>
        import(new URL(isSource ? file : file.replace(/\.ts$/, '.js'), folder).href) as Promise<
          Readonly<Record<string, unknown>>
        >,
    ),
  );
  return modules
    .flatMap((exports) => Object.values(exports))
    .filter((value) => (value as { kind?: unknown } | undefined)?.kind === 'lesson')
    .map((value) => value as Lesson)
    .sort((one, other) => one.number - other.number);
}

/** The colours of all pictures, for the page around them. */
function coloursCss(): string {
  const names = Object.keys(themes.light) as (keyof (typeof themes)['light'])[];
  const declared = names.map(
    (name) => `  --${name}: light-dark(${themes.light[name]}, ${themes.dark[name]});\n`,
  );
  return `:root {\n${declared.join('')}}\n`;
}

/** The top of the repository or of the package. */
export function topFolder(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../../..' : '../../../..', import.meta.url)).replace(
    /[\\/]$/,
    '',
  );
}
