import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toolKey } from './tool-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-tool-'));
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
beforeAll(() => {
  mkdirSync(join(folder, 'cli'));
  mkdirSync(join(folder, 'system/tables'), { recursive: true });
  write('system/tables/moves.ts', 'export const a = 1;');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('changes with what checks, however deep, and not with its tests or the command line', () => {
  const key = toolKey(folder);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  write('system/tables/moves.test.ts', 'test');
  write('system/tables/moves.d.ts', 'types');
  write('cli/main.ts', 'main');
  expect(toolKey(folder)).toBe(key);
  write('system/tables/moves.ts', 'export const a = 2;');
  expect(toolKey(folder)).not.toBe(key);
});

it('knows the files of the checker that runs', () => {
  expect(toolKey()).toBe(toolKey());
  expect(toolKey()).not.toBe(toolKey(folder));
});
