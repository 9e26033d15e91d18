import ts from 'typescript';
import { expect } from 'vitest';

/** Runs a module whose imports are those of the caller, but for what is given in their place. */
export async function runBlock(
  module: string,
  given: Readonly<Record<string, unknown>>,
): Promise<void> {
  const imports = [...module.matchAll(/^import \{ (.+) \} from '(.+)';$/gm)];
  const scope: Record<string, unknown> = { expect };
  for (const [, names = '', from = ''] of imports) {
    if (from === 'vitest') continue;
    const exported = (await import(from)) as Record<string, unknown>;
    for (const name of names.split(', ')) scope[name] = exported[name];
  }
  const all = { ...scope, ...given };
  const body = ts.transpileModule(module.replace(/^import .*$/gm, ''), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const make = new AsyncFunction(...Object.keys(all), body.replace('export {};', ''));
  await make(...Object.values(all));
}

/** A test as `it` is given it. */
export type GivenTest = readonly [string, () => void | Promise<void>];

/** Runs a module that declares tests, and collects them. */
export async function testsIn(module: string): Promise<readonly GivenTest[]> {
  const tests: GivenTest[] = [];
  await runBlock(module, { it: (...test: GivenTest) => void tests.push(test) });
  return tests;
}
