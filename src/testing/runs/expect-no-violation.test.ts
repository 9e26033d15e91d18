import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { defineProtocol, replayTrace, role, traceFromJson, type SpecError } from '../../index.ts';
import { expectNoViolation, ViolationError, type RunsOptions } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A lift that goes up and down, and has a cable that may break. */
const lift = setup({
  types: {
    context: {} as { floor: number },
    events: {} as { type: 'up' } | { type: 'down' } | { type: 'ring' },
  },
  guards: { isAbove: ({ context }) => context.floor > 0 },
  actions: {
    rise: assign({ floor: ({ context }) => context.floor + 1 }),
    sink: assign({ floor: ({ context }) => context.floor - 1 }),
  },
}).createMachine({
  id: 'lift',
  context: { floor: 0 },
  on: {
    up: { actions: 'rise' },
    down: { guard: 'isAbove', actions: 'sink' },
    ring: {},
  },
});

function lifts(highest: number) {
  return defineProtocol({
    id: 'lifts',
    title: 'Two lifts',
    roles: () => ({
      lift: role(lift, {
        count: 2,
        stimuli: [{ type: 'up' }, { type: 'down' }, { type: 'ring' }],
      }),
    }),
    faults: { crash: { max: 1, restart: false } },
    properties: ({ invariant, reachable }) => ({
      low: invariant(`no lift is above floor ${highest}`, (view) =>
        view.all('lift').every(({ context }) => context.floor <= highest),
      ),
      runs: invariant('no lift is down', (view) => view.all('lift').every(({ alive }) => alive)),
      high: reachable('a lift is on the third floor', (view) =>
        view.all('lift').some(({ context }) => context.floor === 3),
      ),
    }),
    expectations: { runs: 'violated' },
  });
}

async function violationOf(highest: number, options: RunsOptions): Promise<ViolationError> {
  try {
    await expectNoViolation(lifts(highest), { save: folder, ...options });
  } catch (error) {
    if (error instanceof ViolationError) return error;
    throw error;
  }
  throw new Error('Nothing was violated.');
}

describe('expectNoViolation', () => {
  it('passes when nothing is violated, but for what is declared', async () => {
    await expectNoViolation(lifts(Infinity), { seed: 1 });
  });

  it('shrinks a run to the steps that are needed', async () => {
    const { property, trace } = await violationOf(4, { seed: 1 });
    expect(property).toBe('low');
    expect(trace.steps).toHaveLength(5);
    expect(new Set(trace.steps.map(({ label }) => label)).size).toBe(1);
  });

  it('says how to see it again', async () => {
    const { message, file } = await violationOf(1, { seed: 1 });
    expect(message).toMatch(/^"lifts" violates low in 2 steps; fast-check found it in run \d+\.\n/);
    expect(message).toContain('✗ violated after step 2: no lift is above floor 1 (low)');
    expect(message).toContain(`npx faultline replay ${file}\n`);
    const trace = replayTrace(lifts(1), await traceFromJson(readFileSync(file, 'utf8')));
    expect(trace.steps).toHaveLength(2);
  });

  it('goes to the same run by the seed and the path that it reports', async () => {
    const first = await violationOf(4, { seed: 7 });
    const [, path = ''] = /seed: 7, path: '([\d:]+)'/.exec(first.message) ?? [];
    const again = await violationOf(4, { seed: 7, path });
    expect(again.trace.steps).toEqual(first.trace.steps);
    expect(again.message).toContain('in run 1.');
  });

  it('takes no more steps than it is told to, and no faults when they weigh nothing', async () => {
    await expectNoViolation(lifts(4), { seed: 1, stepsMax: 4, runs: 500 });
    const crashing = { ...lifts(Infinity), expectationsFor: () => ({}) };
    await expectNoViolation(crashing, { seed: 1, faultWeight: 0 });
    await expect(expectNoViolation(crashing, { seed: 1, save: folder })).rejects.toThrow(
      '"lifts" violates runs in 1 step;',
    );
  });

  it('shows the way to an error in a chart', async () => {
    const broken = lift.provide({
      actions: {
        sink: () => {
          throw new Error('It jams.');
        },
      },
    });
    const protocol = {
      ...lifts(9),
      rolesFor: () => ({ lift: role(broken, { stimuli: [{ type: 'up' }, { type: 'down' }] }) }),
    };
    try {
      await expectNoViolation(protocol, { seed: 1 });
      expect.unreachable();
    } catch (error) {
      expect((error as SpecError).code).toBe('FL205');
      expect((error as SpecError).trace.steps.map(({ label }) => label)).toEqual([
        expect.stringContaining('stimulus up at lift'),
      ]);
    }
  });
});
