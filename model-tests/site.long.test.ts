import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileAt, serveSite, type SiteServer } from './support/site-server.ts';

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Made by `npm run docs:build`, which takes longer than all these tests: they take what is there. */
const site = fileURLToPath(new URL('../node_modules/.cache/faultline-docs/site', import.meta.url));
const isBuilt = existsSync(join(site, 'index.html'));
/** Where the site was built to lie: `/`, or a folder of a server. */
const base = isBuilt
  ? (/ src="(\/[^"]*?)assets\//.exec(readFileSync(join(site, 'index.html'), 'utf8'))?.[1] ?? '/')
  : '/';

/** One page of each type. */
const pages = [
  'index.html',
  'learn/index.html',
  'learn/1-states.html',
  'protocols/index.html',
  'protocols/two-phase-commit.html',
  'protocols/raft.html',
  'guide/write-a-spec.html',
  'guide/counterexamples.html',
  'reference/cli.html',
  'reference/errors.html',
  'reference/api/index.html',
  'how-it-works/index.html',
  'adr/001-states-as-small-integers.html',
  'benchmarks.html',
];
const budgetBytes = 150 * 1024;

it.runIf(process.env.CI !== undefined)('the site is built before its tests', () => {
  expect(isBuilt).toBe(true);
});

describe.runIf(isBuilt)('the files of the site', () => {
  const html = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.html'),
  );

  it('link to nothing that is not there', () => {
    const ids = new Map(
      html.map((path) => {
        const text = readFileSync(join(site, path), 'utf8');
        return [
          join(site, path),
          new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
        ];
      }),
    );
    const dead = html.flatMap((path) =>
      linksOf(readFileSync(join(site, path), 'utf8'))
        .filter((link) => !leads(link, path, ids))
        .map((link) => `${path}: ${link}`),
    );
    expect(dead).toEqual([]);
    expect(html.length).toBeGreaterThan(pages.length);
  });

  it('have a page for each spec, with pictures', () => {
    const folder = fileURLToPath(new URL('../specs', import.meta.url));
    const specs = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'spec.ts')));
    const missing = specs.filter((name) => !html.includes(`protocols/${name}.html`));
    expect(missing).toEqual([]);
    const text = readFileSync(join(site, 'protocols/two-phase-commit.html'), 'utf8');
    expect(text).toMatch(
      /<img src="[^"]+\.svg#dark"[^>]* width="\d+" height="\d+"[^>]* loading="lazy"/,
    );
  });
});

