import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  clean,
  doIt,
  draggedOnto,
  dropped,
  filesIn,
  focusedIn,
  hasBrowser,
  opened,
  placeIn,
  shot,
  transferred,
  useLab,
  zipped,
} from './support/lab-browser.ts';
import { faultline } from './cli/support/faultline.ts';
import { testAdversary, testReading } from './lab/adversary.ts';
import { testCauses } from './lab/causes.ts';
import { testCharts } from './lab/charts.ts';
import { testSurvival } from './lab/survival.ts';

describe.skipIf(!hasBrowser)('the lab in a browser', () => {
  useLab();
  testCharts();
  testAdversary();
  testCauses();
  testReading();
  testSurvival();

  it('walks through two-phase commit by clicks, with branches, and its link leads back', async () => {
    const page = await opened('#two-phase-commit/tiny');
    await doIt(page, 'stimulus begin at coordinator');
    await doIt(page, 'deliver prepare coordinator → participant1');
    await doIt(page, 'stimulus chooseYes at participant1');
    await doIt(page, 'crash coordinator');
    expect(await page.locator('[data-process=coordinator] .now').textContent()).toBe('down');
    expect(await page.locator('[data-process=participant1] .now').textContent()).toBe('prepared');
    expect(await page.locator('[data-kind=crash] .left-over').textContent()).toBe('0 of 1 left');
    expect(await page.locator('[data-kind=crash]').textContent()).toContain('budget is used up');
    await shot(page, 'two-phase-commit');
    // To act in the past begins a branch, and loses nothing.
    await page
      .getByRole('button', { name: /^Step 2:/ })
      .first()
      .click();
    await doIt(page, 'stimulus chooseNo at participant1');
    await page.locator('#branches-title').click();
    await page.locator('#branches li').nth(1).waitFor();
    expect(await page.locator('#branches li').count()).toBe(2);
    await page.locator('#branches li button').first().click();
    expect(await placeIn(page)).toBe('step 4 of 4');
    const address = page.url();
    const said = await page.locator('.sentence').textContent();
    const again = await opened(address.slice(address.indexOf('#')));
    expect(await again.locator('.sentence').textContent()).toBe(said);
    expect(await placeIn(again)).toBe('step 4 of 4');
    expect(await again.locator('.notices').count()).toBe(0);
  });

  it('walks through two-phase commit by keyboard only', async () => {
    const page = await opened('#two-phase-commit/tiny');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('1');
    expect(await placeIn(page)).toBe('step 6 of 6');
    const told = await page.locator('#said').textContent();
    expect(told).toMatch(/^Step 6\. /);
    await page.keyboard.press('z');
    await page.keyboard.press('ArrowLeft');
    expect(await placeIn(page)).toBe('step 4 of 6');
    await page.keyboard.press('Shift+Z');
    await page.keyboard.press('Home');
    expect(await placeIn(page)).toBe('step 0 of 6');
    await page.keyboard.press('End');
    expect(await placeIn(page)).toBe('step 6 of 6');
    // From the title of the actions Tab leads to them, and Enter takes one.
    await page.keyboard.press('a');
    expect(await focusedIn(page)).toBe('actions-title');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('f');
    expect(await focusedIn(page)).toBe('failures-title');
    // The first button lets the pane fill the page; the next takes an action.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await placeIn(page)).toBe('step 7 of 7');
  });

  it('checks a mutation in the worker and shows its counterexample', async () => {
    const page = await opened('#two-phase-commit/tiny?m=unilateral-abort-after-yes');
    await page.keyboard.press('c');
    await page.locator('[data-verdict=violated]').waitFor();
    const found = page.locator('[data-found=agreement]');
    expect(await found.textContent()).toContain('agreement: violated');
    await found.getByRole('button').click();
    expect(await page.locator('[data-property=agreement]').getAttribute('data-tone')).toBe('bad');
    expect(await page.locator('#alarm').textContent()).toContain('Violated: ');
    await page.locator('.step.bad').first().waitFor();
    await page.locator('#spacetime svg').waitFor();
    await shot(page, 'counterexample');
    await clean(page);
  });

  it('shows a behavior that goes on for ever, from a link too', async () => {
    const page = await opened('#two-phase-commit/tiny');
    await page.getByRole('button', { name: 'Check every state' }).click();
    await page.locator('[data-verdict=holds]').waitFor();
    await page.locator('[data-found=neverBlocks]').getByRole('button').click();
    expect(await page.locator('.for-ever').textContent()).toContain('for ever');
    await shot(page, 'lasso');
    const again = await opened(new URL(page.url()).hash);
    expect(await again.locator('.for-ever').textContent()).toContain('for ever');
  });

  it('opens the link that the command line gives', async () => {
    const { stdout } = await faultline(['check', 'raft', '--mutation', 'vote-twice']);
    const [link = ''] = /http:\S+/.exec(stdout) ?? [];
    const page = await opened(new URL(link).hash);
    await page.locator('.step.bad').first().waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
    expect(new URL(page.url()).hash).toBe(new URL(link).hash);
    expect(await page.locator('.notices').count()).toBe(0);
  });

  it('stops a check at once', async () => {
    const page = await opened('#two-phase-commit/large');
    await page.getByRole('button', { name: 'Check every state' }).click();
    await page.getByRole('button', { name: 'Stop' }).first().click();
    expect(await page.locator('#check').textContent()).toContain('Stopped: nothing is decided.');
  });

  it('takes a trace file that is dropped on it, and refuses what is none', async () => {
    const page = await opened('#two-phase-commit/tiny');
    await doIt(page, 'stimulus begin at coordinator');
    await page.locator('#export-title').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Trace file (JSON)' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    const other = await opened('');
    await dropped(other, '.front input[type=file]', text);
    expect(await placeIn(other)).toBe('step 1 of 1');
    await dropped(other, '#export input[type=file]', '{ "format": "cake" }');
    expect(await other.locator('.notices').textContent()).toContain('FL501');
    for (const [hash, target] of [
      ['', '.front'],
      ['#ping-pong', '.lab'],
    ] as const) {
      const third = await opened(hash);
      await draggedOnto(third, target, text);
      await third.locator('.lab h1', { hasText: 'Two-phase commit' }).waitFor();
      await third.locator('.place', { hasText: 'step 1 of 1' }).waitFor();
    }
  });

  it.each(['light', 'dark'] as const)('has no fault that axe finds, in %s', async (theme) => {
    const front = await opened('', { colorScheme: theme });
    await clean(front);
    await shot(front, `front-${theme}`);
    const page = await opened('#two-phase-commit/tiny', { colorScheme: theme });
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('1');
    await clean(page);
    await shot(page, `lab-${theme}`);
    await page.keyboard.press('?');
    await clean(page);
  });

  it('fits a narrow screen', async () => {
    for (const hash of ['', '#two-phase-commit/tiny?t=0.0.0.0']) {
      const page = await opened(hash, { viewport: { width: 390, height: 844 } });
      const widths = await page.evaluate<number[]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      expect(widths[0]).toBeLessThanOrEqual(widths[1] as number);
      await clean(page);
      await shot(page, `narrow${hash === '' ? '' : '-lab'}`);
    }
  });

  it.each([
    ['#two-phase-commit/tiny?t=0.zz.1', 'it can be followed to step 0'],
    ['#no-such-protocol', 'There is no protocol "no-such-protocol" here.'],
    ['#two-phase-commit/huge', 'There is no size "huge"'],
    [`#two-phase-commit/tiny?t=${'0.'.repeat(5000)}`, 'it can be followed to step'],
  ])('survives the link %#', async (hash, notice) => {
    const page = await opened(hash);
    expect(await page.locator('.notices').textContent()).toContain(notice);
  });

  it('keeps within its budgets of bytes', () => {
    const sizes = {
      entry: transferred('main.js'),
      style: transferred('style.css'),
      spec: zipped('specs/two-phase-commit.js'),
    };
    expect(sizes.entry).toBeLessThanOrEqual(60_000);
    expect(sizes.style).toBeLessThanOrEqual(10_000);
    expect(sizes.spec).toBeLessThanOrEqual(15_000);
    const large = filesIn('specs').filter((file) => zipped(file) > 15_000);
    expect(large).toEqual([]);
  });
});
