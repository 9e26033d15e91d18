/** What a hook hands on to the next one; Node's own types differ between its versions. */
interface Context {
  readonly parentURL?: string | undefined;
  readonly format?: string | null | undefined;
}
type Next<Result> = (specifier: string, context: Context) => Result;

const isSource = import.meta.url.endsWith('.ts');
const index = new URL(`../../index.${isSource ? 'ts' : 'js'}`, import.meta.url).href;
const typescript = /^file:.*\.m?ts(?:\?|$)/;

/**
 * A hook of Node's module loader: a spec, wherever its file is, gets the very Faultline and XState that
 * check it, and not other copies of them. So a spec needs neither installed beside it.
 */
export function resolve<Result>(specifier: string, context: Context, next: Next<Result>): Result {
  if (specifier === 'faultline' || specifier === '#faultline') return next(index, context);
  if (/^(?:faultline|xstate)(?:\/|$)/.test(specifier)) {
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
  return next(specifier, context);
}

/** A hook of Node's module loader: a spec in TypeScript is a module, whatever its package.json says. */
export function load<Result>(url: string, context: Context, next: Next<Result>): Result {
  if (!typescript.test(url) || url.includes('/node_modules/')) return next(url, context);
  // Node strips the types itself where it can; elsewhere tsx does, which wants the plain word.
  const native = Boolean((process.features as { typescript?: unknown }).typescript);
  return next(url, { ...context, format: native ? 'module-typescript' : 'module' });
}
