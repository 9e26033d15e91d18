import { describe, expect, it } from 'vitest';
import { clean, doIt, opened, placeIn, shot } from '../support/lab-browser.ts';

/** Tests of the statecharts, to be run with one browser for all. */
export function testCharts(): void {
  describe('the statecharts', () => {
    it('shows where each chart is, which arrow was taken, and takes an arrow that is clicked', async () => {
      const page = await opened('#two-phase-commit/tiny');
      const coordinator = page.locator('[data-chart=coordinator]');
      await coordinator.locator('.state.active[data-state=init]').waitFor();
      await coordinator.locator('.pill.can', { hasText: 'begin' }).click();
      expect(await placeIn(page)).toBe('step 1 of 1');
      await coordinator.locator('.state.active[data-state=waiting]').waitFor();
      await coordinator.locator('.arrow.taken').first().waitFor();
      await doIt(page, 'crash coordinator');
      await coordinator.locator('.state.active').waitFor({ state: 'detached' });
      expect(await coordinator.locator('h3').textContent()).toContain('down');
      await shot(page, 'charts');
      await clean(page);
    });

    it('says the same as a list, with what can happen and why the rest cannot', async () => {
      const page = await opened('#two-phase-commit/tiny');
      const list = page.locator('[data-chart=participant1] details');
      await list.locator('summary').click();
      expect(await list.locator('[aria-current=true]').allTextContents()).toHaveLength(2);
      expect(await list.locator('[data-path="working.waiting"]').textContent()).toContain(
        'not now, no prepare is in flight to participant1',
      );
      await doIt(page, 'stimulus begin at coordinator');
      await list.getByRole('button', { name: /participant1 receives prepare/ }).click();
      expect(await placeIn(page)).toBe('step 2 of 2');
      await list.locator('[data-path="working.voting"][aria-current=true]').waitFor();
      await clean(page);
    });
  });
}
