import ts from 'typescript';
import { importsOf, targetOf, type Import } from './imports.ts';
import {
  isCore,
  layerOf,
  layers,
  packagesOfFew,
  type Layer,
  type Packages,
} from './layer-table.ts';
import { isCode, isTest, isToolConfig, type SourceText } from './source-text.ts';
import { lineOf, parse } from './syntax.ts';

/**
 * Every import that the table of layers does not allow.
 *
 * @param files - The whole repository, or made-up files; only code is looked at.
 * @returns One line per violation: file, import and rule. Empty when all is well.
 */
export function layerViolations(files: readonly SourceText[]): readonly string[] {
  return files.filter((file) => isCode(file) && !isToolConfig(file.path)).flatMap(violationsOf);
}

function violationsOf(file: SourceText): readonly string[] {
  const { path } = file;
  const layer = layerOf(path);
  if (layer === undefined) return [`${path} belongs to no layer: move it into a folder of src`];
  const found = importsOf(file).flatMap((used) => {
    const rule = brokenRule(path, layer, used);
    return rule === undefined ? [] : [`${path}:${used.line} imports '${used.specifier}': ${rule}`];
  });
  return path === 'src/index.ts' ? [...found, ...notReexports(file)] : found;
}

function brokenRule(path: string, layer: Layer, used: Import): string | undefined {
  const target = targetOf(path, used.specifier);
  const inTest = isTest(path);
  if (target.kind === 'package') {
    const few = packagesOfFew[target.name];
    if (few?.includes(layer) === false && !inTest)
      return `only ${few.join(', ')} import ${target.name}`;
    const allowed = inTest ? packagesOfTests(layer) : layers[layer].packages;
    return packageRule(allowed, target.name, used.typeOnly, inTest ? `a test in ${layer}` : layer);
  }
  if (isTest(target.path)) return 'nothing imports a test';
  const to = layerOf(target.path);
  if (to === undefined) return 'this is no file of src, specs or model-tests';
  if (inTest) return testRule(layer, to);
  if (to === 'index' && layer === 'specs' && used.specifier !== '#faultline') {
    return 'specs import the checker as #faultline';
  }
  const allowed: readonly string[] = layers[layer].files;
  if (to === layer || allowed.includes(to)) return undefined;
  return `${layer} may import ${allowed.length === 0 ? 'nothing' : allowed.join(', ')}`;
}

// A unit test is exempt from the table: it may use all of src, but not what is built upon src.
function testRule(layer: Layer, to: Layer): string | undefined {
  if (layer === 'specs' || layer === 'model-tests') {
    const allowed: readonly string[] = layers['model-tests'].files;
    if (to === layer || allowed.includes(to)) return undefined;
    return `a test in ${layer} may import ${allowed.join(', ')}`;
  }
  return to === 'specs' || to === 'model-tests' ? 'a test in src may import src only' : undefined;
}

const testPackages = ['vitest', 'fast-check', '@fast-check/vitest', '@xstate/test'];

// Tests of the core say so when they need Node: the core itself must run without it.
function packagesOfTests(layer: Layer): Packages | 'tests' {
  return isCore(layer) ? 'tests' : 'any';
}

function packageRule(
  allowed: Packages | 'tests',
  name: string,
  typeOnly: boolean,
  who: string,
): string | undefined {
  const isXstate = name === 'xstate';
  const isTestPackage = testPackages.includes(name);
  switch (allowed) {
    case 'any':
      return undefined;
    case 'none':
      return `${who} may import no package`;
    case 'xstate':
      return isXstate ? undefined : `${who} may import no package but xstate`;
    case 'types of xstate':
      return isXstate && typeOnly ? undefined : `${who} may import no package but xstate's types`;
    case 'zod':
      return name === 'zod' ? undefined : `${who} may import no package but zod`;
    case 'tests':
      return isXstate || isTestPackage ? undefined : `${who} may import test packages only`;
    case 'any but xstate':
      return isXstate ? onlyStatechart : undefined;
    case 'any but tests':
      return isXstate ? onlyStatechart : isTestPackage ? onlyTests : undefined;
    case 'browser':
      if (name.startsWith('node:')) return `${who} runs in the browser and has no Node`;
      return isXstate ? onlyStatechart : isTestPackage ? onlyTests : undefined;
  }
}

const onlyStatechart = 'in src only statechart imports xstate';
const onlyTests = 'only tests and src/testing import test packages';

function notReexports(file: SourceText): readonly string[] {
  return parse(file)
    .statements.filter((node) => !ts.isExportDeclaration(node) || !node.moduleSpecifier)
    .map((node) => `${file.path}:${lineOf(node)} is not a re-export: index.ts holds nothing else`);
}
