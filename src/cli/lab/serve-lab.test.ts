import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveLab } from './serve-lab.ts';

describe('serveLab', () => {
  let folder: string;
  let lab: Awaited<ReturnType<typeof serveLab>>;
  const own = new Map([['own/spec.js', 'export const own = 1;']]);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'faultline-lab-'));
    writeFileSync(join(folder, 'index.html'), '<p>The page</p>');
    lab = await serveLab(folder, own, 0);
  });
  afterAll(() => {
    lab.server.close();
    rmSync(folder, { recursive: true });
  });

  it('serves the page, and what is put in its place', async () => {
    const response = await fetch(lab.address);
    expect(await response.text()).toBe('<p>The page</p>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await (await fetch(`${lab.address}own/spec.js`)).text()).toBe('export const own = 1;');
  });

  it.each(['none.js', '..%2f..%2fetc%2fpasswd', '%E0%A4%A', '..%5c..', 'own'])(
    'has no file %s',
    async (path) => {
      const response = await fetch(lab.address + path);
      expect(response.status).toBe(404);
      await response.text();
    },
  );

  it('refuses a port that is taken', async () => {
    const port = Number(new URL(lab.address).port);
    await expect(serveLab(folder, own, port)).rejects.toThrow('FL606');
  });
});
