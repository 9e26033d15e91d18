import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clean, doIt, opened, placeIn, shot } from '../support/lab-browser.ts';

/** Tests of the space-time diagram: what comes before what, and steps that change places. */
export function testCauses(): void {
  describe('the space-time diagram', () => {
    it('marks past and future, swaps independent steps by keyboard, and becomes a PNG', async () => {
      const page = await opened('#two-phase-commit/tiny');
      for (const label of [
        'stimulus begin at coordinator',
        'deliver prepare coordinator → participant1',
        'deliver prepare coordinator → participant2',
        'stimulus chooseYes at participant1',
      ]) {
        await doIt(page, label);
      }
      const marks = () =>
        page.evaluate<(string | null)[]>(
          `[...document.querySelectorAll('#spacetime [data-step]')].map((step) => step.dataset.cause ?? null)`,
        );
      await expect.poll(marks).toEqual(['past', 'past', null, 'itself']);
      const words = page.locator('#spacetime .causes');
      expect(await words.textContent()).toContain('Step 4: comes after 1-2, before no other.');
      // Pointing goes before the step that is selected, and a click selects.
      await page.locator('#spacetime [data-step="2"] text').first().hover();
      await expect.poll(marks).toEqual(['past', 'itself', null, 'future']);
      expect(await words.textContent()).toContain('Step 2: comes after 1, before 4.');
      await page.locator('#spacetime [data-step="2"] text').first().click();
      expect(await placeIn(page)).toBe('step 2 of 4');
      expect(await page.locator('#spacetime .swap').textContent()).toContain(
        'Step 2 cannot come before step 1: its message is there only because of the step before.',
      );
      await page.mouse.move(0, 0);
      await page.keyboard.press('ArrowRight');
      await expect.poll(marks).toEqual(['past', null, 'itself', null]);
      const swap = page.getByRole('button', { name: 'Swap steps 2 and 3' });
      await swap.focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('.notices').textContent()).toContain('the same state');
      await page.locator('#branches-title', { hasText: 'Branches: 2' }).waitFor();
      expect(await page.locator('.swap button:focus').count()).toBe(1);
      await page.locator('.step-list summary').click();
      const list = page.locator('.step-list li');
      expect(await list.nth(1).textContent()).toBe(
        '2. participant2 receives prepare from coordinator: comes after 1, before no other',
      );
      await list.nth(3).getByRole('button').click();
      expect(await placeIn(page)).toBe('step 4 of 4');
      await isHadAsPng(page);
      await shot(page, 'causes');
      await clean(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await shot(page, 'causes-dark');
      await clean(page);
    });
  });
}

/** The picture is saved as a PNG file of twice its size. */
async function isHadAsPng(page: Page): Promise<void> {
  await page.locator('#export-title').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Picture (PNG)' }).click(),
  ]);
  const png = readFileSync(await download.path());
  const drawn = page.locator('#spacetime svg[viewBox]').first();
  const [, , width, height] = (await drawn.getAttribute('viewBox'))?.split(' ') ?? [];
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(
    [width, height].map((units) => 2 * Number(units)),
  );
}
