import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const code = ['{src,specs,model-tests,.config,.ci}/**/*.{ts,tsx}'];
const tests = ['**/*.{test,test-d}.ts', 'model-tests/**/*.ts'];
const core = ['src/*.ts', 'src/{protocol,statechart,system,explore,history,trace,report}/**/*.ts'];
const configs = ['**/*.config.{js,ts}', 'docs/.vitepress/**'];

/** The one core file that names the clock and `Math.random`: in order to forbid them. */
const clockGuards = ['src/statechart/forbid-clock.ts'];

/** Bugs that neither the compiler nor the typed rules report. */
const correctness = {
  eqeqeq: 'error',
  'no-async-promise-executor': 'error',
  'no-cond-assign': 'error',
  'no-constant-binary-expression': 'error',
  'no-control-regex': 'error',
  'no-debugger': 'error',
  'no-dupe-else-if': 'error',
  'no-duplicate-case': 'error',
  'no-empty': 'error',
  'no-eval': 'error',
  'no-irregular-whitespace': 'error',
  'no-loss-of-precision': 'error',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-sparse-arrays': 'error',
  'no-template-curly-in-string': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unreachable-loop': 'error',
  'no-unsafe-finally': 'error',
  'no-useless-escape': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
};

/** Sizes and shapes a reader can hold in mind. */
const shape = {
  complexity: ['error', 20],
  'max-depth': ['error', 4],
  'max-lines': ['error', 400],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  'no-restricted-exports': [
    'error',
    {
      restrictDefaultExports: {
        direct: true,
        named: true,
        defaultFrom: true,
        namedFrom: true,
        namespaceFrom: true,
      },
    },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  ],
};

/** What the presets leave out, and where they are too strict for this code. */
const typed = {
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/dot-notation': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/no-inferrable-types': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/prefer-function-type': 'error',
  '@typescript-eslint/prefer-includes': 'error',
  '@typescript-eslint/prefer-nullish-coalescing': 'error',
  '@typescript-eslint/prefer-optional-chain': 'error',
  '@typescript-eslint/prefer-string-starts-ends-with': 'error',
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true },
  ],
  // A `default` counts: `unreachable(value)` in it is refused by the compiler if a case is missing.
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
};

const argument = 'Above the leaves this arrives as an argument, so that every run can be repeated.';
const impureGlobals = [
  ...['Date', 'performance', 'crypto', 'setTimeout', 'setInterval', 'setImmediate'],
  ...['requestAnimationFrame', 'requestIdleCallback', 'queueMicrotask'],
  ...['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB'],
  ...['self', 'globalThis', 'global', 'process', 'Buffer', 'require', 'module', '__dirname'],
  ...['console', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Worker', 'postMessage', 'alert'],
];

/** Keeps the core free of Node, of the DOM, of clocks and of randomness. */
const purity = {
  'no-restricted-globals': ['error', ...impureGlobals.map((name) => ({ name, message: argument }))],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: argument },
    { object: 'Intl', property: 'DateTimeFormat', message: argument },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: builtinModules.map((name) => ({ name, message: argument })),
      patterns: [{ group: ['node:*', 'node:*/**'], message: argument }],
    },
  ],
};

/** Whoever takes the clock away has to name it, and to put its methods back afterwards. */
const clockInReach = {
  'no-restricted-globals': 'off',
  'no-restricted-properties': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

/** Where code is made of text, for one layout of the state: the inner loops. */
const codeGenerators = ['src/system/tables/expander.ts', 'src/system/tables/decision-code.ts'];

/** Rules about one size or one type that get in the way of a table of test cases. */
const relaxedInTests = {
  complexity: 'off',
  'max-lines-per-function': 'off',
  'no-template-curly-in-string': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    '.faultline/',
    'docs/reference/',
    'docs/.vitepress/{cache,dist}/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,ts,tsx}'], rules: { ...correctness, ...shape } },
  { files: ['docs/**/*.ts'], languageOptions: { parser: tseslint.parser } },
  {
    files: code,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` },
    },
    rules: typed,
  },
  { files: core, ignores: tests, rules: purity },
  { files: clockGuards, rules: clockInReach },
  { files: codeGenerators, rules: { '@typescript-eslint/no-implied-eval': 'off' } },
  // XState's own types hold `any`, so handing one of them on looks unsafe where it is not.
  {
    files: ['src/statechart/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  { files: tests, rules: relaxedInTests },
  { files: ['**/*.test-d.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  { files: configs, rules: { 'no-restricted-exports': 'off', 'max-lines': 'off' } },
);
