import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultline } from '../cli/support/faultline.ts';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));

/** The links of the figures that can be played with, each once, and the pages of one of them. */
const links = new Map(
  ['how-it-works', 'guide', 'learn'].flatMap((folder) =>
    readdirSync(join(docs, folder)).flatMap((name) =>
      [
        ...readFileSync(join(docs, folder, name), 'utf8').matchAll(
          /<protocol-lab link="([^"]*)">/g,
        ),
      ].map(([, link = '']) => [link.replaceAll('&amp;', '&'), `${folder}/${name}`] as const),
    ),
  ),
);

describe.concurrent('the figures that can be played with', () => {
  it('are in the pages for learners', () => {
    expect([...links.values()].some((page) => page.startsWith('learn/'))).toBe(true);
  });

  it.each([...links])('open on what they show: %s (%s)', async (link) => {
    const { code, stderr } = await faultline(['replay', link]);
    expect(stderr).toBe('');
    // A trace shows its violation again, at its end or for ever.
    expect(code).toBe(/[?&]t=/.test(link) ? 1 : 0);
  });
});
