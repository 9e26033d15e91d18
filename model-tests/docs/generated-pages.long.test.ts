import { describe, expect, it } from 'vitest';
import { howItWorksPage } from './how-it-works-page.ts';
import { readPage } from './page-files.ts';
import { specPages } from './spec-pages.ts';

describe('A page with what checks have found', () => {
  it.each([howItWorksPage, ...specPages])(
    'is what its generator writes: $path',
    async ({ path, render }) => {
      const present = readPage(path);
      expect(present, 'run `npm run docs:update`').toBe(await render(present));
    },
  );
});
