import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expectNoViolation } from '../../src/testing/index.ts';
import { faultline } from '../cli/support/faultline.ts';
import { everySpec } from '../support/every-spec.ts';
import { beyond } from './beyond.ts';
import { catchBeyond, replayed } from './catch.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rows = everySpec.flatMap((protocol) => {
  const row = beyond[protocol.id];
  return row === undefined ? [] : [[protocol.id, protocol, row] as const];
});

describe.each(rows)('Runs of %s beyond what can be checked', (_, protocol, row) => {
  const { parameters, mutation, stepsMost, runs, faultWeight } = row;

  it('are larger than the largest size', () => {
    const { large, medium, small } = protocol.sizes;
    const largest = Object.entries(large ?? medium ?? small ?? {});
    const more = largest.map(([name, value]) => Number(parameters[name] ?? 0) - Number(value));
    expect(Math.min(...more)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...more)).toBeGreaterThan(0);
  });

  it('violate nothing', async () => {
    await expectNoViolation(protocol, { parameters, runs, faultWeight, seed: 1, save: folder });
  });

  it(`catch ${mutation}, with a short trace that the command line replays`, async () => {
    const caught = await catchBeyond(protocol, row, folder);
    expect(caught?.property).toBe(protocol.mutations[mutation]?.violates);
    const labels = caught?.trace.steps.map(({ label }) => label) ?? [];
    expect(labels.length).toBeLessThanOrEqual(stepsMost);
    const file = caught?.file ?? '';
    expect(await replayed(protocol, file)).toEqual(labels);
    expect((await faultline(['replay', file])).code).toBe(1);
  });
});
