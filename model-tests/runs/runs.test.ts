import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { twoPhaseCommit } from '../../specs/two-phase-commit/spec.ts';
import { faultline } from '../cli/support/faultline.ts';
import { beyond } from './beyond.ts';
import { catchBeyond } from './catch.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('Runs beyond what can be checked', () => {
  it('catch a participant that aborts after its yes, with a trace that the command line replays', async () => {
    const caught = await catchBeyond(twoPhaseCommit, beyond['two-phase-commit']!, folder);
    expect(caught?.property).toBe('agreement');
    const { code, stdout } = await faultline(['replay', caught?.file ?? '']);
    expect(code).toBe(1);
    expect(stdout).toContain('no two processes decide differently (agreement)');
  });
});
