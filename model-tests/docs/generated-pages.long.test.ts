import { describe, expect, it } from 'vitest';
import { readPage } from './page-files.ts';
import { specPages } from './spec-pages.ts';

describe('The page of a spec', () => {
  it.each(specPages)('is what its generator writes: $path', async ({ path, render }) => {
    const present = readPage(path);
    expect(present, 'run `npm run docs:update`').toBe(await render(present));
  });
});
