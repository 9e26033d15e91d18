/** Where a file belongs: a row of the table of who may import whom. */
export type Layer = keyof typeof layers;

/** Which packages and `node:` modules the files of a layer may import. */
export type Packages =
  | 'none'
  | 'xstate'
  | 'types of xstate'
  | 'zod'
  | 'any but tests'
  | 'browser'
  | 'any but xstate'
  | 'any';

interface Row {
  /** Layers it may import besides itself. */
  readonly files: readonly string[];
  readonly packages: Packages;
}

const coreFolders = [
  ...['protocol', 'statechart', 'system', 'explore'],
  ...['history', 'trace', 'report'],
] as const;

// A leaf may import anything above it, and never another leaf.
const aboveLeaves = ['errors', 'index', ...coreFolders] as const;

/**
 * Who may import whom; what is not listed is not allowed.
 *
 * `errors` stands in every row of `src`: each layer raises errors of its own.
 */
export const layers = {
  errors: { files: [], packages: 'none' },
  protocol: { files: ['errors'], packages: 'types of xstate' },
  statechart: { files: ['errors', 'protocol'], packages: 'xstate' },
  system: { files: ['errors', 'protocol', 'statechart'], packages: 'none' },
  explore: { files: ['errors'], packages: 'none' },
  history: { files: ['errors'], packages: 'none' },
  // A trace file comes from outside: zod checks its shape. `statechart` gives canonical text.
  trace: { files: ['errors', 'protocol', 'statechart', 'system', 'explore'], packages: 'zod' },
  report: {
    files: ['errors', 'protocol', 'statechart', 'system', 'trace', 'history'],
    packages: 'none',
  },
  index: { files: ['errors', ...coreFolders], packages: 'none' },
  cli: { files: aboveLeaves, packages: 'any but tests' },
  docgen: { files: aboveLeaves, packages: 'any but tests' },
  testing: { files: aboveLeaves, packages: 'any but xstate' },
  runtime: { files: aboveLeaves, packages: 'any but tests' },
  ui: { files: aboveLeaves, packages: 'browser' },
  specs: { files: ['index'], packages: 'xstate' },
  'model-tests': { files: ['specs', 'index', 'testing'], packages: 'any' },
} as const satisfies Readonly<Record<string, Row>>;

/**
 * Packages that not everybody may import who may import others. The layout of charts is made by who
 * writes them into files; a page in a browser gets coordinates.
 */
export const packagesOfFew: Readonly<Record<string, readonly Layer[]>> = {
  elkjs: ['cli', 'docgen', 'model-tests'],
};

/**
 * The layer a file belongs to.
 *
 * @param path - From the top of the repository.
 * @returns `undefined` for a file that has no place in the table.
 */
export function layerOf(path: string): Layer | undefined {
  if (path === 'src/errors.ts' || path === 'src/errors.test.ts') return 'errors';
  if (path === 'src/index.ts' || path === 'src/index.test.ts') return 'index';
  const [top = '', folder = '', file] = path.split('/');
  if (top === 'specs' || top === 'model-tests') return top;
  const isFolderOfSrc = top === 'src' && file !== undefined && !outsideFolders.has(folder);
  return isFolderOfSrc && Object.hasOwn(layers, folder) ? (folder as Layer) : undefined;
}

const outsideFolders = new Set(['errors', 'index', 'specs', 'model-tests']);

/** Whether the layer is part of the checker itself, which runs in Node and in browsers alike. */
export function isCore(layer: Layer): boolean {
  return (aboveLeaves as readonly string[]).includes(layer);
}