describe.runIf(isBuilt && existsSync(browserPath))('the site in a browser', () => {
  let server: SiteServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await serveSite(site, base);
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    server.stop();
  });

  /** Opens a page, and hears of what it loads and of its errors. */
  async function opened(path: string, theme: 'light' | 'dark', width = 1280) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: theme,
    });
    const page = await context.newPage();
    const errors: string[] = [];
    const loads: Promise<number>[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('requestfailed', (request) => errors.push(`failed: ${request.url()}`));
    page.on('response', (response) => {
      if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
      if (!response.url().startsWith(server.url)) errors.push(`strayed: ${response.url()}`);
      loads.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    const bytes = async () => (await Promise.all(loads)).reduce((sum, one) => sum + one, 0);
    return { page, errors, bytes, close: () => context.close() };
  }

  it.each(pages)('shows %s: fast, within the screen, and to everybody', async (path) => {
    for (const theme of ['light', 'dark'] as const) {
      const { page, errors, bytes, close } = await opened(path, theme);
      expect(await bytes()).toBeLessThan(budgetBytes);
      expect(await overhang(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 800 });
      expect(await overhang(page)).toBe(0);
      expect(errors).toEqual([]);
      await close();
    }
  });

  it('shows its pictures in the theme that the reader chooses', async () => {
    const { page, close } = await opened('guide/counterexamples.html', 'light');
    await page.locator('.figure').first().scrollIntoViewIfNeeded();
    expect(await cornerOf(page)).toBe('255,255,255');
    await page.locator('.VPNavBarAppearance button').first().click();
    expect(await page.locator('html.dark').count()).toBe(1);
    expect(await cornerOf(page)).toBe('22,24,29');
    await close();
  });

  it('has figures that can be played with, and loads the lab when one is', async () => {
    const { page, errors, close } = await opened('learn/3-invariants.html', 'dark');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const figure = page.locator('protocol-lab');
    await figure.locator('img.in-dark').scrollIntoViewIfNeeded();
    expect(asked.filter((path) => path.includes('/lab/'))).toEqual([]);
    await figure.getByRole('button', { name: 'Play with it' }).click();
    const lab = page.frameLocator('protocol-lab iframe');
    await lab.locator('.place').waitFor();
    expect(await lab.locator('.place').textContent()).toBe('step 10 of 10');
    expect(await lab.locator('.notices').count()).toBe(0);
    expect(await lab.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await figure.locator('img.in-dark').isVisible()).toBe(false);
    await lab
      .getByRole('button', { name: /^Step 2:/ })
      .first()
      .click();
    expect(await lab.locator('.place').textContent()).toBe('step 2 of 10');
    await page.locator('.VPNavBarAppearance button').first().click();
    await lab.locator('html[data-theme=light]').waitFor();
    await figure.getByRole('button', { name: 'Back to the picture' }).click();
    expect(await page.locator('protocol-lab iframe').count()).toBe(0);
    expect(await figure.locator('img.in-light').isVisible()).toBe(true);
    expect(errors).toEqual([]);
    await close();
  });

  it('shows the pictures of its figures without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}learn/3-invariants.html`);
    expect(await page.locator('protocol-lab img.in-light').isVisible()).toBe(true);
    await context.close();
  });

  it('finds what is in its pages', async () => {
    const { page, close } = await opened('index.html', 'light');
    await page.locator('#local-search button').click();
    await page.locator('#localsearch-input').fill('neverBlocks');
    await page.locator('#localsearch-list a').first().waitFor();
    const found = await page.locator('#localsearch-list a').first().getAttribute('href');
    expect(found).toContain(`${base}`);
    await close();
  });
});

/** By how many pixels the page is wider than the screen. */
function overhang(page: Page): Promise<number> {
  return page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
}

/** What axe objects to, with the first element that it means. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  // One rule is experimental: it takes the keys in the search button for a part of its name.
  const { violations: found } = await page.evaluate<AxeResults>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'label-content-name-mismatch': { enabled: false } },
  })`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 160)}`);
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The colour of the background of the first picture that is shown. */
function cornerOf(page: Page): Promise<string> {
  return page.evaluate(`(async () => {
    const images = [...document.querySelectorAll('.figure img')];
    const image = images.find((one) => getComputedStyle(one).display !== 'none');
    image.loading = 'eager';
    await image.decode();
    const context = document.createElement('canvas').getContext('2d');
    context.drawImage(image, 0, 0);
    return [...context.getImageData(2, 2, 1, 1).data].slice(0, 3).join(',');
  })()`);
}

/** The links of a page that stay within the site. */
function linksOf(html: string): readonly string[] {
  const links = [...html.matchAll(/<(?:a|img|link|script)\b[^>]*? (?:href|src)="([^"]+)"/g)];
  const outside = /^(?:[a-z]+:|\/\/)/;
  return [...new Set(links.map(([, link = '']) => link))].filter((link) => !outside.test(link));
}

function leads(
  link: string,
  from: string,
  ids: ReadonlyMap<string, ReadonlySet<string | undefined>>,
): boolean {
  const { pathname, hash } = new URL(link.replaceAll('&amp;', '&'), `http://site${base}${from}`);
  const file = fileAt(site, base, decodeURIComponent(pathname));
  if (file === undefined) return false;
  const known = ids.get(file);
  return hash === '' || known === undefined || known.has(decodeURIComponent(hash.slice(1)));
}
