import { describe, expect, it } from 'vitest';
import { clean, doIt, opened, placeIn, shot } from '../support/lab-browser.ts';

/** Tests of what the adversary finds on the front page. */
export function testAdversary(): void {
  describe('the adversary', () => {
    it('is a click away from each scenario, and told when it is done', async () => {
      const front = await opened('');
      const links = await front.locator('#adversary-title + ul a').evaluateAll((found) => {
        return found.map((link) => (link as unknown as { hash: string }).hash);
      });
      expect(links.length).toBeGreaterThanOrEqual(8);
      for (const link of links) {
        const page = await opened(link);
        await page.locator('#adversary').waitFor();
        expect(await page.locator('.notices').count()).toBe(0);
        await page.close();
      }
      await front.getByRole('link', { name: /nobody may decide/ }).click();
      for (const label of [
        'stimulus begin at coordinator',
        'deliver prepare coordinator → participant1',
        'stimulus chooseYes at participant1',
        'deliver prepare coordinator → participant2',
        'stimulus chooseYes at participant2',
      ]) {
        await doIt(front, label);
      }
      expect(await front.locator('#adversary .reached').count()).toBe(0);
      await doIt(front, 'crash coordinator');
      expect(await front.locator('#adversary .reached').textContent()).toContain('Done.');
      await shot(front, 'adversary');
      await clean(front);
    });

    it.each([
      ['#redlock/-?q=pauses:1', '0.0.0.0.0.0.1.2.2.2.0.0.1.0.1.0.1'],
      ['#redlock/-?m=ignore-validity', '0.0.0.0.0.0.2.2.1.2.1.0.0.1.0.1'],
      ['#redis-lock/-?m=no-fence-under-pause', '0.0.0.0.2.2.2.2.0.0.1.1.0.1.1.2.2'],
      ['#three-phase-commit/partitioned', '0.0.0.0.0.0.0.0.0.0.1.0.1.1'],
    ])('has a way to the goal of %s, and no shorter one along it', async (link, trace) => {
      const withTrace = (choices: string) => `${link}${link.includes('?') ? '&' : '?'}t=${choices}`;
      const page = await opened(withTrace(trace));
      expect(await page.locator('.notices').count()).toBe(0);
      expect(await page.locator('#adversary .reached').textContent()).toContain('Done.');
      const before = await opened(withTrace(trace.replace(/\.\w+$/, '')));
      await before.locator('#adversary').waitFor();
      expect(await before.locator('#adversary .reached').count()).toBe(0);
    });

    it('lets the checker find what it does not find itself', async () => {
      const page = await opened('#raft/-?m=vote-not-persisted');
      await page.getByRole('button', { name: 'Check every state' }).click();
      await page.locator('[data-verdict=violated]').waitFor();
      await page.locator('[data-found=electionSafety]').getByRole('button').click();
      expect(await placeIn(page)).toBe('step 8 of 8');
      expect(await page.locator('#adversary .reached').textContent()).toContain('on the disk');
    });
  });
}

/** Tests of what helps to see: the reasons why something cannot happen, and panes that fill the page. */
export function testReading(): void {
  describe('the panes', () => {
    it('reads why something else cannot happen, nearest first', async () => {
      const page = await opened('#two-phase-commit/tiny');
      await page.getByText('Why not something else?').click();
      const reasons = page.locator('.not-now li');
      expect(await reasons.first().textContent()).toContain('no abort is in flight');
      await doIt(page, 'stimulus begin at coordinator');
      expect(await reasons.first().textContent()).toContain('the guard [');
      expect(await page.locator('.not-now').textContent()).toContain(
        'no yes is in flight to coordinator',
      );
      await clean(page);
    });

    it('lets a pane fill the page, by keyboard too', async () => {
      const page = await opened('#two-phase-commit/tiny');
      await page.keyboard.press('h');
      await page.keyboard.press('Enter');
      await page.locator('#charts.large').waitFor();
      await shot(page, 'large-charts');
      await clean(page);
      await page.keyboard.press('Escape');
      expect(await page.locator('.large').count()).toBe(0);
    });
  });
}
