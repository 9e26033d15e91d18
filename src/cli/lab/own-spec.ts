import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { loadError } from '../spec/load-error.ts';
import type { FoundSpec } from '../spec/find.ts';
import { browserOptions, type ListedSpec } from './build-lab.ts';
import { chartFiles } from './lab-charts.ts';
import type { OwnFiles } from './serve-lab.ts';

/** Where the page finds the user's own spec. */
const ownModule = 'own/spec.js';

/**
 * Makes a spec file of the user's ready for the page: one module, which shares Faultline and XState with
 * the rest of the lab.
 *
 * @param found - The protocol, and how the user named it: `path` or `path#id`.
 * @returns The text of the module, its line of `specs.json`, and the layouts of its charts.
 * @throws FaultlineError `FL603` when the file cannot be bundled.
 */
export async function ownSpec({ spec, protocol }: FoundSpec): Promise<{
  readonly module: string;
  readonly text: string;
  readonly listed: ListedSpec;
  readonly charts: OwnFiles;
}> {
  const path = spec.replace(/#[^#]*$/, (id) => (id === `#${protocol.id}` ? '' : id));
  const name = protocol.id;
  const { title, source, id } = protocol;
  const listed = {
    ...{ name, title, module: ownModule, protocol: id, lessons: [] },
    ...(source !== undefined && { source }),
  };
  try {
    const { outputFiles } = await build({
      ...browserOptions,
      minify: false,
      entryPoints: [resolve(path)],
      write: false,
      plugins: [sharedModules],
    });
    const charts = await chartFiles([protocol], undefined);
    return { module: ownModule, text: outputFiles[0]?.text ?? '', listed, charts };
  } catch (error) {
    throw loadError(path, error);
  }
}

/** Faultline and XState are those that the page has loaded already. */
const sharedModules: Plugin = {
  name: 'shared',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^#?faultline$/ }, () => ({
      path: '../faultline.js',
      external: true,
    }));
    bundling.onResolve({ filter: /^xstate$/ }, () => ({ path: '../xstate.js', external: true }));
  },
};
