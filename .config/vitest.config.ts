import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// `source` makes `#faultline` and `faultline` mean src/, so the tests need no build.
const conditions = ['source', 'module', 'node', 'development|production'];
const tests = ['src/**/*.test.ts', 'specs/**/*.test.ts', 'model-tests/**/*.test.ts'];
const longTests = '**/*.long.test.ts';
const ignored = ['**/node_modules/**', '**/dist/**'];

const secondMs = 1000;
const minuteMs = 60 * secondMs;

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['model-tests/support/fixed-seed.ts'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['**/*.test.ts'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: tests,
          exclude: [...ignored, longTests],
          // The files of a worker share the modules they load: a fresh set for each costs a minute.
          isolate: false,
          testTimeout: 60 * secondMs,
          hookTimeout: 60 * secondMs,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [longTests],
          exclude: ignored,
          // A process per file: a search may use gigabytes, given back when the file ends.
          isolate: true,
          testTimeout: 20 * minuteMs,
          hookTimeout: 20 * minuteMs,
        },
      },
    ],
  },
});
