import { describe, expect, it } from 'vitest';
import { everySpec } from '../support/every-spec.ts';
import { opened, placeIn } from '../support/lab-browser.ts';

const steps = 200;

/**
 * Presses keys in the page: mostly one that takes an action, now and then one that goes back, from where
 * the next action begins a branch. The page is drawn after every fiftieth.
 */
const pressKeys = `async (seed) => {
  const number = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let step = 0; step < ${steps}; step += 1) {
    const back = ['z', 'Z', 'ArrowLeft', 'ArrowRight', 'End'];
    const key = number(8) === 0 ? back[number(back.length)] : String(1 + number(9));
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, shiftKey: key === 'Z', bubbles: true, cancelable: true }),
    );
    if (step % 50 === 49) await new Promise((resolve) => setTimeout(resolve));
  }
  return {
    problems: document.querySelectorAll('.problem').length,
    place: document.querySelector('.place').textContent,
  };
}`;

/** A protocol in place of ping-pong, with a guard that throws. */
const throwing = `
import { defineProtocol, role } from '../faultline.js';
import { setup } from '../xstate.js';
const chart = setup({ guards: { isBroken: () => { throw new Error('a guard that throws'); } } })
  .createMachine({ initial: 'calm', states: {
    calm: { on: { go: 'wild' } }, wild: { on: { go: { guard: 'isBroken', target: 'calm' } } },
  } });
export const protocol = defineProtocol({ id: 'ping-pong', title: 'Throwing',
  roles: () => ({ one: role(chart, { stimuli: [{ type: 'go' }] }) }) });`;

/** Tests of what the page outlives. */
export function testSurvival(): void {
  describe('what the page survives', () => {
    it('is 200 random keys on every protocol', async () => {
      const page = await opened('');
      const links = page.locator('#protocols-title + ul a');
      const titles = await links.locator('strong').allTextContents();
      const hashes = await links.evaluateAll((found) =>
        found.map((link) => (link as unknown as { hash: string }).hash),
      );
      expect(hashes).toHaveLength(everySpec.length);
      for (const [at, hash] of hashes.entries()) {
        await page.goto(new URL(hash, page.url()).href);
        await page.getByRole('heading', { name: titles[at] as string, exact: true }).waitFor();
        const { problems, place } = await page.evaluate<{ problems: number; place: string }>(
          `(${pressKeys})(${2014 + at})`,
        );
        expect([hash, problems]).toEqual([hash, 0]);
        expect(place).toMatch(/^step \d+ of [1-9]\d*$/);
      }
    });

    it('is a browser that takes no more addresses for a while', async () => {
      const page = await opened('#ping-pong');
      await page.evaluate(`{
        const { replaceState } = history;
        let refused = 0;
        history.replaceState = (...given) => {
          if (refused++ < 2) throw new DOMException('Too many calls', 'SecurityError');
          replaceState.apply(history, given);
        };
      }`);
      await page.keyboard.press('1');
      await page.keyboard.press('1');
      expect(await page.locator('.place').textContent()).toMatch(/^step 2 of/);
      await page.waitForURL(/[?&]t=0\.\w+\.\w+/);
    });

    it.each([
      ['when it is loaded', 'throw new Error("a spec that throws");', 'a spec that throws'],
      ['in a guard', throwing, 'a guard that throws'],
    ])('is a spec that throws %s', async (_when, code, told) => {
      const page = await opened('');
      await page.route('**/specs/ping-pong.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: code }),
      );
      // A chart that did not come with the lab has no layout there, and is shown as a list.
      await page.route('**/charts/*.json', (route) => route.fulfill({ json: null }));
      await page.locator('#protocols-title + ul a[href="#ping-pong"]').click();
      if (code === throwing) {
        await page.locator('.action').first().click();
        expect(await placeIn(page)).toBe('step 1 of 1');
      }
      await page.locator('.problem', { hasText: told }).waitFor();
      // The rest of the lab goes on.
      await page.goto(new URL('#two-phase-commit', page.url()).href);
      await page.locator('.lab h1', { hasText: 'Two-phase commit' }).waitFor();
      expect(await page.locator('.problem').count()).toBe(0);
    });
  });
}
