/// <reference types="node" />
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type DefaultTheme } from 'vitepress';
import { showFigures } from './figures.ts';
import { slugOf, stayInside } from './links.ts';

const docs = fileURLToPath(new URL('..', import.meta.url));

/** The pages of a folder by their titles, in the order of their file names. */
function pagesOf(folder: string): DefaultTheme.SidebarItem[] {
  const path = `${docs}${folder}`;
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .sort()
    .map((name) => ({
      text: /^# (.+)$/m.exec(readFileSync(`${path}/${name}`, 'utf8'))?.[1] ?? name,
      link: `/${folder}/${name.replace(/\.md$/, '')}`,
    }));
}

const guide: DefaultTheme.SidebarItem[] = [
  { text: 'Write a spec', link: '/guide/write-a-spec' },
  { text: 'Add failures and time', link: '/guide/failures' },
  { text: 'Read a counterexample', link: '/guide/counterexamples' },
  { text: 'Liveness without tears', link: '/guide/liveness' },
  { text: 'Test with fast-check and @xstate/test', link: '/guide/testing' },
  { text: 'Use it in CI', link: '/guide/ci' },
  { text: 'Coming from another tool', link: '/guide/coming-from' },
  { text: 'Exports', link: '/guide/exports' },
  { text: 'The JSON of results', link: '/guide/json' },
];

// A site in a folder of a server says so: FAULTLINE_DOCS_BASE=/faultline/ npm run docs:build
const base = process.env.FAULTLINE_DOCS_BASE ?? '/';

export default defineConfig({
  title: 'Faultline',
  description: 'Model checking of distributed protocols written as XState statecharts',
  base,
  // Figures can be played with: see src/ui/protocol-lab.ts.
  head: [['script', { type: 'module', src: `${base}lab/protocol-lab.js` }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'protocol-lab' } } },
  cleanUrls: false,
  lastUpdated: false,
  outDir: '../node_modules/.cache/faultline-docs/site',
  cacheDir: '../node_modules/.cache/faultline-docs/cache',
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    image: { lazyLoading: true },
    anchor: { slugify: slugOf },
    config: (md) => {
      showFigures(md);
      stayInside(md);
    },
  },
  // A fragment behind a file chooses its theme; text within a page has none.
  vite: { build: { assetsInlineLimit: 0 } },
  transformPageData: ({ relativePath }) =>
    relativePath.startsWith('protocols/') ? { frontmatter: { pageClass: 'protocol' } } : {},
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Learn', link: '/learn/' },
      { text: 'Protocols', link: '/protocols/' },
      { text: 'Guide', link: '/guide/write-a-spec' },
      { text: 'Reference', link: '/reference/' },
      { text: 'How it works', link: '/how-it-works/' },
    ],
    sidebar: {
      '/learn/': [{ text: 'Learn', link: '/learn/', items: pagesOf('learn') }],
      '/protocols/': [{ text: 'Protocols', link: '/protocols/', items: pagesOf('protocols') }],
      '/guide/': [{ text: 'Guide', items: guide }],
      '/reference/': [
        {
          text: 'Reference',
          link: '/reference/',
          items: [
            { text: 'Command line', link: '/reference/cli' },
            { text: 'Errors', link: '/reference/errors' },
            { text: 'Glossary', link: '/reference/glossary' },
            { text: 'API', link: '/reference/api/' },
          ],
        },
      ],
      '/how-it-works/': [
        { text: 'How it works', link: '/how-it-works/', items: pagesOf('how-it-works') },
        { text: 'Decisions', items: pagesOf('adr') },
        { text: 'Measured', items: [{ text: 'Benchmarks', link: '/benchmarks' }] },
        { text: 'Sources', items: [{ text: 'References', link: '/references' }] },
      ],
      '/adr/': [{ text: 'Decisions', items: pagesOf('adr') }],
    },
  },
});
