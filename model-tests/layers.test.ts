import { describe, expect, it } from 'vitest';
import { importCycles } from './support/cycles.ts';
import { layerViolations } from './support/layers.ts';
import { readTree, repositoryRoot } from './support/read-tree.ts';
import type { SourceText } from './support/source-text.ts';

const aboveLeaves = 'errors, index, protocol, statechart, system, explore, history, trace, report';
const testPackageRule = 'only tests and src/testing import test packages';

function importing(path: string, specifier: string): SourceText {
  return { path, text: `import { a } from '${specifier}';\n` };
}

describe('the repository', () => {
  const files = readTree(repositoryRoot);

  it('imports only what the table of layers allows', () => {
    expect(layerViolations(files)).toEqual([]);
  });

  it('has no import cycles', () => {
    expect(importCycles(files)).toEqual([]);
  });
});

describe('the check of layers', () => {
  it.each([
    ['src/errors.ts', './protocol/role.ts', 'errors may import nothing'],
    ['src/protocol/role.ts', '../statechart/send.ts', 'protocol may import errors'],
    ['src/statechart/send.ts', '../system/moves.ts', 'statechart may import errors, protocol'],
    ['src/explore/store.ts', '../protocol/role.ts', 'explore may import errors'],
    ['src/history/order.ts', '../trace/replay.ts', 'history may import errors'],
    ['src/system/moves.ts', '#faultline', 'system may import errors, protocol, statechart'],
    ['src/cli/check.ts', '../docgen/page.ts', `cli may import ${aboveLeaves}`],
    ['src/ui/app.ts', '../../specs/paxos/spec.ts', `ui may import ${aboveLeaves}`],
    ['specs/paxos/spec.ts', '../../src/protocol/role.ts', 'specs may import index'],
    ['specs/paxos/spec.ts', 'faultline', 'specs import the checker as #faultline'],
    ['specs/paxos/spec.ts', '../../src/index.ts', 'specs import the checker as #faultline'],
    ['model-tests/paxos.ts', '../src/cli/main.ts', 'model-tests may import specs, index, testing'],
    [
      'model-tests/a.test.ts',
      '../src/cli/main.ts',
      'a test in model-tests may import specs, index, testing',
    ],
    ['src/explore/a.test.ts', '../../specs/paxos/spec.ts', 'a test in src may import src only'],
    ['src/explore/store.ts', './bfs.test.ts', 'nothing imports a test'],
    ['src/explore/store.ts', '../../../other/x.ts', 'this is no file of src, specs or model-tests'],
  ])('refuses %s importing %s', (path, specifier, rule) => {
    expect(layerViolations([importing(path, specifier)])).toEqual([
      `${path}:1 imports '${specifier}': ${rule}`,
    ]);
  });

  it.each([
    ['src/system/moves.ts', 'xstate', 'system may import no package'],
    ['src/explore/store.ts', 'node:fs', 'explore may import no package'],
    ['src/protocol/role.ts', 'xstate', "protocol may import no package but xstate's types"],
    ['src/statechart/step.ts', 'zod', 'statechart may import no package but xstate'],
    ['src/trace/verify.ts', 'xstate', 'trace may import no package but zod'],
    ['src/report/check-json.ts', 'zod', 'report may import no package'],
    ['src/cli/main.ts', 'xstate/graph', 'in src only statechart imports xstate'],
    ['src/testing/index.ts', 'xstate', 'in src only statechart imports xstate'],
    ['src/docgen/main.ts', '@fast-check/vitest', testPackageRule],
    ['src/ui/main.ts', 'elkjs', 'only cli, docgen, model-tests import elkjs'],
    ['src/runtime/main.ts', 'elkjs/lib/main.js', 'only cli, docgen, model-tests import elkjs'],
    ['src/ui/main.ts', 'node:fs', 'ui runs in the browser and has no Node'],
    ['src/ui/main.ts', 'vitest', testPackageRule],
    ['src/explore/a.test.ts', 'node:fs', 'a test in explore may import test packages only'],
    ['specs/paxos/spec.ts', 'fast-check', 'specs may import no package but xstate'],
  ])('refuses %s importing the package %s', (path, specifier, rule) => {
    expect(layerViolations([importing(path, specifier)])).toEqual([
      `${path}:1 imports '${specifier}': ${rule}`,
    ]);
  });

  it.each([
    ['src/statechart/send.ts', 'xstate'],
    ['src/statechart/send.ts', '../protocol/messages.ts'],
    ['src/trace/replay.ts', '../errors.ts'],
    ['src/trace/trace-schema.ts', 'zod'],
    ['src/trace/verify.ts', '../statechart/canonical.ts'],
    ['src/report/text.ts', './lines/wrap.ts'],
    ['src/cli/main.ts', 'node:fs'],
    ['src/cli/main.ts', '../index.ts'],
    ['src/cli/pictures/layout-engine.ts', 'elkjs/lib/elk.bundled.js'],
    ['src/testing/index.ts', 'fast-check'],
    ['src/explore/a.test.ts', '../testing/index.ts'],
    ['src/explore/a.test.ts', 'xstate'],
    ['src/cli/main.test.ts', 'node:fs'],
    ['specs/paxos/spec.ts', '../raft/messages.ts'],
    ['specs/paxos/spec.ts', '#faultline'],
    ['specs/paxos/spec.test.ts', 'faultline/testing'],
    ['model-tests/paxos.test.ts', 'faultline/specs/paxos'],
    ['model-tests/bench/bench.ts', 'xstate'],
  ])('allows %s to import %s', (path, specifier) => {
    expect(layerViolations([importing(path, specifier)])).toEqual([]);
  });

  it('tells an import of types from an import of values', () => {
    const text =
      "import type { AnyActor } from 'xstate';\nimport { type AnyActor } from 'xstate';\n";
    expect(layerViolations([{ path: 'src/protocol/role.ts', text }])).toEqual([
      "src/protocol/role.ts:2 imports 'xstate': protocol may import no package but xstate's types",
    ]);
  });

  it.each([
    "export { a } from '../cli/main.ts';",
    "const a = await import('../cli/main.ts');",
    "let a: import('../cli/main.ts').A;",
    "const a = new Worker(new URL('../cli/main.ts', import.meta.url));",
    "import a = require('../cli/main.ts');",
  ])('sees %s', (text) => {
    expect(layerViolations([{ path: 'src/system/a.ts', text }])).toHaveLength(1);
  });

  it('wants every file of src in a folder that the table knows', () => {
    const paths = ['src/extra.ts', 'src/extra/a.ts', 'src/errors/a.ts'];
    expect(layerViolations(paths.map((path) => ({ path, text: '' })))).toEqual(
      paths.map((path) => `${path} belongs to no layer: move it into a folder of src`),
    );
  });

  it('wants nothing but re-exports in index.ts', () => {
    const text = "export * from './errors.ts';\nexport const version = 1;\n";
    expect(layerViolations([{ path: 'src/index.ts', text }])).toEqual([
      'src/index.ts:2 is not a re-export: index.ts holds nothing else',
    ]);
  });
});

describe('the check of cycles', () => {
  it('finds a cycle and names its files in order', () => {
    const files = [
      importing('src/system/a.ts', './b.ts'),
      importing('src/system/b.ts', './c.ts'),
      importing('src/system/c.ts', './b.ts'),
    ];
    expect(importCycles(files)).toEqual(['src/system/b.ts → src/system/c.ts → src/system/b.ts']);
  });

  it('counts imports of types', () => {
    const text = "import type { A } from './a.ts';";
    const files = [importing('src/system/a.ts', './b.ts'), { path: 'src/system/b.ts', text }];
    expect(importCycles(files)).toHaveLength(1);
  });

  it('accepts two ways to the same file', () => {
    const text = "import './b.ts';\nimport './c.ts';";
    const files = [{ path: 'src/system/a.ts', text }, importing('src/system/b.ts', './c.ts')];
    expect(importCycles([...files, { path: 'src/system/c.ts', text: '' }])).toEqual([]);
  });
});
