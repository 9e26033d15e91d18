import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { contentKey } from './content-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function keyOf(spec: string, part: string, versions = ['faultline 1']) {
  writeFileSync(join(folder, 'spec.ts'), spec);
  writeFileSync(join(folder, 'part.ts'), part);
  return contentKey(join(folder, 'spec.ts'), versions);
}

it('changes with the spec, what it imports, and the versions, and not with comments', async () => {
  const spec =
    "import { setup } from 'xstate';\nimport { a } from './part.ts';\nexport const b = setup(a);";
  const key = await keyOf(spec, 'export const a = 1;');
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await keyOf(`// More.\n${spec}`, 'export const a: number = 1; // One.')).toBe(key);
  expect(await keyOf(spec, 'export const a = 2;')).not.toBe(key);
  expect(await keyOf(spec.replace('setup(a)', 'setup(-a)'), 'export const a = 1;')).not.toBe(key);
  expect(await keyOf(spec, 'export const a = 1;', ['faultline 2'])).not.toBe(key);
});
