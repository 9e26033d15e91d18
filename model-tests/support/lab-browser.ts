import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startLab, type LabServer } from './lab-server.ts';

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const built = fileURLToPath(new URL('../../.faultline/lab/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of the page go, for people to look at; none are taken otherwise. */
const pictures = process.env.LAB_PICTURES;

/** Whether this machine has a browser to test with. */
export const hasBrowser = existsSync(browserPath);

let server: LabServer;
let browser: Browser;
let context: BrowserContext;
/** What the page asked of others than the lab, and the errors that it made. */
let strayed: string[];
let errors: string[];

/**
 * Serves the lab and starts a browser for the tests of a group. After each test, whatever it was about, the
 * page must have made no error and asked nobody but the lab.
 *
 * @param words - What stands behind `faultline lab`.
 */
export function useLab(...words: readonly string[]): void {
  beforeAll(async () => {
    server = await startLab(...words);
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    server.stop();
  });
  beforeEach(async () => {
    errors = [];
    strayed = [];
    await freshContext();
  });
  afterEach(async () => {
    await context.close();
    expect(errors).toEqual([]);
    expect(strayed).toEqual([]);
  });
}

type Options = Parameters<Browser['newContext']>[0];

/** Opens the lab in another tab or, with options, in a browser that has never seen it. */
export async function opened(hash: string, options?: Options): Promise<Page> {
  if (options !== undefined) await freshContext(options);
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(server.address) || /^(?:data|blob):/.test(url)) return route.continue();
    strayed.push(url);
    return route.abort();
  });
  await page.goto(server.address + hash);
  await page.locator('.front h1, .lab h1').first().waitFor();
  return page;
}

async function freshContext(options: Options = {}): Promise<void> {
  context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  context.setDefaultTimeout(20_000);
}

/** Takes the action with a label. */
export async function doIt(page: Page, label: string): Promise<void> {
  await page.locator(`.action[data-label="${label}"]`).click();
}

/** Which step is selected, in words. */
export async function placeIn(page: Page): Promise<string | null> {
  return page.locator('.place').textContent();
}

/** The id of what has the focus. */
export async function focusedIn(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.id');
}

/** Chooses a trace file. */
export async function dropped(page: Page, input: string, text: string): Promise<void> {
  const file = { name: 'trace.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator(input).setInputFiles(file);
  await page.locator('.lab .place').waitFor();
  await page.waitForTimeout(300);
}

/** Drops a trace file on an element, as a mouse that drags it from a folder does. */
export async function draggedOnto(page: Page, selector: string, text: string): Promise<void> {
  const files = await page.evaluateHandle(
    `(() => {
      const files = new DataTransfer();
      files.items.add(new File([${JSON.stringify(text)}], 'trace.json', { type: 'application/json' }));
      return files;
    })()`,
  );
  const dataTransfer = files;
  await page.dispatchEvent(selector, 'dragover', { dataTransfer });
  await page.dispatchEvent(selector, 'drop', { dataTransfer });
}

/** Asks axe about the whole page. */
export async function clean(page: Page): Promise<void> {
  await page.evaluate(axe);
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

/** Takes a picture of the page for people to look at, where pictures are wanted. */
export async function shot(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** What is loaded for a file, with all that it imports at once, as gzip sends it. */
export function transferred(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = readFileSync(join(built, file), 'utf8');
  const imports = [...text.matchAll(/(?:from|import)\s?"(\.{1,2}\/[^"]+\.js)"/g)].map(([, path]) =>
    join(file, '..', path as string),
  );
  return zipped(file) + imports.reduce((sum, path) => sum + transferred(path, seen), 0);
}

/** The size of a file of the lab as gzip sends it. */
export function zipped(file: string): number {
  return gzipSync(readFileSync(join(built, file)), { level: 9 }).length;
}

/** The paths of the files in a folder of the lab. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(join(built, folder)).map((name) => join(folder, name));
}
