import { Console } from 'node:console';
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import { load, resolve } from './own-packages.ts';

/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Imports a JavaScript or TypeScript file of the user's.
 *
 * TypeScript is left to Node where Node can read it, and to tsx otherwise: types are not checked.
 *
 * @param path - Absolute.
 * @throws Whatever the file throws; a SyntaxError or an error of esbuild when it does not compile.
 */
export async function importFile(path: string): Promise<Exports> {
  const { href } = pathToFileURL(path);
  const isTypescript = path.endsWith('ts');
  const native = Boolean((process.features as { typescript?: unknown }).typescript);
  if (isTypescript && !native) await registerTsx();
  registerOwnPackages();
  // Stdout is for results, some of which a program reads: what the file prints is for people.
  globalThis.console = new Console(process.stderr);
  // XState builds charts by recursion: the line of the user's file lies deep in the stack.
  Error.stackTraceLimit = 50;
  try {
    return (await import(href)) as Exports;
  } catch (error) {
    if (!isTypescript || !native || !needsTsx(error)) throw error;
    await registerTsx();
    return (await import(href)) as Exports;
  }
}

/** Node reads less than tsx does: no enums, no `./messages.js` that stands for `./messages.ts`. */
function needsTsx(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return error instanceof SyntaxError || /TYPESCRIPT|MODULE_NOT_FOUND/.test(String(code));
}

async function registerTsx(): Promise<void> {
  const { register } = await import('tsx/esm/api');
  register();
}

type RegisterHooks = (hooks: { resolve: typeof resolve; load: typeof load }) => void;

function registerOwnPackages(): void {
  const { registerHooks } = module as { registerHooks?: RegisterHooks };
  if (registerHooks !== undefined) registerHooks({ resolve, load });
  else module.register(new URL(import.meta.url.replace(/import-file(?=\.[jt]s$)/, 'own-packages')));
}
