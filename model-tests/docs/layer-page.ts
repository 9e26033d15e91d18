import { layers, type Packages } from '../support/layer-table.ts';
import { withSection, type GeneratedPage } from './generated-page.ts';

/** The page for contributors: its table of who may import whom is the one that a test enforces. */
export const layerPage: GeneratedPage = {
  path: '.github/CONTRIBUTING.md',
  render: (present) => withSection(present, 'layers', layerTable()),
};

const core = ['protocol', 'statechart', 'system', 'explore', 'history', 'trace', 'report'] as const;
const leaves = ['cli', 'docgen', 'testing', 'runtime', 'ui'] as const;

function layerTable(): string {
  const rows = [...core, ...leaves, 'specs' as const, 'model-tests' as const].map((layer) => {
    const { files, packages } = layers[layer];
    return `| \`${layer}\` | ${foldersText(files)} | ${packagesText[packages]} |`;
  });
  return ['| folder | other folders | packages |', '| --- | --- | --- |', ...rows].join('\n');
}

function foldersText(files: readonly string[]): string {
  if (core.every((layer) => files.includes(layer)))
    return 'everything up to `report`, `src/index.ts`';
  const folders = files.filter((file) => file !== 'errors');
  return folders.length === 0 ? 'none' : folders.map((folder) => nameOf(folder)).join(', ');
}

function nameOf(layer: string): string {
  return layer === 'index' ? '`src/index.ts`' : `\`${layer}\``;
}

const packagesText: Readonly<Record<Packages, string>> = {
  none: 'none',
  xstate: '`xstate`',
  'types of xstate': 'the types of `xstate`',
  zod: '`zod`',
  'any but tests': 'any but `xstate` and those for tests',
  browser: 'any but `xstate`, `node:` and those for tests',
  'any but xstate': 'any but `xstate`',
  any: 'any',
};
