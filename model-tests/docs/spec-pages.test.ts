import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/read-tree.ts';
import { specPages } from './spec-pages.ts';

describe('The READMEs of the specs', () => {
  it('are one for each folder', () => {
    const specs = join(repositoryRoot, 'specs');
    const folders = readdirSync(specs)
      .filter((name) => existsSync(join(specs, name, 'spec.ts')))
      .map((name) => `specs/${name}/README.md`);
    expect(specPages.map(({ path }) => path).sort()).toEqual(folders.sort());
  });
});
