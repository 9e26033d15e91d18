import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Lesson, Protocol } from '#faultline';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { everyLesson } from './support/every-lesson.ts';
import { startLab, type LabServer } from './support/lab-server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

let server: LabServer;
let browser: Browser;
let context: BrowserContext;
let errors: string[];

describe.skipIf(!existsSync(browserPath))('the lessons in a browser', () => {
  beforeAll(async () => {
    server = await startLab();
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    server.stop();
  });
  beforeEach(async () => {
    errors = [];
    context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    context.setDefaultTimeout(20_000);
  });
  afterEach(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });

  it.each(everyLesson)(
    'can be taken by clicks and printed on one page: $lesson.number, $lesson.title',
    async ({ lesson }) => {
      const page = await opened('');
      await page.locator('.cards a', { hasText: `${lesson.number}. ${lesson.title}` }).click();
      for (const stage of lesson.stages) {
        if (stage.kind === 'ask') {
          await page.locator('.choices button').nth(stage.answer).click();
          expect(await page.locator('.reached').textContent()).toMatch(/^Right\. /);
        } else {
          expect(await page.locator('.go-on').count()).toBe(0);
          for (const label of stage.solution) await take(page, label);
          expect(await page.locator('.reached').textContent()).toContain(stage.because);
        }
        await page.locator('.go-on').click();
      }
      await page.locator('#lesson .quiet', { hasText: 'Done' }).waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.sheet li').count()).toBe(lesson.stages.length);
      expect(await page.locator('.sheet').isVisible()).toBe(true);
      expect(await page.locator('#lesson').isVisible()).toBe(false);
      expect(pagesIn(await page.pdf({ format: 'A4' }))).toBe(1);
      await page.emulateMedia({ media: 'screen' });
      await page.locator('#lesson a', { hasText: 'All lessons' }).click();
      await page.locator('.cards a', { hasText: '✓ done' }).waitFor();
    },
  );

  it('are in the order of the curriculum on the front page', async () => {
    const page = await opened('');
    const titles = page.locator('section', { hasText: 'Lessons' }).first();
    expect(await titles.locator('strong').allTextContents()).toEqual(
      everyLesson.map(({ lesson }) => `${lesson.number}. ${lesson.title}`),
    );
  });

  it('lets lesson 0 be taken by keyboard only', async () => {
    const { lesson } = first();
    const page = await opened('');
    await press(page, lesson.title);
    await page.locator('#lesson').waitFor();
    for (const stage of lesson.stages) {
      if (stage.kind === 'ask') await press(page, stage.choices[stage.answer] ?? '', 'o');
      else for (const label of stage.solution) await pressNumberOf(page, label);
      await press(page, 'Go on', 'o');
    }
    expect(await page.locator('#lesson .quiet').textContent()).toBe('Done');
    await press(page, 'All lessons', 'o');
    await page.locator('.cards a', { hasText: '✓ done' }).waitFor();
  });

  it('are found again by the address, with the stage and what was done in it', async () => {
    const { lesson, protocol } = first();
    const page = await opened(`#${protocol.id}?n=${lesson.id}.3`);
    const stage = lesson.stages[3] as Extract<Lesson['stages'][number], { kind: 'do' }>;
    expect(await page.locator('#lesson .quiet').textContent()).toBe('Stage 4 of 5');
    await take(page, stage.solution[0] ?? '');
    const again = await opened(new URL(page.url()).hash);
    expect(await again.locator('#lesson .quiet').textContent()).toBe('Stage 4 of 5');
    expect(await again.locator('.place').textContent()).toBe('step 6 of 6');
  });

  it('go back, give hints and show their solutions', async () => {
    const { lesson, protocol } = first();
    const page = await opened(`#${protocol.id}?n=${lesson.id}.1`);
    await page.getByRole('button', { name: 'A hint' }).click();
    expect(await page.locator('.hint').count()).toBe(1);
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.locator('.go-on').click();
    await page.locator('#lesson .quiet', { hasText: 'Stage 3' }).waitFor();
    await page.getByRole('button', { name: 'Stage before' }).click();
    await page.locator('#lesson .quiet', { hasText: 'Stage 2' }).waitFor();
    await page.goBack();
    await page.locator('#lesson .quiet', { hasText: 'Stage 3' }).waitFor();
  });

  it('say when there are too many steps, and that an answer was wrong', async () => {
    const page = await opened('#ping-pong?n=interleaving.1');
    await take(page, 'stimulus play at pinger');
    for (const to of [3, 2, 1]) await take(page, `deliver ping(round=1) pinger → ponger${to}`);
    expect(await page.locator('#lesson').textContent()).toContain('4 of at most 3 steps');
    const other = await opened('#ping-pong?n=interleaving.2');
    await other.locator('.choices button').first().click();
    expect(await other.locator('.reached').textContent()).toMatch(/^Not quite\. /);
  });

  it('let one save which were done, or forget it', async () => {
    const page = await opened('#ping-pong?n=interleaving.4');
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.locator('.go-on').click();
    await page.locator('#lesson a', { hasText: 'All lessons' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save this as a file' }).click(),
    ]);
    const saved: unknown = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(saved).toEqual({ format: 'faultline-progress', done: ['interleaving'] });
    const again = await opened('');
    expect(await again.locator('.cards a', { hasText: '✓ done' }).count()).toBe(1);
    await again.getByRole('button', { name: 'Forget it' }).click();
    await again.locator('.progress').waitFor({ state: 'detached' });
    expect(await again.locator('.cards a', { hasText: '✓ done' }).count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('have no fault that axe finds, in %s', async (theme) => {
    const page = await opened('#ping-pong?n=interleaving.1');
    await page.emulateMedia({ colorScheme: theme });
    await take(page, 'stimulus play at pinger');
    await page.getByRole('button', { name: 'A hint' }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show me' }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('.go-on').click();
    await page.locator('.choices button').first().click();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('have what can be done below what is to be done on a narrow screen', async () => {
    const page = await opened('#ping-pong?n=interleaving.0');
    await page.setViewportSize({ width: 390, height: 844 });
    const tops = await page.evaluate<readonly number[]>(
      '["lesson", "actions", "state", "check"].map((id) => document.getElementById(id).getBoundingClientRect().top)',
    );
    expect(tops).toEqual([...tops].sort((one, other) => one - other));
    expect(new Set(tops).size).toBe(4);
  });

  it('do without storage', async () => {
    await context.addInitScript(
      'Object.defineProperty(window, "localStorage", { get() { throw new Error("off"); } })',
    );
    const { lesson, protocol } = first();
    const page = await opened(`#${protocol.id}?n=${lesson.id}.4`);
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.locator('.go-on').click();
    await page.locator('#lesson .quiet', { hasText: 'Done' }).waitFor();
    await page.locator('#lesson a', { hasText: 'All lessons' }).click();
    await page.locator('.cards a', { hasText: '✓ done' }).waitFor();
  });
});

function first(): { readonly protocol: Protocol; readonly lesson: Lesson } {
  const [found] = everyLesson;
  if (found === undefined) throw new Error('There is no lesson.');
  return found;
}

async function opened(hash: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(server.address + hash);
  await page.locator('.front h1, .lab h1').first().waitFor();
  return page;
}

/** Takes a step by a click, and waits until it is shown. */
async function take(page: Page, label: string): Promise<void> {
  const step = await stepOf(page);
  await page.locator(`.action[data-label=${JSON.stringify(label)}]`).click();
  await page.locator('.place', { hasText: `step ${step + 1} of` }).waitFor();
}

/** Takes a step by its number key. */
async function pressNumberOf(page: Page, label: string): Promise<void> {
  const step = await stepOf(page);
  const action = page.locator(`.action[data-label=${JSON.stringify(label)}]`);
  await page.keyboard.press((await action.locator('kbd').textContent()) ?? '');
  await page.locator('.place', { hasText: `step ${step + 1} of` }).waitFor();
}

async function stepOf(page: Page): Promise<number> {
  const place = await page.locator('.place').textContent();
  return Number(/step (\d+) of/.exec(place ?? '')?.[1]);
}

/** What axe objects to. */
async function faultsOf(page: Page): Promise<readonly unknown[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{
    violations: readonly { id: string; nodes: readonly { html: string }[] }[];
  }>('axe.run(document, { resultTypes: ["violations"] })');
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

/** Goes to something by Tab, from where a key leads, and presses Enter. */
async function press(page: Page, text: string, from?: string): Promise<void> {
  if (from !== undefined) await page.keyboard.press(from);
  for (let tries = 0; tries < 30; tries += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>('document.activeElement.textContent');
    if (focused.includes(text)) return page.keyboard.press('Enter');
  }
  throw new Error(`Tab does not lead to "${text}".`);
}

/** How many pages a PDF has. */
function pagesIn(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}
