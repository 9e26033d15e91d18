import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { startLab } from '../support/lab-server.ts';
import { smallPng } from './small-png.ts';

// Takes the pictures of the lab that the README shows: `npm run docs:screenshots`. To be looked at after
// every change of the lab that can be seen.
const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

interface Picture {
  readonly name: string;
  readonly hash: string;
  readonly height: number;
  readonly play: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  {
    name: 'lab-adversary',
    hash: '#two-phase-commit/tiny',
    height: 800,
    play: async (page) => {
      for (const label of [
        'stimulus begin at coordinator',
        'deliver prepare coordinator → participant1',
        'stimulus chooseYes at participant1',
        'deliver prepare coordinator → participant2',
        'stimulus chooseYes at participant2',
        'crash coordinator',
      ]) {
        await page.locator(`.action[data-label="${label}"]`).click();
      }
      await page.locator('#adversary .reached').waitFor();
    },
  },
  {
    name: 'lab-chart',
    hash: '#two-phase-commit/tiny?t=0.0.0',
    height: 920,
    play: async (page) => {
      await page.locator('[data-chart=coordinator] .state.active').first().waitFor();
      await page.locator('#charts-title').press('Enter');
      await page.locator('#charts.large').waitFor();
    },
  },
  {
    name: 'lab-counterexample',
    hash: '#two-phase-commit/tiny?m=send-before-log',
    height: 900,
    play: async (page) => {
      await page.getByRole('button', { name: 'Check every state' }).click();
      await page.locator('[data-found=agreement]').getByRole('button').click();
      await page.locator('.step.bad').first().waitFor();
    },
  },
];

const server = await startLab();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const { name, hash, height, play } of pictures) {
    const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: 'light' });
    await page.goto(server.address + hash);
    await play(page);
    await page.mouse.move(0, 0);
    await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
    await page.waitForTimeout(400);
    writeFileSync(join(folder, `${name}.png`), smallPng(await page.screenshot()));
    await page.close();
  }
} finally {
  await browser.close();
  server.stop();
}
