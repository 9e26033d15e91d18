import { describe, expect, it } from 'vitest';
import { withSection } from './generated-page.ts';
import { generatedPages } from './generated-pages.ts';
import { howItWorksPage } from './how-it-works-page.ts';
import { readPage } from './page-files.ts';
import { specPages } from './spec-pages.ts';

// The others need checks, and are compared in the long tests.
const pagesWithChecks = [howItWorksPage, ...specPages];
const pagesWithoutChecks = generatedPages.filter((page) => !pagesWithChecks.includes(page));

describe('a generated page', () => {
  it.each(pagesWithoutChecks)('is what its generator writes: $path', async ({ path, render }) => {
    const present = readPage(path);
    expect(present, 'run `npm run docs:update`').toBe(await render(present));
  });

  it('is listed once', () => {
    const paths = generatedPages.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)]);
  });
});

describe('withSection', () => {
  const page = 'Before.\n\n<!-- generated: sizes -->\nold\n<!-- end -->\n\nAfter.\n';

  it('replaces what stands between the two lines, and nothing else', () => {
    expect(withSection(page, 'sizes', '| new |\n| --- |')).toBe(
      'Before.\n\n<!-- generated: sizes -->\n| new |\n| --- |\n<!-- end -->\n\nAfter.\n',
    );
  });

  it('fills a section that is empty', () => {
    const empty = '<!-- generated: sizes -->\n<!-- end -->\n';
    expect(withSection(empty, 'sizes', 'new')).toBe(
      '<!-- generated: sizes -->\nnew\n<!-- end -->\n',
    );
  });

  it('finds nothing to do the second time', () => {
    const once = withSection(page, 'sizes', 'new');
    expect(withSection(once, 'sizes', 'new')).toBe(once);
  });

  it('leaves other sections alone', () => {
    const two = `${page}<!-- generated: counts -->\n1\n<!-- end -->\n`;
    expect(withSection(two, 'sizes', 'new')).toContain('<!-- generated: counts -->\n1\n');
    expect(withSection(two, 'counts', '2')).toContain('<!-- generated: sizes -->\nold\n');
  });

  it.each(['', page + page, '<!-- generated: sizes -->\nno end\n'])(
    'refuses a page that does not have the section once',
    (text) => {
      expect(() => withSection(text, 'sizes', 'new')).toThrow('needs the section "sizes" once');
    },
  );
});
